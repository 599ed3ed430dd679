import { v7 as newId } from 'uuid';
import type postgres from 'postgres';
import json from '../content/rules/default.json' with { type: 'json' };
import { readRulePack } from '../src/domain/rules/rule-pack.ts';
import { timetable } from '../src/jobs/timetable.ts';

/** Who is in a bench's database: numbers from 1, each in a village, each with an account of one bot. */
export type Roster = {
  people: number;
  bots: readonly number[];
  /** The account of person `n` is `firstChat + n - 1`, of the bot `(n - 1) % bots`. */
  firstChat: number;
  countyId: string;
  /** Who writes to everybody; is not among the people. */
  authorId: string;
};

const FIRST_CHAT = 1_000_000;
/** A day's minute and hour, whatever the day. */
const ONCE_A_DAY = /^\d+ \d+ /;
const VILLAGES = 500;
const TOWNSHIPS = 20;

/**
 * A county of 20 townships and 500 villages with `people` cadres, every hundredth of them exempted, and a secretary of the county.
 * Nobody has quiet hours, so that a bench does not depend on the time of day.
 */
export async function fillPeople(
  sql: postgres.Sql,
  people: number,
  bots: readonly number[],
): Promise<Roster> {
  const [countyId, authorId] = [newId(), newId()];
  await sql`insert into organisation_units (id, parent_id, name, kind) values (${countyId}, null, 'County', 'county')`;
  await sql`
    insert into organisation_units (id, parent_id, name, kind)
    select md5('town' || n)::uuid, ${countyId}, 'Town ' || n, 'township' from generate_series(1, ${TOWNSHIPS}::int) n`;
  await sql`
    insert into organisation_units (id, parent_id, name, kind)
    select md5('village' || n)::uuid, md5('town' || n % ${TOWNSHIPS}::int + 1)::uuid, 'Village ' || n, 'village'
    from generate_series(1, ${VILLAGES}::int) n`;
  await sql`
    insert into people (id, staff_no, name, pinyin, initials, quiet_from, quiet_to)
    select ${authorId}::uuid, 'author', '县委书记', 'xian wei shu ji', 'xwsj', '00:00', '00:00' union all
    select md5('person' || n)::uuid, 'N' || n, '村干部' || n, 'cun gan bu', 'cgb', '00:00', '00:00'
    from generate_series(1, ${people}::int) n`;
  await sql`
    insert into posts (id, person_id, unit_id, title, roles, starts_on)
    select uuidv7(), ${authorId}::uuid, ${countyId}::uuid, '书记', array['township-secretary'], date '2020-01-01' union all
    select uuidv7(), md5('person' || n)::uuid, md5('village' || n % ${VILLAGES}::int + 1)::uuid, '村委委员', array['cadre'], date '2020-01-01'
    from generate_series(1, ${people}::int) n`;
  await sql`
    insert into telegram_accounts (id, telegram_id, person_id, bot_id, bound_at)
    select uuidv7(), ${FIRST_CHAT}::int + n - 1, md5('person' || n)::uuid, (${sql.array([...bots], 20)}::bigint[])[(n - 1) % ${bots.length}::int + 1], now()
    from generate_series(1, ${people}::int) n`;
  await sql`
    insert into exemptions (id, person_id, reason, starts_on)
    select uuidv7(), md5('person' || n)::uuid, 'ill', date '2020-01-01' from generate_series(100, ${people}::int, 100) n`;
  // What is caught up with at the first start of all, such as the roll-up of so many posts, is no part of any bench.
  const daily = timetable(readRulePack(json)).flatMap(({ job, cron }) =>
    ONCE_A_DAY.test(cron) ? [job.name] : [],
  );
  await sql`
    insert into schedule_slots (job, slot, state, claimed_by, claimed_at)
    select unnest(${daily}::text[]), now() + interval '1 day', 'skipped', 'bench', now()`;
  await sql`analyze`;
  return { people, bots, firstChat: FIRST_CHAT, countyId, authorId };
}
