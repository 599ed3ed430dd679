import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertDeliveries } from './deliveries.ts';
import type { QuestionType } from './questions.ts';
import { at, json, texts } from './sql-values.ts';

export type BankQuestionRow = {
  versionId: string;
  code: string;
  questionStatus: string;
  type: QuestionType;
  stem: string;
  options: string[];
  answer: number[];
  extra: Record<string, unknown>;
  explanation: string;
  documentTitle: string;
  documentStatus: string;
  place: string;
  quote: string;
  /** Whether a later version has taken its place. */
  replaced: boolean;
  /** The correction that waits to be decided, if there is one. */
  openCorrection: string | null;
};

/** Whether a later version than this has been approved. */
const newer = (version: SQL): SQL => sql`exists (select 1 from question_versions n
  where n.question_id = ${version}.question_id and n.version > ${version}.version and (n.written_by is null or exists (
    select 1 from question_decisions said where said.version_id = n.id and said.verdict = 'approved')))`;

/** A version of a question as the bank has it. */
export async function findBankQuestion(db: Db | Tx, versionId: string): Promise<BankQuestionRow | undefined> {
  const [row] = await db.execute<BankQuestionRow>(sql`
    select v.id as "versionId", q.code, q.status as "questionStatus", v.type, v.stem, v.options, v.answer, v.extra, v.explanation,
      d.title as "documentTitle", d.status as "documentStatus", v.place, v.quote, ${newer(sql`v`)} as replaced,
      (select o.id from key_corrections o where o.question_version_id = v.id and o.state = 'proposed') as "openCorrection"
    from question_versions v join questions q on q.id = v.question_id join documents d on d.id = v.document_id where v.id = ${versionId}`);
  return row;
}

export type NewCorrection = {
  id: string;
  versionId: string;
  newAnswer: number[];
  newExtra: Record<string, unknown>;
  newExplanation: string;
  reason: string;
  proposedBy: string;
};

/**
 * Proposes another key for a version that is the newest; what it says now is kept beside it. `there`: this very one was
 * proposed before; undefined: another is.
 */
export async function insertCorrection(
  tx: Tx,
  row: NewCorrection,
  now: Date,
): Promise<'made' | 'there' | undefined> {
  const { id, versionId, newAnswer, newExtra, newExplanation, reason, proposedBy } = row;
  const [stored] = await tx.execute<{ how: 'made' | 'there' }>(sql`
    with made as (
      insert into key_corrections (id, question_version_id, old_answer, old_extra, new_answer, new_extra, new_explanation, reason, state,
        proposed_by, proposed_at)
      select ${id}, v.id, v.answer, v.extra, ${json(newAnswer)}, ${json(newExtra)}, ${newExplanation}, ${reason}, 'proposed', ${proposedBy}, ${at(now)}
      from question_versions v where v.id = ${versionId} and not ${newer(sql`v`)} on conflict do nothing returning 1)
    select 'made' as how from made union all select 'there' from key_corrections where id = ${id} and proposed_by = ${proposedBy}`);
  return stored?.how;
}

/** Tells those who may approve keys for the whole county, but for its author. */
export const announceCorrection = (
  tx: Tx,
  correctionId: string,
  { roles, day, priority }: { roles: readonly string[]; day: string; priority: number },
  now: Date,
): Promise<number> =>
  insertDeliveries(
    tx,
    sql`
      select distinct o.person_id, k.id as subject_id, 'key-proposed:' || k.id || ':' || o.person_id as once_key, '{}'::jsonb as data
      from key_corrections k join organisation_units u on u.parent_id is null
      join posts o on o.unit_id = u.id and o.roles && ${texts(roles)} and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
      where k.id = ${correctionId} and o.person_id <> k.proposed_by`,
    { kind: 'key-proposed', priority, policy: 'resend', now },
  );

export type CorrectionRow = Omit<BankQuestionRow, 'openCorrection'> & {
  id: string;
  newAnswer: number[];
  newExtra: Record<string, unknown>;
  newExplanation: string;
  reason: string;
  state: 'proposed' | 'approved' | 'rejected';
  proposedBy: string;
  proposedByName: string;
  decidedBy: string | null;
  decidedByName: string | null;
  decisionWords: string | null;
};

const columns = sql`
  k.id, k.question_version_id as "versionId", q.code, q.status as "questionStatus", v.type, v.stem, v.options, k.old_answer as answer,
  k.old_extra as extra, v.explanation, d.title as "documentTitle", d.status as "documentStatus", v.place, v.quote,
  k.state = 'proposed' and ${newer(sql`v`)} as replaced, k.new_answer as "newAnswer", k.new_extra as "newExtra",
  k.new_explanation as "newExplanation", k.reason, k.state, k.proposed_by as "proposedBy", p.name as "proposedByName",
  k.decided_by as "decidedBy", b.name as "decidedByName", k.decision_words as "decisionWords"
  from key_corrections k join question_versions v on v.id = k.question_version_id join questions q on q.id = v.question_id
  join documents d on d.id = v.document_id join people p on p.id = k.proposed_by left join people b on b.id = k.decided_by`;

export async function findCorrection(db: Db | Tx, id: string): Promise<CorrectionRow | undefined> {
  const [row] = await db.execute<CorrectionRow>(sql`select ${columns} where k.id = ${id}`);
  return row;
}

/** What waits to be decided, the oldest first. */
export async function findOpenCorrections(
  db: Db | Tx,
  page: { offset: number; limit: number },
): Promise<{ rows: CorrectionRow[]; total: number }> {
  const rows = await db.execute<CorrectionRow & { total: number }>(sql`
    select count(*) over ()::int as total, ${columns} where k.state = 'proposed' order by k.proposed_at, k.id
    offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

/** The versions that are graded by a version's key: itself, and wrong ones that it has put right. */
const gradedBy = (versionId: SQL): SQL =>
  sql`(select ${versionId} as id union select question_version_id from corrected_keys where key_version_id = ${versionId}) graded`;

/** How many attempts, of how many people, have an answer that is graded by the version's key. */
export async function countGraded(
  db: Db | Tx,
  versionId: string,
): Promise<{ attempts: number; people: number }> {
  const [row] = await db.execute<{ attempts: number; people: number }>(sql`
    select count(distinct a.id)::int as attempts, count(distinct p.person_id)::int as people
    from ${gradedBy(sql`${versionId}::uuid`)} join paper_items i on i.question_version_id = graded.id join papers p on p.id = i.paper_id
    join attempts a on a.paper_id = p.id join answers s on s.attempt_id = a.id and s.position = i.position and s.submitted_at is not null`);
  return row ?? { attempts: 0, people: 0 };
}

/**
 * Approves a proposed correction, never its author's own, while the version it corrects is the newest; the right version is
 * stored by the same statement, and grades whatever the wrong one did. Returns the versions that were graded by the wrong
 * key, none when nothing was approved.
 */
export async function approveCorrection(
  tx: Tx,
  {
    id,
    deciderId,
    newVersionId,
    contentHash,
  }: { id: string; deciderId: string; newVersionId: string; contentHash: string },
  now: Date,
): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with decided as (
      update key_corrections k set state = 'approved', decided_by = ${deciderId}, decided_at = ${at(now)}, new_version_id = ${newVersionId}
      from question_versions v
      where k.id = ${id} and k.state = 'proposed' and k.proposed_by <> ${deciderId} and v.id = k.question_version_id and not ${newer(sql`v`)}
      returning k.*
    ), made as (
      insert into question_versions (id, question_id, version, type, stem, options, answer, extra, explanation, difficulty, document_id,
        place, quote, provenance, content_hash, written_by, created_at)
      select ${newVersionId}, v.question_id, (select max(version) + 1 from question_versions m where m.question_id = v.question_id), v.type, v.stem, v.options, k.new_answer, k.new_extra, k.new_explanation, v.difficulty,
        v.document_id, v.place, v.quote, v.provenance, ${contentHash}, k.proposed_by, ${at(now)}
      from decided k join question_versions v on v.id = k.question_version_id
    ), answered as (
      insert into question_decisions (version_id, written_by, verdict, decided_by, decided_at)
      select ${newVersionId}, proposed_by, 'approved', ${deciderId}, ${at(now)} from decided
    ), wrong as (
      select graded.id from decided k, lateral ${gradedBy(sql`k.question_version_id`)}
    ), pointed as (
      insert into corrected_keys (question_version_id, key_version_id) select id, ${newVersionId} from wrong
      on conflict (question_version_id) do update set key_version_id = excluded.key_version_id)
    select id from wrong`);
  return rows.map((row) => row.id);
}

/** Rejects a proposed correction, never its author's own; false when it was decided before. */
export async function rejectCorrection(
  tx: Tx,
  { id, deciderId, words }: { id: string; deciderId: string; words: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update key_corrections set state = 'rejected', decided_by = ${deciderId}, decided_at = ${at(now)}, decision_words = ${words}
    where id = ${id} and state = 'proposed' and proposed_by <> ${deciderId} returning 1`);
  return rows.length === 1;
}
