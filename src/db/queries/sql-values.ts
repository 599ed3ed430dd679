import { sql, type SQL } from 'drizzle-orm';

/** Values for hand-written SQL, where the driver cannot guess the type. */
export const at = (time: Date): SQL => sql`${time.toISOString()}::timestamptz`;
/** An array as the server reads it from a text, for members that need no quotes. */
export const arrayText = (members: readonly (string | number)[]): string => `{${members.join(',')}}`;
export const uuids = (ids: readonly string[]): SQL => sql`${arrayText(ids)}::uuid[]`;
export const ints = (numbers: readonly number[]): SQL => sql`${arrayText(numbers)}::int[]`;
/** The texts of a JSON array. */
export const textsOf = (words: SQL): SQL => sql`array(select jsonb_array_elements_text(${words}::jsonb))`;
export const texts = (words: readonly string[]): SQL => textsOf(sql`${JSON.stringify(words)}`);
export const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::jsonb`;

/** "`unit` lies under one of `scope`": the one condition every scoped query carries. */
export const isUnder = (unit: SQL, scope: readonly string[]): SQL =>
  sql`exists (select 1 from unit_closure scoped where scoped.ancestor_id = any(${uuids(scope)}) and scoped.descendant_id = ${unit})`;
/** What the joined unit `u` is counted and listed with: a branch with the village (or office) it is of. */
export const homeUnit: SQL = sql`case when u.kind = 'branch' then u.parent_id else u.id end`;
/** Whether no message reaches a person at present: not bound, or gone from the bot. */
export const isAway = (person: SQL): SQL => sql`not exists (select 1 from telegram_accounts reached
  where reached.person_id = ${person} and reached.revoked_at is null and reached.unreachable_at is null)`;
export const bigints = (numbers: readonly number[]): SQL => sql`${arrayText(numbers)}::bigint[]`;

/**
 * Ids for the rows of one set, in their order: the time and the random part of one UUIDv7, with the number of the row
 * counted onto its last 48 bits (RFC 9562, section 6.2, method 2). To draw each at random takes five times as long.
 */
export const idSeed = sql`(
  select left(s::text, 24) as head, ('x' || right(s::text, 12))::bit(48)::bigint & 70368744177663 | 140737488355328 as start
  from (select uuidv7() as s offset 0) one) seed`;
/** The id of row `n`, beside `idSeed`. */
export const idAfter = (n: SQL): SQL => sql`(seed.head || to_hex(seed.start + ${n}))::uuid`;
