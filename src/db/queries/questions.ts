import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, texts, uuids } from './sql-values.ts';

export type QuestionType =
  'single' | 'multiple' | 'truefalse' | 'case' | 'fill' | 'numeric' | 'ordering' | 'matching';
export type Provenance = 'full-text' | 'one-copy' | 'partial';

export type NewDocument = {
  id: string;
  title: string;
  version: string;
  inForceFrom: string;
  provenance: Provenance;
  status: 'in-force' | 're-verify' | 'superseded';
};

/** Adds the document or brings its status up to date, unless it was superseded; returns its id. */
export async function putDocument(tx: Tx, document: NewDocument): Promise<string> {
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into documents (id, title, version, in_force_from, provenance, status)
    values (${document.id}, ${document.title}, ${document.version}, ${document.inForceFrom}::date, ${document.provenance}, ${document.status})
    on conflict (title, version) do update set provenance = excluded.provenance,
      status = case when documents.status = 'superseded' then documents.status else excluded.status end returning id`);
  if (!row) throw new Error('the document was not stored');
  return row.id;
}

export type ImportRow = {
  id: string;
  versionId: string;
  code: string;
  topic: string;
  documentId: string;
  type: QuestionType;
  stem: string;
  options: string[];
  answer: number[];
  extra: Record<string, unknown>;
  explanation: string;
  difficulty: number;
  place: string;
  quote: string;
  provenance: Provenance;
  contentHash: string;
};

const decided = (verdict: SQL): SQL =>
  sql`exists (select 1 from question_decisions said where said.version_id = v.id and said.verdict = ${verdict})`;
/** Whether the version `v` may be drawn: it came with the bank, or somebody other than its writer has approved it. */
export const isApproved: SQL = sql`(v.written_by is null or ${decided(sql`'approved'`)})`;
/** Whether the version `v` stands, or may still come to stand. */
export const isNotRejected: SQL = sql`not ${decided(sql`'rejected'`)}`;
/** Whether this very content of a question was found wrong and corrected since. */
const isCorrectedSince = (question: SQL, contentHash: SQL): SQL => sql`exists (select 1 from corrected_keys c
  join question_versions w on w.id = c.question_version_id where w.question_id = ${question} and w.content_hash = ${contentHash})`;

/**
 * Stores new questions and a new version where the content differs from the newest approved one, approved as they are:
 * they come with the bank. A key that was corrected here does not come back with the file that had it wrong, nor a
 * question with a document that was superseded. Running it again adds nothing.
 */
export async function putQuestions(
  tx: Tx,
  rows: readonly ImportRow[],
  now: Date,
): Promise<{ added: number; changed: number }> {
  const list = JSON.stringify(rows);
  const added = await tx.execute(sql`
    insert into questions (id, code, topic, status, created_at)
    select r.id, code, topic, 'published', ${at(now)} from jsonb_to_recordset(${list}::jsonb) as r(id uuid, code text, topic text, "documentId" uuid)
    join documents d on d.id = r."documentId" and d.status <> 'superseded'
    on conflict (code) do nothing returning 1`);
  const versions = await tx.execute<{ questionId: string }>(sql`
    insert into question_versions (id, question_id, version, type, stem, options, answer, extra, explanation, difficulty, document_id,
      place, quote, provenance, content_hash, topic, created_at)
    select r."versionId", q.id, coalesce(newest.version, 0) + 1, r.type, r.stem, r.options, r.answer, r.extra, r.explanation, r.difficulty,
      r."documentId", r.place, r.quote, r.provenance, r."contentHash", r.topic, ${at(now)}
    from jsonb_to_recordset(${list}::jsonb) as r(code text, "versionId" uuid, type text, stem text, options jsonb, answer jsonb, extra jsonb,
      explanation text, difficulty int, "documentId" uuid, place text, quote text, provenance text, "contentHash" text, topic text)
    join questions q on q.code = r.code join documents d on d.id = r."documentId" and d.status <> 'superseded'
    left join lateral (select max(version) as version from question_versions v where v.question_id = q.id) newest on true
    left join lateral (select content_hash from question_versions v where v.question_id = q.id and ${isApproved}
      order by version desc limit 1) known on true
    where known.content_hash is distinct from r."contentHash" and not ${isCorrectedSince(sql`q.id`, sql`r."contentHash"`)}
    returning question_id as "questionId"`);
  await publishQuestions(
    tx,
    versions.map(({ questionId }) => questionId),
  );
  return { added: added.length, changed: versions.length - added.length };
}

/** Questions that have got an approved version: no longer only proposed, and of the topic that it says. */
export async function publishQuestions(tx: Tx, questionIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update questions q set status = case q.status when 'proposed' then 'published' else q.status end, topic = coalesce(newest.topic, q.topic)
    from (select distinct on (v.question_id) v.question_id, v.topic from question_versions v
      where v.question_id = any(${uuids(questionIds)}) and ${isApproved} order by v.question_id, v.version desc) newest
    where q.id = newest.question_id`);
}

/** Newest approved versions of what may be drawn: published, its document not superseded. Ordered, so that a seed draws the same again. */
export async function findDrawable(db: Db | Tx): Promise<
  {
    versionId: string;
    topic: string;
    type: QuestionType;
    options: number;
    documentStatus: NewDocument['status'];
  }[]
> {
  return db.execute(sql`
    select distinct on (q.code) v.id as "versionId", q.topic, v.type, jsonb_array_length(v.options) as options, d.status as "documentStatus"
    from questions q join question_versions v on v.question_id = q.id join documents d on d.id = v.document_id
    where q.status = 'published' and d.status <> 'superseded' and ${isApproved} order by q.code, v.version desc`);
}

/** A document by its title and version. */
export async function findDocument(
  db: Db | Tx,
  { title, version }: Pick<NewDocument, 'title' | 'version'>,
): Promise<Pick<NewDocument, 'status' | 'provenance'> | undefined> {
  const [row] = await db.execute<Pick<NewDocument, 'status' | 'provenance'>>(
    sql`select status, provenance from documents where title = ${title} and version = ${version}`,
  );
  return row;
}

/** The content hash of the newest approved version of each of these questions that has one, and those that were corrected since. */
export async function findApprovedHashes(
  db: Db | Tx,
  codes: readonly string[],
): Promise<{ code: string; contentHash: string; corrected: string[] }[]> {
  return db.execute(sql`
    select distinct on (q.code) q.code, v.content_hash as "contentHash", array(select w.content_hash from corrected_keys c
      join question_versions w on w.id = c.question_version_id where w.question_id = q.id) as corrected
    from questions q join question_versions v on v.question_id = q.id where q.code = any(${texts(codes)}) and ${isApproved}
    order by q.code, v.version desc`);
}
