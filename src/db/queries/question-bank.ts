import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { isApproved, isNotRejected, type Provenance, type QuestionType } from './questions.ts';
import { texts, uuids } from './sql-values.ts';

export type DocumentRow = {
  id: string;
  title: string;
  version: string;
  inForceFrom: string;
  status: 'in-force' | 're-verify' | 'superseded';
};

/** Every document the bank knows, those in force first, each title's newest version first. */
export async function findDocuments(db: Db | Tx): Promise<DocumentRow[]> {
  return db.execute<DocumentRow>(sql`
    select id, title, version, in_force_from::text as "inForceFrom", status from documents
    order by status = 'superseded', title, in_force_from desc, version desc`);
}

export type BankRow = {
  code: string;
  type: QuestionType;
  stem: string;
  options: string[];
  answer: number[];
  extra: Record<string, unknown>;
  explanation: string;
  topic: string;
  difficulty: number;
  documentId: string;
  place: string;
  quote: string;
  provenance: Provenance;
};

const columns = sql`
  q.code, v.type, v.stem, v.options, v.answer, v.extra, v.explanation, coalesce(v.topic, q.topic) as topic, v.difficulty,
  v.document_id as "documentId", v.place, v.quote, v.provenance from questions q join question_versions v on v.question_id = q.id`;

/** The newest versions that stand or still may, of these questions; letters of either case are the same code. */
export async function findNewestByCode(db: Db | Tx, codes: readonly string[]): Promise<BankRow[]> {
  const wanted = codes.map((code) => code.toLowerCase());
  return db.execute<BankRow>(sql`
    select distinct on (q.code) ${columns} where lower(q.code) = any(${texts(wanted)}) and ${isNotRejected}
    order by q.code, v.version desc`);
}

/** The same of every question that is not retired. */
export async function findNewest(db: Db | Tx): Promise<BankRow[]> {
  return db.execute<BankRow>(sql`
    select distinct on (q.code) ${columns} where q.status <> 'retired' and ${isNotRejected} order by q.code, v.version desc`);
}

/** What may be asked today: the newest approved versions of published questions. */
export async function findPublished(db: Db | Tx): Promise<BankRow[]> {
  return db.execute<BankRow>(sql`
    select distinct on (q.code) ${columns} where q.status = 'published' and ${isApproved} order by q.code, v.version desc`);
}

/** What one file has brought, as it did. */
export async function findOfImport(db: Db | Tx, importId: string): Promise<BankRow[]> {
  return db.execute<BankRow>(sql`select ${columns} where v.import_id = ${importId} order by q.code`);
}

export type DocumentCount = {
  documentId: string;
  title: string;
  version: string;
  status: DocumentRow['status'];
  questions: number;
};
export type BankCounts = {
  byStatus: Record<string, number>;
  byType: Record<string, number>;
};

/** Questions by their status, and those that are published by their type. */
export async function countBank(db: Db): Promise<BankCounts> {
  const rows = await db.execute<{ status: string; type: string; n: number }>(sql`
    select status, type, count(*)::int as n from (
      select distinct on (q.id) q.status, v.type from questions q join question_versions v on v.question_id = q.id
      order by q.id, ${isApproved} desc, v.version desc) newest group by 1, 2`);
  const counts: BankCounts = { byStatus: {}, byType: {} };
  for (const { status, type, n } of rows) {
    counts.byStatus[status] = (counts.byStatus[status] ?? 0) + n;
    if (status === 'published') counts.byType[type] = (counts.byType[type] ?? 0) + n;
  }
  return counts;
}

/** Documents with how many published questions rest on them, most first. */
export async function countByDocument(
  db: Db,
  page: { offset: number; limit: number },
): Promise<{ rows: DocumentCount[]; total: number }> {
  const rows = await db.execute<DocumentCount & { total: number }>(sql`
    select count(*) over ()::int as total, d.id as "documentId", d.title, d.version, d.status, count(newest.id)::int as questions
    from documents d left join (
      select distinct on (q.id) q.id, v.document_id from questions q join question_versions v on v.question_id = q.id
      where q.status = 'published' and ${isApproved} order by q.id, v.version desc) newest on newest.document_id = d.id
    group by d.id order by count(newest.id) desc, d.title, d.version offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

/** Documents by the topic that most of their questions have. */
export async function findUsualTopics(
  db: Db | Tx,
  documentIds: readonly string[],
): Promise<{ documentId: string; topic: string }[]> {
  return db.execute(sql`
    select distinct on (document_id) document_id as "documentId", topic from (
      select v.document_id, q.topic, count(*) as n from question_versions v join questions q on q.id = v.question_id
      where v.document_id = any(${uuids(documentIds)}) group by 1, 2) counted order by document_id, n desc, topic`);
}

/** The topics that questions have which may be asked. */
export async function findTopics(db: Db | Tx): Promise<string[]> {
  const rows = await db.execute<{ topic: string }>(
    sql`select distinct topic from questions where status <> 'proposed'`,
  );
  return rows.map(({ topic }) => topic);
}
