import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertCarried, type DigestTimes } from './deliveries.ts';
import { at, homeUnit, isUnder, json, texts } from './sql-values.ts';

export type DutyInput = {
  id: string;
  titles: readonly string[];
  roles: readonly string[];
  business: { zh: string; en: string };
  clean: { zh: string; en: string };
};
type Quarter = { id: string; to: Date };

const isHeld = (post: SQL, day: string): SQL =>
  sql`${post}.starts_on <= ${day}::date and (${post}.ends_on is null or ${post}.ends_on > ${day}::date)`;
const isExempt = (person: SQL, day: string, reasons: readonly string[]): SQL => sql`exists (
  select 1 from exemptions e where e.person_id = ${person} and e.reason = any(${texts(reasons)}) and e.starts_on <= ${day}::date
    and (e.ends_on is null or e.ends_on > ${day}::date))`;

/**
 * Makes the sheets of a quarter that are missing, in one statement: for everybody whose posts of the day have duties, and
 * who is not exempt then. Returns how many.
 */
export async function insertSheets(
  tx: Tx,
  {
    quarter,
    duties,
    exempting,
    rulePackVersion,
    day,
  }: {
    quarter: Quarter;
    duties: readonly DutyInput[];
    exempting: readonly string[];
    rulePackVersion: string;
    day: string;
  },
  now: Date,
): Promise<number> {
  const listed = json(duties.map((duty, ord) => ({ ...duty, ord })));
  const rows = await tx.execute<{ n: number }>(sql`
    with duty as (
      select * from jsonb_to_recordset(${listed}) as d(id text, ord int, titles jsonb, roles jsonb, business jsonb, clean jsonb)
    ), matched as (
      select distinct o.person_id, d.ord, d.id, d.business, d.clean from posts o join duty d
        on o.roles && array(select jsonb_array_elements_text(d.roles))
        or exists (select 1 from jsonb_array_elements_text(d.titles) word where position(word in o.title) > 0)
      where ${isHeld(sql`o`, day)} and not ${isExempt(sql`o.person_id`, day, exempting)}
    ), made as (
      insert into duty_sheets (id, person_id, quarter, unit_id, rule_pack_version, made_at)
      select uuidv7(), m.person_id, ${quarter.id}, home.unit_id, ${rulePackVersion}, ${at(now)}
      from (select distinct person_id from matched) m cross join lateral (
        select ${homeUnit} as unit_id from posts o join organisation_units u on u.id = o.unit_id
        where o.person_id = m.person_id and ${isHeld(sql`o`, day)} order by o.starts_on, o.id limit 1) home
      order by m.person_id on conflict do nothing returning id, person_id
    ), listed as (
      insert into duty_items (sheet_id, n, duty, side, words)
      select s.id, row_number() over (partition by s.id order by m.ord, side.name) - 1, m.id, side.name, side.words
      from made s join matched m on m.person_id = s.person_id
      cross join lateral (values ('business', m.business), ('clean', m.clean)) side(name, words)
    )
    select count(*)::int as n from made`);
  return rows[0]?.n ?? 0;
}

/** A line in the digest of everybody who was just given a sheet; it is not said after the quarter. */
export function announceSheets(tx: Tx, quarter: Quarter, now: Date, digest: DigestTimes): Promise<number> {
  const audience = sql`
    select s.person_id, s.id as subject_id, 'duties:' || s.quarter || ':' || s.person_id as once_key, '{}'::jsonb as data
    from duty_sheets s where s.quarter = ${quarter.id} and s.made_at = ${at(now)}`;
  return insertCarried(tx, audience, { kind: 'duties', now, expiresAt: quarter.to }, digest);
}

export type DutyRow = {
  sheetId: string;
  n: number;
  side: 'business' | 'clean';
  words: { zh: string; en: string };
  done: boolean;
  text: string | null;
  fileId: string | null;
  at: string | null;
};

/** A duty `i` of the sheet `s` with its newest mark. */
const dutyColumns = sql`i.sheet_id as "sheetId", i.n, i.side, i.words, coalesce(m.done, false) as done, m.text, m.file_id as "fileId", m.at
  from duty_sheets s join duty_items i on i.sheet_id = s.id
  left join lateral (select * from duty_marks x where x.sheet_id = i.sheet_id and x.n = i.n order by x.at desc, x.id desc limit 1) m on true`;

/** Somebody's own duties of a quarter, in their order. */
export async function findDuties(db: Db | Tx, personId: string, quarter: string): Promise<DutyRow[]> {
  return db.execute<DutyRow>(
    sql`select ${dutyColumns} where s.person_id = ${personId} and s.quarter = ${quarter} order by i.n`,
  );
}

export async function hasSheet(db: Db, personId: string, quarter: string): Promise<boolean> {
  const rows = await db.execute(
    sql`select 1 from duty_sheets where person_id = ${personId} and quarter = ${quarter}`,
  );
  return rows.length === 1;
}

/** Makes presses about one sheet of somebody's own wait for each other; false where it is not theirs, or of another quarter. */
export async function lockSheet(tx: Tx, id: string, personId: string, quarter: string): Promise<boolean> {
  const rows = await tx.execute(
    sql`select 1 from duty_sheets where id = ${id} and person_id = ${personId} and quarter = ${quarter} for update`,
  );
  return rows.length === 1;
}

export async function insertDutyMark(
  tx: Tx,
  mark: { id: string; sheetId: string; n: number; done: boolean; text: string | null; fileId: string | null },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into duty_marks (id, sheet_id, n, done, text, file_id, at)
    values (${mark.id}, ${mark.sheetId}, ${mark.n}, ${mark.done}, ${mark.text}, ${mark.fileId}, ${at(now)}) on conflict do nothing`);
}

export type Overview = {
  scope: readonly string[];
  quarter: string;
  day: string;
  exempting: readonly string[];
};
export type DutyUnitRow = { id: string; name: string; people: number; done: number; open: number };

/** Sheets of the scope's units with somebody who is not exempt on the day. */
const sheetsOf = ({ scope, quarter, day, exempting }: Overview): SQL => sql`
  from duty_sheets s join organisation_units u on u.id = s.unit_id
  where s.quarter = ${quarter} and ${isUnder(sql`s.unit_id`, scope)} and not ${isExempt(sql`s.person_id`, day, exempting)}`;

/** How many duties are done and open, by unit and in the order of the units' names. */
export async function countDuties(
  db: Db | Tx,
  overview: Overview,
  page: { offset: number; limit: number },
): Promise<{ rows: DutyUnitRow[]; total: number }> {
  const rows = await db.execute<DutyUnitRow & { total: number }>(sql`
    select (count(*) over ())::int as total, q.id, q.name, count(distinct q.person_id)::int as people,
      count(*) filter (where d.done)::int as done, count(*) filter (where not d.done)::int as open
    from (select s.id as sheet_id, s.person_id, u.id, u.name ${sheetsOf(overview)}) q
    join lateral (select ${dutyColumns} where s.id = q.sheet_id) d on true
    group by q.id, q.name order by q.name collate "zh-x-icu", q.id offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

export type OpenDutyRow = { personId: string; name: string; open: number };

/** Who of a unit has duties open, by name; nobody of a unit outside the scope. */
export async function findOpenDuties(
  db: Db | Tx,
  unitId: string,
  overview: Overview,
): Promise<{ unitName: string; rows: OpenDutyRow[] } | undefined> {
  const [unit] = await db.execute<{ name: string }>(sql`
    select u.name from organisation_units u where u.id = ${unitId} and ${isUnder(sql`u.id`, overview.scope)}`);
  if (!unit) return undefined;
  const rows = await db.execute<OpenDutyRow>(sql`
    select q.person_id as "personId", p.name, count(*)::int as open
    from (select s.id as sheet_id, s.person_id ${sheetsOf(overview)} and s.unit_id = ${unitId}) q
    join people p on p.id = q.person_id join lateral (select ${dutyColumns} where s.id = q.sheet_id) d on not d.done
    group by q.person_id, p.name order by p.name collate "zh-x-icu", q.person_id`);
  return { unitName: unit.name, rows: [...rows] };
}
