import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, texts } from './sql-values.ts';

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

/** Adds the document or brings its status up to date; returns its id. */
export async function putDocument(tx: Tx, document: NewDocument): Promise<string> {
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into documents (id, title, version, in_force_from, provenance, status)
    values (${document.id}, ${document.title}, ${document.version}, ${document.inForceFrom}::date, ${document.provenance}, ${document.status})
    on conflict (title, version) do update set status = excluded.status, provenance = excluded.provenance returning id`);
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

/** Stores new questions and a new version where the content differs from the newest one. Running it again adds nothing. */
export async function putQuestions(
  tx: Tx,
  rows: readonly ImportRow[],
  now: Date,
): Promise<{ added: number; changed: number }> {
  const list = JSON.stringify(rows);
  const added = await tx.execute(sql`
    insert into questions (id, code, topic, status, created_at)
    select id, code, topic, 'published', ${at(now)} from jsonb_to_recordset(${list}::jsonb) as r(id uuid, code text, topic text)
    on conflict (code) do nothing returning 1`);
  const versions = await tx.execute(sql`
    insert into question_versions (id, question_id, version, type, stem, options, answer, extra, explanation, difficulty, document_id,
      place, quote, provenance, content_hash, created_at)
    select r."versionId", q.id, coalesce(newest.version, 0) + 1, r.type, r.stem, r.options, r.answer, r.extra, r.explanation, r.difficulty,
      r."documentId", r.place, r.quote, r.provenance, r."contentHash", ${at(now)}
    from jsonb_to_recordset(${list}::jsonb) as r(code text, "versionId" uuid, type text, stem text, options jsonb, answer jsonb, extra jsonb,
      explanation text, difficulty int, "documentId" uuid, place text, quote text, provenance text, "contentHash" text)
    join questions q on q.code = r.code
    left join lateral (select version, content_hash from question_versions v where v.question_id = q.id order by version desc limit 1) newest on true
    where newest.content_hash is distinct from r."contentHash" returning 1`);
  return { added: added.length, changed: versions.length - added.length };
}

/** Newest versions of what may be drawn: published, its document not superseded. Ordered, so that a seed draws the same again. */
export async function findDrawable(
  db: Db | Tx,
): Promise<{ versionId: string; topic: string; type: QuestionType; options: number }[]> {
  return db.execute(sql`
    select distinct on (q.code) v.id as "versionId", q.topic, v.type, jsonb_array_length(v.options) as options
    from questions q join question_versions v on v.question_id = q.id join documents d on d.id = v.document_id
    where q.status = 'published' and d.status <> 'superseded' order by q.code, v.version desc`);
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

/** The content hash of the newest version of each of these questions that is stored. */
export async function findNewestHashes(
  db: Db | Tx,
  codes: readonly string[],
): Promise<{ code: string; contentHash: string }[]> {
  return db.execute(sql`
    select distinct on (q.code) q.code, v.content_hash as "contentHash"
    from questions q join question_versions v on v.question_id = q.id where q.code = any(${texts(codes)})
    order by q.code, v.version desc`);
}
