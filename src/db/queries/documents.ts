import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertDeliveries } from './deliveries.ts';
import { isApproved } from './questions.ts';
import { at, texts } from './sql-values.ts';

export type DocumentRow = {
  id: string;
  title: string;
  version: string;
  inForceFrom: string;
  inForceTo: string | null;
  status: 'in-force' | 're-verify' | 'superseded';
  successor: string | null;
  published: number;
  flagged: number;
  retired: number;
};

/** The newest approved version of question `q`. */
const newest = sql`(select v.id from question_versions v where v.question_id = q.id and ${isApproved} order by v.version desc limit 1)`;

/** Every document, with how many questions rest on it by their newest version. */
export async function findDocuments(db: Db): Promise<DocumentRow[]> {
  return db.execute<DocumentRow>(sql`
    with resting as (
      select v.document_id, q.status from questions q join question_versions v on v.id = ${newest})
    select d.id, d.title, d.version, d.in_force_from::text as "inForceFrom", d.in_force_to::text as "inForceTo", d.status,
      n.title || ' ' || n.version as successor,
      count(*) filter (where r.status = 'published')::int as published, count(*) filter (where r.status = 'flagged')::int as flagged,
      count(*) filter (where r.status = 'retired')::int as retired
    from documents d left join resting r on r.document_id = d.id left join document_successions s on s.document_id = d.id
    left join documents n on n.id = s.successor_id group by d.id, n.id order by d.title, d.in_force_from, d.version`);
}

/** The document a document was superseded by; undefined for one that was not. */
export async function findSuccession(
  db: Db | Tx,
  documentId: string,
): Promise<{ id: string; successorId: string } | undefined> {
  const [row] = await db.execute<{ id: string; successorId: string }>(
    sql`select id, successor_id as "successorId" from document_successions where document_id = ${documentId}`,
  );
  return row;
}

/** A document's id by its title and version, locked so that two do not change it at once. */
export async function lockDocument(
  tx: Tx,
  { title, version }: { title: string; version: string },
): Promise<string | undefined> {
  const [row] = await tx.execute<{ id: string }>(
    sql`select id from documents where title = ${title} and version = ${version} for update`,
  );
  return row?.id;
}

/** Adds the document that is said to be in force, of which no text is in the bank yet. */
export async function insertSuccessor(
  tx: Tx,
  { id, title, version, inForceFrom }: { id: string; title: string; version: string; inForceFrom: string },
): Promise<void> {
  await tx.execute(sql`
    insert into documents (id, title, version, in_force_from, provenance, status)
    values (${id}, ${title}, ${version}, ${inForceFrom}::date, 'partial', 'in-force')`);
}

/** The document is out of force, and its published questions go to be verified; returns their codes. */
export async function markSuperseded(tx: Tx, documentId: string, effectiveOn: string): Promise<string[]> {
  await tx.execute(sql`
    update documents set status = 'superseded', in_force_to = ${effectiveOn}::date where id = ${documentId}`);
  const rows = await tx.execute<{ code: string }>(sql`
    update questions q set status = 'flagged' where q.status = 'published' and exists (
      select 1 from question_versions r where r.id = ${newest} and r.document_id = ${documentId}) returning q.code`);
  return rows.map((row) => row.code);
}

export async function insertSuccession(
  tx: Tx,
  row: {
    id: string;
    documentId: string;
    successorId: string;
    effectiveOn: string;
    questions: number;
    cards: number;
  },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into document_successions (id, document_id, successor_id, effective_on, questions, cards, recorded_at)
    values (${row.id}, ${row.documentId}, ${row.successorId}, ${row.effectiveOn}::date, ${row.questions}, ${row.cards}, ${at(now)})`);
}

/** People with one of the roles for the whole county. */
const holdersOfAll = (roles: readonly string[], day: string): SQL => sql`
  select distinct o.person_id from organisation_units u join posts o on o.unit_id = u.id and o.roles && ${texts(roles)}
    and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date) where u.parent_id is null`;

export const announceSuccession = (
  tx: Tx,
  successionId: string,
  { roles, day, priority }: { roles: readonly string[]; day: string; priority: number },
  now: Date,
): Promise<number> =>
  insertDeliveries(
    tx,
    sql`select h.person_id, ${successionId}::uuid as subject_id, 'document-superseded:' || ${successionId}::text || ':' || h.person_id as once_key,
      '{}'::jsonb as data from (${holdersOfAll(roles, day)}) h`,
    { kind: 'document-superseded', priority, policy: 'resend', now },
  );

export type SuccessionRow = {
  id: string;
  title: string;
  version: string;
  newTitle: string;
  newVersion: string;
  effectiveOn: string;
  questions: number;
  cards: number;
};

export async function findSuccessionById(db: Db, id: string): Promise<SuccessionRow | undefined> {
  const [row] = await db.execute<SuccessionRow>(sql`
    select s.id, d.title, d.version, n.title as "newTitle", n.version as "newVersion", s.effective_on::text as "effectiveOn", s.questions, s.cards
    from document_successions s join documents d on d.id = s.document_id join documents n on n.id = s.successor_id where s.id = ${id}`);
  return row;
}

export type ScheduledRow = { id: string; preset: string; slot: string; opensAt: string };

/** Quizzes that are laid down and have not opened. */
export async function findScheduledQuizzes(db: Db | Tx, now: Date): Promise<ScheduledRow[]> {
  return db.execute<ScheduledRow>(sql`
    select id, preset, slot, opens_at as "opensAt" from quizzes where opens_at > ${at(now)} order by opens_at, id`);
}
