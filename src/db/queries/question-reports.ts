import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertDeliveries } from './deliveries.ts';
import type { QuestionType } from './questions.ts';
import { at, isUnder, texts, uuids } from './sql-values.ts';

export type SaidKind = 'key' | 'text' | 'source' | 'other';
/** `missed`: nobody said anything, but their review book has given up the question. */
type ReportKind = SaidKind | 'missed';
export type ReportAnswer = 'right' | 'corrected' | 'retired';
export type NewReport = {
  id: string;
  reporterId: string;
  attemptId: string | null;
  position: number | null;
  showingId: string | null;
  kind: SaidKind;
  words: string | null;
};

const isHeld = (post: SQL, day: string): SQL =>
  sql`${post}.starts_on <= ${day}::date and (${post}.ends_on is null or ${post}.ends_on > ${day}::date)`;

/**
 * Stores a report about the version that stands in the person's own slot, or on their own card. `before`: they have an
 * open one about it; undefined: nothing of theirs is there. The same report again is `stored`.
 */
export async function insertReport(
  tx: Tx,
  report: NewReport,
  now: Date,
): Promise<'stored' | 'before' | undefined> {
  const { id, reporterId, attemptId, position, showingId, kind, words } = report;
  const [row] = await tx.execute<{ seen: number; own: number }>(sql`
    with seen as (
      select i.question_version_id as version_id from attempts a join papers p on p.id = a.paper_id and p.person_id = ${reporterId}
      join paper_items i on i.paper_id = p.id and i.position = ${position}::int where a.id = ${attemptId}::uuid
      union all
      select question_version_id from card_showings where id = ${showingId}::uuid and person_id = ${reporterId}
    ), made as (
      insert into question_reports (id, question_version_id, reporter_id, attempt_id, position, showing_id, kind, words, created_at)
      select ${id}, version_id, ${reporterId}, ${attemptId}::uuid, ${position}::int, ${showingId}::uuid, ${kind}, ${words}, ${at(now)} from seen
      on conflict do nothing returning 1)
    select (select count(*)::int from seen) as seen, (select count(*)::int from made)
      + (select count(*)::int from question_reports where id = ${id} and reporter_id = ${reporterId}) as own`);
  if (!row || row.seen === 0) return undefined;
  return row.own > 0 ? 'stored' : 'before';
}

/** Stores that a card was given up, about the version that was missed last; false where its person has an open report on it. */
export async function insertMissedReport(
  tx: Tx,
  { id, cardId }: { id: string; cardId: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into question_reports (id, question_version_id, reporter_id, card_id, kind, created_at)
    select ${id}, l.question_version_id, c.person_id, c.id, 'missed', ${at(now)}
    from review_cards c join review_log l on l.card_id = c.id where c.id = ${cardId} order by l.number desc limit 1
    on conflict do nothing returning 1`);
  return rows.length === 1;
}

/**
 * Tells who answers reports in a unit above the reporter's; again only when no other report about the version is open, so
 * that a question that many report is announced once.
 */
export const announceReport = (
  tx: Tx,
  reportId: string,
  { roles, day, priority }: { roles: readonly string[]; day: string; priority: number },
  now: Date,
): Promise<number> =>
  insertDeliveries(
    tx,
    sql`
      select distinct o.person_id, r.id as subject_id, 'question-report:' || r.id || ':' || o.person_id as once_key, '{}'::jsonb as data
      from question_reports r join posts h on h.person_id = r.reporter_id and ${isHeld(sql`h`, day)}
      join unit_closure c on c.descendant_id = h.unit_id
      join posts o on o.unit_id = c.ancestor_id and o.roles && ${texts(roles)} and ${isHeld(sql`o`, day)}
      where r.id = ${reportId} and o.person_id <> r.reporter_id and not exists (select 1 from question_reports e
        where e.question_version_id = r.question_version_id and e.state = 'open' and e.id <> r.id)`,
    { kind: 'question-report', priority, policy: 'resend', now },
  );

export type ReportRow = {
  id: string;
  reporterId: string;
  kind: ReportKind;
  words: string | null;
  state: 'open' | 'answered';
  answer: ReportAnswer | null;
  answerWords: string | null;
  answeredByName: string | null;
  questionId: string;
  questionStatus: string;
  code: string;
  /** The version that was seen, and the one whose key it is graded by now. */
  seenVersionId: string;
  versionId: string;
  type: QuestionType;
  stem: string;
  options: string[];
  key: number[];
  extra: Record<string, unknown>;
  explanation: string;
  documentTitle: string;
  documentVersion: string;
  documentStatus: string;
  place: string;
  quote: string;
};

const columns = sql`
  r.id, r.reporter_id as "reporterId", r.kind, r.words, r.state, r.answer, r.answer_words as "answerWords", b.name as "answeredByName",
  q.id as "questionId", q.status as "questionStatus", q.code, v.id as "seenVersionId", coalesce(k.id, v.id) as "versionId", v.type, v.stem, v.options,
  coalesce(k.answer, v.answer) as key, coalesce(k.extra, v.extra) as extra, coalesce(k.explanation, v.explanation) as explanation, d.title as "documentTitle", d.version as "documentVersion", d.status as "documentStatus", v.place, v.quote
  from question_reports r join question_versions v on v.id = r.question_version_id join questions q on q.id = v.question_id
  left join corrected_keys ck on ck.question_version_id = v.id left join question_versions k on k.id = ck.key_version_id
  join documents d on d.id = v.document_id left join people b on b.id = r.answered_by`;

/** Reports that somebody may answer: of people under their scope, never their own. */
const isFor = (answererId: string, scope: readonly string[], day: string): SQL => sql`
  r.reporter_id <> ${answererId} and exists (select 1 from posts held where held.person_id = r.reporter_id
    and ${isHeld(sql`held`, day)} and ${isUnder(sql`held.unit_id`, scope)})`;

export type Answerer = { personId: string; scope: readonly string[]; day: string };

/** Open reports, the oldest first, each with how many there are about the same version. */
export async function findOpenReports(
  db: Db | Tx,
  { personId, scope, day }: Answerer,
  page: { offset: number; limit: number },
): Promise<{ rows: (ReportRow & { same: number })[]; total: number }> {
  const rows = await db.execute<ReportRow & { same: number; total: number }>(sql`
    select count(*) over ()::int as total, count(*) over (partition by r.question_version_id)::int as same, ${columns}
    where r.state = 'open' and ${isFor(personId, scope, day)} order by r.created_at, r.id offset ${page.offset} limit ${page.limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

/** One report, answered or not, if this person may answer it. */
export async function findReportFor(
  db: Db | Tx,
  id: string,
  { personId, scope, day }: Answerer,
): Promise<ReportRow | undefined> {
  const [row] = await db.execute<ReportRow>(
    sql`select ${columns} where r.id = ${id} and ${isFor(personId, scope, day)}`,
  );
  return row;
}

/** A report as it stands, for what is said about it. */
export async function findReport(db: Db | Tx, id: string): Promise<ReportRow | undefined> {
  const [row] = await db.execute<ReportRow>(sql`select ${columns} where r.id = ${id}`);
  return row;
}

/**
 * Answers open reports once; returns the ids of those that were. Nobody answers their own. Where the reporter's review book
 * has given up the question until an editor looked at it, it is asked again, unless it is retired.
 */
export async function markReportsAnswered(
  tx: Tx,
  which: { id: string } | { questionId: string } | { versionIds: readonly string[] },
  { answer, words, answererId }: { answer: ReportAnswer; words: string | null; answererId: string },
  now: Date,
): Promise<string[]> {
  const where =
    'id' in which
      ? sql`r.id = ${which.id}`
      : 'questionId' in which
        ? sql`r.question_version_id in (select id from question_versions where question_id = ${which.questionId})`
        : sql`r.question_version_id = any(${uuids(which.versionIds)})`;
  const rows = await tx.execute<{ id: string }>(sql`
    with answered as (
      update question_reports r set state = 'answered', answer = ${answer}, answer_words = ${words}, answered_by = ${answererId},
        answered_at = ${at(now)}
      where r.state = 'open' and r.reporter_id <> ${answererId} and ${where} returning r.id, r.reporter_id, r.question_version_id
    ), again as (
      update review_cards c set suspended = null from answered w join question_versions v on v.id = w.question_version_id
      where c.person_id = w.reporter_id and c.question_id = v.question_id and c.suspended = 'leech' and ${answer} <> 'retired')
    select id from answered`);
  return rows.map((row) => row.id);
}

/** Tells each reporter what came of their report, once. */
export const tellReporters = (
  tx: Tx,
  reportIds: readonly string[],
  priority: number,
  now: Date,
): Promise<number> =>
  insertDeliveries(
    tx,
    sql`select r.reporter_id as person_id, r.id as subject_id, 'report-answered:' || r.id as once_key, '{}'::jsonb as data
      from question_reports r where r.id = any(${uuids(reportIds)})`,
    { kind: 'report-answered', priority, policy: 'resend', now },
  );

/** Takes a question out of every later draw; false when it was. */
export async function markRetired(tx: Tx, questionId: string): Promise<boolean> {
  const rows = await tx.execute(
    sql`update questions set status = 'retired' where id = ${questionId} and status <> 'retired' returning 1`,
  );
  return rows.length === 1;
}

export type ChoiceRow = { people: number; right: number; options: Record<string, number> };

/** What people chose when they first answered this version: how many people, how many of them wholly right, and how many took each option. */
export async function countChoices(db: Db | Tx, versionId: string): Promise<ChoiceRow> {
  const [row] = await db.execute<ChoiceRow>(sql`
    with met as (
      select distinct on (p.person_id) s.chosen, s.correct
      from paper_items i join papers p on p.id = i.paper_id join attempts a on a.paper_id = p.id
      join answers s on s.attempt_id = a.id and s.position = i.position and s.submitted_at is not null
      where i.question_version_id = ${versionId} order by p.person_id, a.started_at, a.id)
    select count(*)::int as people, count(*) filter (where correct)::int as right, coalesce((select jsonb_object_agg(option, n)
      from (select option, count(*)::int as n from met, unnest(chosen) option group by option) taken), '{}') as options from met`);
  return row ?? { people: 0, right: 0, options: {} };
}
