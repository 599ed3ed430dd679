import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { openRows, sealField } from '../sealed-fields.ts';
import { insertDeliveries } from './deliveries.ts';
import { areRelated } from './relations.ts';
import { at, isUnder, texts } from './sql-values.ts';

export type ObjectionVerdict = 'upheld' | 'not-upheld';
export type ObjectionRow = {
  id: string;
  entryId: string;
  personId: string;
  personName: string;
  text: string;
  dueAt: string | null;
  createdAt: string;
  /** Photos and documents laid before. */
  evidence: number;
  /** Null while it is open. */
  verdict: ObjectionVerdict | null;
  answer: string | null;
  answeredBy: string | null;
  answeredByName: string | null;
};

const columns: SQL = sql`
  o.id, o.entry_id as "entryId", o.person_id as "personId", p.name as "personName", o.text, o.due_at as "dueAt", o.created_at as "createdAt",
  (select count(*)::int from objection_evidence v where v.objection_id = o.id) as evidence,
  a.verdict, a.text as answer, a.answered_by as "answeredBy", b.name as "answeredByName"
  from objections o join people p on p.id = o.person_id left join objection_answers a on a.objection_id = o.id
  left join people b on b.id = a.answered_by`;

const open = <Row extends ObjectionRow>(db: Db | Tx, rows: Iterable<Row>): Row[] =>
  openRows(db, rows, { text: 'objections.text', answer: 'objection_answers.text' });

export type NewObjection = {
  id: string;
  entryId: string;
  personId: string;
  text: string;
  dueAt: Date | null;
  remindAt: Date | null;
};

/** `again` when it stands there from before: a word that comes again is the same objection. Undefined for anybody else's entry. */
export async function insertObjection(
  tx: Tx,
  row: NewObjection,
  now: Date,
): Promise<'made' | 'again' | undefined> {
  const { dueAt, remindAt } = row;
  const rows = await tx.execute<{ how: 'made' | 'again' }>(sql`
    with made as (
      insert into objections (id, entry_id, person_id, text, due_at, remind_at, created_at)
      select ${row.id}, e.id, e.person_id, ${sealField(tx, 'objections.text', row.id, row.text)}, ${dueAt && at(dueAt)}, ${remindAt && at(remindAt)}, ${at(now)} from ledger_entries e
      where e.id = ${row.entryId} and e.person_id = ${row.personId} and e.kind not in ('objection', 'objection-answer')
      on conflict do nothing returning 1)
    select 'made' as how from made union all select 'again' from objections where id = ${row.id} and person_id = ${row.personId}`);
  return rows[0]?.how;
}

export async function findObjection(db: Db | Tx, id: string): Promise<ObjectionRow | undefined> {
  const [row] = await db.execute<ObjectionRow>(sql`select ${columns} where o.id = ${id}`);
  return row && open(db, [row])[0];
}

/** What was said against an entry, the oldest first. */
export async function findObjectionsTo(db: Db | Tx, entryId: string): Promise<ObjectionRow[]> {
  const rows = await db.execute<ObjectionRow>(
    sql`select ${columns} where o.entry_id = ${entryId} order by o.created_at, o.id`,
  );
  return open(db, rows);
}

export type Page = { offset: number; limit: number };

/** A person's own objections, the newest first. */
export async function findOwnObjections(
  db: Db | Tx,
  personId: string,
  { offset, limit }: Page,
): Promise<{ rows: ObjectionRow[]; total: number }> {
  const rows = await db.execute<ObjectionRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${columns} where o.person_id = ${personId}
    order by o.created_at desc, o.id desc offset ${offset} limit ${limit}`);
  return { rows: open(db, rows), total: rows[0]?.total ?? 0 };
}

const holds = (post: SQL, day: string): SQL =>
  sql`${post}.starts_on <= ${day}::date and (${post}.ends_on is null or ${post}.ends_on > ${day}::date)`;
const isOpen: SQL = sql`not exists (select 1 from objection_answers given where given.objection_id = o.id)`;
/** Whoever wrote or confirmed the entry, and the subject's relatives, keep out of it. */
const keepsOut = (
  person: SQL,
): SQL => sql`(${person} in (e.recorded_by, e.confirmed_by) or ${person} = o.person_id
  or ${areRelated(person, sql`o.person_id`)})`;

/** Open objections of people of the scope that this person may answer, the first due first. */
export async function findAnswerableObjections(
  db: Db | Tx,
  personId: string,
  scope: readonly string[],
  day: string,
  limit: number,
): Promise<{ rows: ObjectionRow[]; total: number }> {
  const rows = await db.execute<ObjectionRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${columns} join ledger_entries e on e.id = o.entry_id
    where a.objection_id is null and not coalesce(${keepsOut(sql`${personId}::uuid`)}, false) and exists (
      select 1 from posts held where held.person_id = o.person_id and ${holds(sql`held`, day)} and ${isUnder(sql`held.unit_id`, scope)})
    order by o.due_at nulls last, o.id limit ${limit}`);
  return { rows: open(db, rows), total: rows[0]?.total ?? 0 };
}

/** Whether somebody wrote or confirmed the entry that an objection is to. */
export async function isAuthorOf(db: Db | Tx, personId: string, entryId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from ledger_entries where id = ${entryId} and ${personId}::uuid in (recorded_by, confirmed_by)`);
  return rows.length === 1;
}

export type NewAnswer = {
  objectionId: string;
  personId: string;
  verdict: ObjectionVerdict;
  text: string;
  answeredBy: string;
  correctionId: string | null;
};

/** The first answer stays: false for any other. */
export async function insertObjectionAnswer(tx: Tx, row: NewAnswer, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into objection_answers (objection_id, person_id, verdict, text, answered_by, answered_at, correction_id)
    values (${row.objectionId}, ${row.personId}, ${row.verdict}, ${sealField(tx, 'objection_answers.text', row.objectionId, row.text)}, ${row.answeredBy}, ${at(now)}, ${row.correctionId})
    on conflict do nothing returning 1`);
  return rows.length === 1;
}

export async function insertEvidence(
  tx: Tx,
  row: { id: string; objectionId: string; fileId: string },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into objection_evidence (id, objection_id, file_id, added_at) values (${row.id}, ${row.objectionId}, ${row.fileId}, ${at(now)})
    on conflict do nothing`);
}

/** The kept files laid before, the oldest first. */
export async function findEvidence(db: Db | Tx, objectionId: string): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select file_id as id from objection_evidence where objection_id = ${objectionId} order by added_at, id`);
  return rows.map((row) => row.id);
}

/** Which open objections are spoken of, and to which level of those who may answer them. */
export type Call = {
  why: 'made' | 'due' | 'overdue';
  which: SQL;
  /** `above`: one level up from the nearest; where there is none, the nearest again. */
  level: 'nearest' | 'above';
};
export const callFor = {
  made: (id: string): Call => ({ why: 'made', which: sql`o.id = ${id}`, level: 'nearest' }),
  due: (now: Date): Call => ({
    why: 'due',
    which: sql`o.remind_at <= ${at(now)} and o.due_at > ${at(now)}`,
    level: 'nearest',
  }),
  overdue: (now: Date): Call => ({ why: 'overdue', which: sql`o.due_at <= ${at(now)}`, level: 'above' }),
};

/**
 * Tells those who may answer, once each and for each reason: holders of a role in a unit above the subject who are neither
 * the subject, an author of the entry, nor a declared relative. One statement however many objections.
 */
export function callAnswerers(
  tx: Db | Tx,
  { why, which, level }: Call,
  { roles, day, priority }: { roles: readonly string[]; day: string; priority: number },
  now: Date,
): Promise<number> {
  const wanted = level === 'nearest' ? sql`1` : sql`least(2, x.levels)`;
  return insertDeliveries(
    tx,
    sql`select x.person_id, x.objection_id as subject_id, 'objection-' || ${why}::text || ':' || x.objection_id || ':' || x.person_id as once_key,
        jsonb_build_object('why', ${why}::text) as data
      from (select y.*, max(y.level) over (partition by y.objection_id) as levels from (
        select z.*, dense_rank() over (partition by z.objection_id order by z.depth) as level from (
          select o.id as objection_id, h.person_id, min(c.depth) as depth
          from objections o join ledger_entries e on e.id = o.entry_id
          join posts s on s.person_id = o.person_id and ${holds(sql`s`, day)}
          join unit_closure c on c.descendant_id = s.unit_id
          join posts h on h.unit_id = c.ancestor_id and ${holds(sql`h`, day)} and h.roles && ${texts(roles)}
          where ${which} and ${isOpen} and not coalesce(${keepsOut(sql`h.person_id`)}, false)
          group by o.id, h.person_id) z) y) x
      where x.level = ${wanted}
        and not exists (select 1 from deliveries k where k.once_key = 'objection-' || ${why}::text || ':' || x.objection_id || ':' || x.person_id)`,
    { kind: 'objection-open', priority, policy: 'resend', now },
  );
}

/** Everybody but the one who answered who has looked at the file since the entry entered it hears that it was corrected. */
export function tellReaders(
  tx: Tx,
  { id, entryId, personId }: Pick<ObjectionRow, 'id' | 'entryId' | 'personId'>,
  answeredBy: string,
  priority: number,
  now: Date,
): Promise<number> {
  return insertDeliveries(
    tx,
    sql`select l.actor_id as person_id, ${id}::uuid as subject_id, 'file-corrected:' || ${id}::text || ':' || l.actor_id as once_key, '{}'::jsonb as data
      from access_log l join ledger_entries e on e.id = ${entryId}
      where l.subject_person_id = ${personId} and l.at >= e.recorded_at and l.action in ('file.read', 'file.read-section')
        and l.actor_id <> ${answeredBy} and l.actor_id <> ${personId}
      group by l.actor_id`,
    { kind: 'file-corrected', priority, policy: 'resend', now },
  );
}
