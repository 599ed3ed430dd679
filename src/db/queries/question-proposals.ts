import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { publishQuestions, type ImportRow, type QuestionType } from './questions.ts';
import { at, texts } from './sql-values.ts';

/** Whether the version `v` waits for an answer: somebody wrote it, nobody has answered it, and none came after it. */
const isWaiting = sql`(v.written_by is not null
  and not exists (select 1 from question_decisions said where said.version_id = v.id)
  and not exists (select 1 from question_versions later where later.question_id = v.question_id and later.version > v.version))`;
/** A question is not published without the place and the words it rests on. */
const hasSource = sql`(v.place <> '' and v.quote <> '')`;

/** Makes changes of the same questions wait for each other, so that each finds the newest version. */
export async function lockQuestions(tx: Tx, codes: readonly string[]): Promise<void> {
  await tx.execute(sql`select 1 from questions where code = any(${texts(codes)}) order by code for update`);
}

/** Stores versions that wait for somebody else's answer; a question that is new is only proposed until then. */
export async function insertProposals(
  tx: Tx,
  rows: readonly ImportRow[],
  by: { personId: string; importId: string | null },
  now: Date,
): Promise<void> {
  const list = JSON.stringify(rows);
  await tx.execute(sql`
    insert into questions (id, code, topic, status, created_at)
    select id, code, topic, 'proposed', ${at(now)} from jsonb_to_recordset(${list}::jsonb) as r(id uuid, code text, topic text)
    on conflict (code) do nothing`);
  await tx.execute(sql`
    insert into question_versions (id, question_id, version, type, stem, options, answer, extra, explanation, difficulty, document_id,
      place, quote, provenance, content_hash, topic, written_by, import_id, created_at)
    select r."versionId", q.id, coalesce(newest.version, 0) + 1, r.type, r.stem, r.options, r.answer, r.extra, r.explanation, r.difficulty,
      r."documentId", r.place, r.quote, r.provenance, r."contentHash", r.topic, ${by.personId}, ${by.importId}::uuid, ${at(now)}
    from jsonb_to_recordset(${list}::jsonb) as r(code text, "versionId" uuid, type text, stem text, options jsonb, answer jsonb, extra jsonb,
      explanation text, difficulty int, "documentId" uuid, place text, quote text, provenance text, "contentHash" text, topic text)
    join questions q on q.code = r.code
    left join lateral (select max(version) as version from question_versions v where v.question_id = q.id) newest on true`);
}

export type ProposalRow = {
  versionId: string;
  importId: string | null;
  fileName: string | null;
  code: string;
  version: number;
  /** Of the version that is drawn until this one is approved; null for a new question. */
  replaces: number | null;
  type: QuestionType;
  stem: string;
  options: string[];
  answer: number[];
  extra: Record<string, unknown>;
  explanation: string;
  topic: string;
  difficulty: number;
  document: string;
  documentVersion: string;
  documentStatus: string;
  place: string;
  quote: string;
  writerId: string;
  writerName: string;
  waiting: boolean;
  /** How many of the same file wait. */
  beside: number;
  verdict: 'approved' | 'rejected' | null;
  reason: string | null;
  deciderId: string | null;
  deciderName: string | null;
};

const columns = sql`
  v.id as "versionId", v.import_id as "importId", i.file_name as "fileName", q.code, v.version, v.type, v.stem, v.options, v.answer, v.extra,
  v.explanation, coalesce(v.topic, q.topic) as topic, v.difficulty, d.title as document, d.version as "documentVersion",
  d.status as "documentStatus", v.place, v.quote, v.written_by as "writerId", w.name as "writerName", ${isWaiting} as waiting,
  s.verdict, s.reason, s.decided_by as "deciderId", b.name as "deciderName",
  (select max(o.version) from question_versions o where o.question_id = v.question_id and o.version < v.version and (o.written_by is null
    or exists (select 1 from question_decisions said where said.version_id = o.id and said.verdict = 'approved'))) as replaces
  from question_versions v join questions q on q.id = v.question_id join documents d on d.id = v.document_id
  join people w on w.id = v.written_by left join question_imports i on i.id = v.import_id
  left join question_decisions s on s.version_id = v.id left join people b on b.id = s.decided_by`;
const beside = sql`(select count(*)::int from question_versions v where v.import_id = p."importId" and ${isWaiting}) as beside`;

/** What waits for an answer, file by file in the order they came. */
export async function findWaitingProposals(
  db: Db | Tx,
  page: { offset: number; limit: number },
): Promise<{ rows: ProposalRow[]; total: number }> {
  const rows = await db.execute<ProposalRow & { total: number }>(sql`
    select p.*, ${beside} from (select count(*) over ()::int as total, v.created_at, ${columns} where ${isWaiting}
      order by v.created_at, v.import_id, q.code, v.id offset ${page.offset} limit ${page.limit}) p
    order by p.created_at, p."importId", p.code, p."versionId"`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

export async function countWaitingProposals(db: Db): Promise<number> {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from question_versions v where ${isWaiting}`,
  );
  return row?.n ?? 0;
}

/** A version that somebody wrote, answered or not. */
export async function findProposal(db: Db | Tx, versionId: string): Promise<ProposalRow | undefined> {
  const [row] = await db.execute<ProposalRow>(
    sql`select p.*, ${beside} from (select ${columns} where v.id = ${versionId}) p`,
  );
  return row;
}

/** One version, or all of a file. */
export type Which = { versionId: string } | { importId: string };
/** Makes answers to the same file wait for each other, so that the last one is known for the last. */
export async function lockImportOf(tx: Tx, which: Which): Promise<void> {
  const id: SQL =
    'importId' in which
      ? sql`${which.importId}::uuid`
      : sql`(select import_id from question_versions where id = ${which.versionId})`;
  await tx.execute(sql`select 1 from question_imports where id = ${id} for update`);
}

export type DecidedRow = { versionId: string; questionId: string; writerId: string; importId: string | null };

/**
 * Answers proposals, each once: never the decider's own, nor one that a later version has left behind; approved only
 * with a source. What is approved is published with this. Returns those that this very call has answered.
 */
export async function insertDecisions(
  tx: Tx,
  which: Which,
  {
    deciderId,
    verdict,
    reason,
  }: { deciderId: string; verdict: 'approved' | 'rejected'; reason: string | null },
  now: Date,
): Promise<DecidedRow[]> {
  const those: SQL =
    'versionId' in which ? sql`v.id = ${which.versionId}` : sql`v.import_id = ${which.importId}`;
  const rows = await tx.execute<DecidedRow>(sql`
    with said as (
      insert into question_decisions (version_id, written_by, verdict, reason, decided_by, decided_at)
      select v.id, v.written_by, ${verdict}, ${reason}, ${deciderId}, ${at(now)} from question_versions v
      where ${those} and ${isWaiting} and v.written_by <> ${deciderId} and (${verdict} = 'rejected' or ${hasSource})
      order by v.id on conflict do nothing returning version_id)
    select v.id as "versionId", v.question_id as "questionId", v.written_by as "writerId", v.import_id as "importId"
    from question_versions v join said on said.version_id = v.id order by v.id`);
  if (verdict === 'approved')
    await publishQuestions(
      tx,
      rows.map(({ questionId }) => questionId),
    );
  return [...rows];
}
