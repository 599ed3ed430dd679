import { sql } from 'drizzle-orm';
import { pgPolicy } from 'drizzle-orm/pg-core';

/*
 * Who may read what about a person, in the database itself (row-level security).
 *
 * The domain's verbs ask for a scope in every query. This is the second line, for the day on which such a condition is
 * forgotten: what a door reads of people is read as the role `qingfeng_reader` (`readAs` in queries/read-as.ts), which has
 * no rights but to read, and to which each table shows the rows that its policy allows to the person for whom it reads. Who
 * that is, and when, are two settings of the transaction; without them the policies allow nothing at all.
 *
 *   reader_id()            for whom is read; null unless it was said
 *   reader_day()           the local day on which
 *   reader_units(action)   the units in whose subtrees that person may do something on that day, by their posts of it
 *
 * The third one is SECURITY DEFINER, since the reader may not read posts; as `(select …)` it is worked out once a statement,
 * not once a row. What it knows of roles is tested to be what domain/people/rules.ts says.
 *
 * Jobs and what changes something work as `qingfeng_app`, to which every row is open: they act for many at once, or for
 * nobody. A roll-up reads every ledger there is. Names and posts are not under policies, because the fan-outs to 50,000
 * people would be planned worse: to the reader the schema `as_reader` comes first, whose views `people`, `posts`,
 * `exemptions` and `telegram_accounts` show what is theirs.
 */

/** For whom is read. */
const READER = '(select reader_id())';

/** "This column names whoever reads." */
export const isReader = (person: string): string => `${person} = ${READER}`;

/** "This column names somebody else than the reader, who holds a post today where the reader may do this." */
export const isUnderReader = (person: string, action: string): string =>
  `${person} <> ${READER} and exists (select 1 from posts held where held.person_id = ${person} and held.starts_on <= (select reader_day())
    and (held.ends_on is null or held.ends_on > (select reader_day())) and held.unit_id = any ((select reader_units('${action}'))::uuid[]))`;

/** "The reader may do this anywhere at all": what somebody once ordered is theirs only while they still may. */
export const readerMay = (action: string): string =>
  `cardinality((select reader_units('${action}'))::uuid[]) > 0`;

/** A row of another table that the reader sees, by its own policy. */
export const readerSees = (table: string, id: string): string =>
  `exists (select 1 from ${table} seen where seen.id = ${id})`;

/** Everything to the application, and to the reader what any one of these allows. */
export const readableWhere = (...any: readonly string[]) => [
  pgPolicy('app', { to: 'qingfeng_app', using: sql`true`, withCheck: sql`true` }),
  pgPolicy('reader', { for: 'select', to: 'qingfeng_reader', using: sql.raw(any.join('\n  or ')) }),
];
