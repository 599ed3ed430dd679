import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { isDisregarded } from './ledger.ts';
import { areRelated } from './relations.ts';
import { at, homeUnit, isUnder, texts } from './sql-values.ts';

/** A closed interview with the form that holds for it; nulls where none was chosen yet. */
export type HandledRow = {
  interviewId: string;
  kind: string;
  personId: string;
  personName: string;
  unitName: string;
  /** When it was held, or its answer due. */
  heldAt: string;
  choiceId: string | null;
  form: string | null;
  chosenBy: string | null;
  chooserName: string | null;
  chosenAt: string | null;
  /** Why it took the place of an earlier one. */
  reason: string | null;
  /** The entry that the first choice made, which corrections name. */
  firstEntryId: string | null;
  firstChosenAt: string | null;
};

/** Who chooses, for whom, after which kinds of interviews. */
export type Chooser = { personId: string; scope: readonly string[]; kinds: readonly string[]; day: string };

const held = (post: SQL, day: string): SQL =>
  sql`${post}.starts_on <= ${day}::date and (${post}.ends_on is null or ${post}.ends_on > ${day}::date)`;

/** Closed interviews with people of the scope, apart from the chooser's own and those of relatives. */
const handled = ({ personId, scope, kinds, day }: Chooser): SQL => sql`
  select i.id as "interviewId", i.kind, i.person_id as "personId", p.name as "personName", coalesce(o.name, '') as "unitName",
    i.starts_at as "heldAt", c.id as "choiceId", c.form, c.chosen_by as "chosenBy", b.name as "chooserName", c.chosen_at as "chosenAt", c.reason,
    f.entry_id as "firstEntryId", f.chosen_at as "firstChosenAt"
  from interviews i join people p on p.id = i.person_id
  left join form_choices c on c.interview_id = i.id and not exists (select 1 from form_choices n where n.replaces = c.id)
  left join people b on b.id = c.chosen_by
  left join form_choices f on f.interview_id = i.id and f.replaces is null
  left join lateral (select u.name from posts o join organisation_units u on u.id = o.unit_id
    where o.person_id = i.person_id and ${held(sql`o`, day)} order by o.starts_on, o.id limit 1) o on true
  where i.state = 'held' and i.kind = any(${texts(kinds)}) and i.person_id <> ${personId}
    and not ${areRelated(sql`i.person_id`, sql`${personId}::uuid`)}
    and exists (select 1 from posts o where o.person_id = i.person_id and ${held(sql`o`, day)} and ${isUnder(sql`o.unit_id`, scope)})`;

/** Those without a form first, then the newest. */
export async function findHandled(
  db: Db | Tx,
  chooser: Chooser,
  page: { offset: number; limit: number },
): Promise<{ rows: HandledRow[]; total: number }> {
  const rows = await db.execute<HandledRow & { total: number }>(sql`
    select count(*) over ()::int as total, h.* from (${handled(chooser)}) h
    order by h.form is not null, h."heldAt" desc, h."interviewId" offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

export async function findHandledOne(
  db: Db | Tx,
  chooser: Chooser,
  interviewId: string,
): Promise<HandledRow | undefined> {
  const [row] = await db.execute<HandledRow>(sql`${handled(chooser)} and i.id = ${interviewId}`);
  return row;
}

/** Makes choices for one interview wait for each other. */
export async function lockHandled(tx: Tx, interviewId: string): Promise<void> {
  await tx.execute(sql`select 1 from interviews where id = ${interviewId} for no key update`);
}

export type NewChoice = {
  id: string;
  interviewId: string;
  personId: string;
  form: string;
  replaces: string | null;
  reason: string | null;
  entryId: string | null;
  chosenBy: string;
  rulePackVersion: string;
  day: string;
};

/** Counted under the unit of the person's oldest post of the day. */
export async function insertChoice(tx: Tx, row: NewChoice, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into form_choices (id, interview_id, person_id, unit_id, form, replaces, reason, entry_id, chosen_by, rule_pack_version, chosen_at)
    select ${row.id}, ${row.interviewId}, ${row.personId}, home.unit_id, ${row.form}, ${row.replaces}::uuid, ${row.reason}, ${row.entryId}::uuid,
      ${row.chosenBy}, ${row.rulePackVersion}, ${at(now)}
    from (select ${homeUnit} as unit_id from posts o join organisation_units u on u.id = o.unit_id
      where o.person_id = ${row.personId} and ${held(sql`o`, row.day)} order by o.starts_on, o.id limit 1) home`);
}

export type FormCountRow = {
  id: string;
  name: string;
  people: number;
  first: number;
  second: number;
  third: number;
  fourth: number;
};

/**
 * How often each form holds by unit of a scope, for interviews whose first choice fell into a period; one whose entry is to be
 * disregarded counts for nothing. All units with people are there, in the order of their names.
 */
export async function countForms(
  db: Db | Tx,
  { scope, from, to, day }: { scope: readonly string[]; from: Date; to: Date; day: string },
): Promise<FormCountRow[]> {
  return db.execute<FormCountRow>(sql`
    with member as (
      select home.unit_id, count(distinct o.person_id)::int as people from posts o join organisation_units u on u.id = o.unit_id
      cross join lateral (select ${homeUnit} as unit_id) home
      where ${held(sql`o`, day)} and ${isUnder(sql`o.unit_id`, scope)} group by home.unit_id
    ), standing as (
      select first.unit_id, c.form from form_choices first join form_choices c on c.interview_id = first.interview_id
        and not exists (select 1 from form_choices n where n.replaces = c.id)
      where first.replaces is null and first.chosen_at >= ${at(from)} and first.chosen_at < ${at(to)} and ${isUnder(sql`first.unit_id`, scope)}
        and not ${isDisregarded(sql`first.person_id`, sql`first.entry_id`)}
    )
    select u.id, u.name, coalesce(m.people, 0)::int as people, count(*) filter (where s.form = 'first')::int as first,
      count(*) filter (where s.form = 'second')::int as second, count(*) filter (where s.form = 'third')::int as third,
      count(*) filter (where s.form = 'fourth')::int as fourth
    from member m full join standing s on s.unit_id = m.unit_id join organisation_units u on u.id = coalesce(m.unit_id, s.unit_id)
    group by u.id, u.name, m.people order by u.name collate "zh-x-icu", u.id`);
}
