import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { isApproved, type QuestionType } from './questions.ts';
import { at } from './sql-values.ts';

export type FlaggedRow = {
  questionId: string;
  code: string;
  status: 'proposed' | 'published' | 'flagged' | 'retired';
  versionId: string;
  type: QuestionType;
  stem: string;
  options: string[];
  answer: number[];
  extra: Record<string, unknown>;
  documentTitle: string;
  documentVersion: string;
  documentStatus: string;
  place: string;
  quote: string;
  /** The document in force that took the place of its own; its own where none did. */
  newDocumentId: string;
  newDocumentTitle: string;
  newDocumentVersion: string;
  newDocumentStatus: string;
  proposalId: string | null;
  proposedBy: string | null;
  proposedByName: string | null;
  newPlace: string | null;
  newQuote: string | null;
};

/** Follows successions from a document to the one that has none. */
const successorOf = (documentId: SQL): SQL => sql`(
  with recursive line(id, depth) as (
    select ${documentId}, 0 union all select s.successor_id, line.depth + 1 from line join document_successions s on s.document_id = line.id
      where line.depth < 50)
  select id from line order by depth desc limit 1)`;

const columns = sql`
  q.id as "questionId", q.code, q.status, v.id as "versionId", v.type, v.stem, v.options, v.answer, v.extra, d.title as "documentTitle",
  d.version as "documentVersion", d.status as "documentStatus", v.place, v.quote, n.id as "newDocumentId", n.title as "newDocumentTitle",
  n.version as "newDocumentVersion", n.status as "newDocumentStatus", r.id as "proposalId", r.proposed_by as "proposedBy",
  p.name as "proposedByName", r.place as "newPlace", r.quote as "newQuote"
  from questions q
  join lateral (select * from question_versions v where v.question_id = q.id and ${isApproved} order by v.version desc limit 1) v on true
  join documents d on d.id = v.document_id join documents n on n.id = ${successorOf(sql`d.id`)}
  left join reverifications r on r.question_version_id = v.id and r.state = 'proposed' left join people p on p.id = r.proposed_by`;

/** Flagged questions, those that wait for a second person first. */
export async function findFlagged(
  db: Db,
  page: { offset: number; limit: number },
): Promise<{ rows: FlaggedRow[]; total: number }> {
  const rows = await db.execute<FlaggedRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${columns} where q.status = 'flagged' order by r.id is null, q.code
    offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

export async function findFlaggedQuestion(db: Db | Tx, questionId: string): Promise<FlaggedRow | undefined> {
  const [row] = await db.execute<FlaggedRow>(sql`select ${columns} where q.id = ${questionId}`);
  return row;
}

/** Proposes that a flagged question is right by a document; false when that is proposed already. */
export async function insertReverification(
  tx: Tx,
  row: {
    id: string;
    versionId: string;
    documentId: string;
    place: string;
    quote: string;
    proposedBy: string;
  },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    with made as (
      insert into reverifications (id, question_version_id, document_id, place, quote, state, proposed_by, proposed_at)
      values (${row.id}, ${row.versionId}, ${row.documentId}, ${row.place}, ${row.quote}, 'proposed', ${row.proposedBy}, ${at(now)})
      on conflict do nothing returning 1)
    select 1 from made union all select 1 from reverifications where id = ${row.id} and proposed_by = ${row.proposedBy}`);
  return rows.length > 0;
}

/**
 * Approves what somebody else proposed: a new version that rests on the document, and the question is published again, in
 * one statement. False when it was decided before, or is the decider's own.
 */
export async function approveReverification(
  tx: Tx,
  {
    id,
    deciderId,
    newVersionId,
    contentHash,
  }: { id: string; deciderId: string; newVersionId: string; contentHash: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    with decided as (
      update reverifications set state = 'approved', decided_by = ${deciderId}, decided_at = ${at(now)}, new_version_id = ${newVersionId}
      where id = ${id} and state = 'proposed' and proposed_by <> ${deciderId} returning *
    ), made as (
      insert into question_versions (id, question_id, version, type, stem, options, answer, extra, explanation, difficulty, document_id,
        place, quote, provenance, content_hash, written_by, created_at)
      select ${newVersionId}, v.question_id, (select max(version) + 1 from question_versions m where m.question_id = v.question_id), v.type, v.stem, v.options, v.answer, v.extra, v.explanation, v.difficulty,
        r.document_id, r.place, r.quote, v.provenance, ${contentHash}, r.proposed_by, ${at(now)}
      from decided r join question_versions v on v.id = r.question_version_id returning question_id
    ), answered as (
      insert into question_decisions (version_id, written_by, verdict, decided_by, decided_at)
      select ${newVersionId}, proposed_by, 'approved', ${deciderId}, ${at(now)} from decided)
    update questions q set status = 'published' from made where q.id = made.question_id and q.status = 'flagged' returning 1`);
  return rows.length === 1;
}

export async function rejectReverification(
  tx: Tx,
  { id, deciderId }: { id: string; deciderId: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update reverifications set state = 'rejected', decided_by = ${deciderId}, decided_at = ${at(now)}
    where id = ${id} and state = 'proposed' and proposed_by <> ${deciderId} returning 1`);
  return rows.length === 1;
}
