import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, isUnder } from './sql-values.ts';

/** A code that is live. */
export type VoiceCodeRow = { id: string; unitId: string; unitName: string; code: string; botId: number };

const columns = sql`c.id, c.unit_id as "unitId", u.name as "unitName", c.code, c.bot_id::float8 as "botId"
  from voice_codes c join organisation_units u on u.id = c.unit_id`;
const one = async (db: Db | Tx, condition: SQL): Promise<VoiceCodeRow | undefined> =>
  (await db.execute<VoiceCodeRow>(sql`select ${columns} where c.ended_at is null and ${condition}`))[0];

/** A live code of a bot, as it stands in a link. */
export const findVoiceCode = (db: Db, code: string, botId: number): Promise<VoiceCodeRow | undefined> =>
  one(db, sql`c.code = ${code} and c.bot_id = ${botId}`);

/** The same by its id, held so that of one village one opinion is counted after the other. */
export const lockVoiceCode = (tx: Tx, id: string, botId: number): Promise<VoiceCodeRow | undefined> =>
  one(tx, sql`c.id = ${id} and c.bot_id = ${botId} for update of c`);

export const findVoiceCodeOf = (db: Db | Tx, unitId: string): Promise<VoiceCodeRow | undefined> =>
  one(db, sql`c.unit_id = ${unitId}`);

/** The unit of a live code in somebody's scope. */
export const findVoiceCodeIn = (
  tx: Tx,
  id: string,
  scope: readonly string[],
): Promise<VoiceCodeRow | undefined> =>
  one(tx, sql`c.id = ${id} and ${isUnder(sql`c.unit_id`, scope)} for update of c`);

/** A code for a village that has none that lives; of several at once the first holds. */
export async function insertVoiceCode(
  tx: Tx,
  row: { id: string; unitId: string; code: string; botId: number; createdBy: string },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into voice_codes (id, unit_id, code, bot_id, created_by, created_at)
    values (${row.id}, ${row.unitId}, ${row.code}, ${row.botId}, ${row.createdBy}, ${at(now)}) on conflict do nothing`);
}

export async function markVoiceCodeEnded(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`update voice_codes set ended_at = ${at(now)} where id = ${id} and ended_at is null`);
}

/** The database's half of the key of a day, hex; `fresh` is stored where there is none. */
export async function keepVoiceDay(tx: Tx, day: string, fresh: string): Promise<string> {
  await tx.execute(
    sql`insert into voice_days (day, half) values (${day}, decode(${fresh}, 'hex')) on conflict do nothing`,
  );
  const half = await findVoiceDay(tx, day);
  if (half === undefined) throw new Error(`the key of ${day} was deleted on that day`);
  return half;
}

export async function findVoiceDay(tx: Tx, day: string): Promise<string | undefined> {
  const [row] = await tx.execute<{ half: string }>(
    sql`select encode(half, 'hex') as half from voice_days where day = ${day}`,
  );
  return row?.half;
}

type Giver = { day: string; unitId: string; account: string };
const isGiver = ({ day, unitId, account }: Giver): SQL =>
  sql`day = ${day} and unit_id = ${unitId} and account = ${account}`;

/** Whether an account has spoken about a village on a day, and whether words came with it; and how many have. */
export async function findVoiceGiver(
  tx: Tx,
  giver: Giver,
): Promise<{ worded: boolean | null; given: number }> {
  const [row] = await tx.execute<{ worded: boolean | null; given: number }>(sql`
    select (select worded from voice_givers where ${isGiver(giver)}) as worded, count(*)::int as given
    from voice_givers where day = ${giver.day} and unit_id = ${giver.unitId}`);
  return row ?? { worded: null, given: 0 };
}

/** Counts one opinion: both, or neither. */
export async function insertVoice(tx: Tx, giver: Giver, month: string, topic: string): Promise<void> {
  await tx.execute(sql`
    insert into voice_givers (day, unit_id, account) values (${giver.day}, ${giver.unitId}, ${giver.account})`);
  await tx.execute(sql`
    insert into voice_counts as c (unit_id, month, topic, n) values (${giver.unitId}, ${month}, ${topic}, 1)
    on conflict (unit_id, month, topic) do update set n = c.n + 1`);
}

/** Whether it is the first time: an opinion has words once. */
export async function markVoiceWorded(tx: Tx, giver: Giver): Promise<boolean> {
  const rows = await tx.execute(
    sql`update voice_givers set worded = true where ${isGiver(giver)} and not worded returning 1`,
  );
  return rows.length === 1;
}

export async function insertVoiceWords(
  tx: Tx,
  row: { id: string; unitId: string; topic: string; text: string; day: string },
): Promise<void> {
  await tx.execute(sql`
    insert into voice_words (id, unit_id, topic, text, received_on)
    values (${row.id}, ${row.unitId}, ${row.topic}, ${row.text}, ${row.day})`);
}

/** A village with its counts of a month by topic, and how many words wait to be sorted. */
export type VoiceUnitRow = { id: string; name: string; counts: Record<string, number>; waiting: number };

const unitColumns = (month: string): SQL => sql`u.id, u.name,
  coalesce((select jsonb_object_agg(c.topic, c.n) from voice_counts c where c.unit_id = u.id and c.month = ${month}), '{}') as counts,
  (select count(*)::int from voice_words w where w.unit_id = u.id and w.handled_at is null) as waiting`;
const isVillageIn = (scope: readonly string[]): SQL =>
  sql`u.kind = 'village' and ${isUnder(sql`u.id`, scope)}`;

/** The villages of a scope in the order of their names, a page of them. */
export async function findVoiceUnits(
  db: Db,
  scope: readonly string[],
  month: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: VoiceUnitRow[]; total: number }> {
  const [count] = await db.execute<{ total: number }>(
    sql`select count(*)::int as total from organisation_units u where ${isVillageIn(scope)}`,
  );
  const rows = await db.execute<VoiceUnitRow>(sql`
    select ${unitColumns(month)} from organisation_units u where ${isVillageIn(scope)}
    order by u.name collate "zh-x-icu", u.id offset ${offset} limit ${limit}`);
  return { rows, total: count?.total ?? 0 };
}

export async function findVoiceUnit(
  db: Db | Tx,
  scope: readonly string[],
  unitId: string,
  month: string,
): Promise<VoiceUnitRow | undefined> {
  const [row] = await db.execute<VoiceUnitRow>(sql`
    select ${unitColumns(month)} from organisation_units u where u.id = ${unitId} and ${isVillageIn(scope)}`);
  return row;
}

/** Words that wait to be sorted. */
export type VoiceWordsRow = {
  id: string;
  unitId: string;
  unitName: string;
  topic: string;
  text: string;
  day: string;
};

/** One text that waits in a village, by its place; the oldest day first, inside a day in no order. */
export async function findVoiceWords(
  db: Db,
  scope: readonly string[],
  unitId: string,
  offset: number,
): Promise<VoiceWordsRow | undefined> {
  const [row] = await db.execute<VoiceWordsRow>(sql`
    select w.id, w.unit_id as "unitId", u.name as "unitName", w.topic, w.text, w.received_on::text as day
    from voice_words w join organisation_units u on u.id = w.unit_id
    where w.unit_id = ${unitId} and w.handled_at is null and ${isVillageIn(scope)}
    order by w.received_on, w.id offset ${offset} limit 1`);
  return row;
}

/** The village of the words; undefined where they are not in the scope. Marked once, the first one holds. */
export async function markVoiceWordsHandled(
  db: Db,
  scope: readonly string[],
  id: string,
  personId: string,
  now: Date,
): Promise<string | undefined> {
  const [row] = await db.execute<{ unitId: string }>(sql`
    with found as (select w.id, w.unit_id from voice_words w join organisation_units u on u.id = w.unit_id
      where w.id = ${id} and ${isVillageIn(scope)}),
    marked as (update voice_words w set handled_by = ${personId}, handled_at = ${at(now)} from found
      where w.id = found.id and w.handled_at is null)
    select unit_id as "unitId" from found`);
  return row?.unitId;
}

/** Deletes the keys and givers of days that are over, and words that were received on `wordsUntil` or before. */
export async function deleteOldVoices(
  tx: Tx,
  today: string,
  wordsUntil: string,
): Promise<{ givers: number; days: number; words: number }> {
  const givers = await tx.execute(sql`delete from voice_givers where day < ${today} returning 1`);
  const days = await tx.execute(sql`delete from voice_days where day < ${today} returning 1`);
  const words = await tx.execute(sql`delete from voice_words where received_on <= ${wordsUntil} returning 1`);
  return { givers: givers.length, days: days.length, words: words.length };
}
