import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { isWholeCounty } from '../../db/queries/organisation-units.ts';
import {
  countChoices,
  findOpenReports,
  findReportFor,
  markReportsAnswered,
  markRetired,
  tellReporters,
  type Answerer,
  type ReportRow,
} from '../../db/queries/question-reports.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { ofEnough } from '../quizzes/hiding-rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { readContent } from './read-content.ts';
import type { Content } from './rules.ts';

export const REPORTS_A_PAGE = 5;
/** Longest answer, in characters. */
export const ANSWER_LIMIT = 200;

/** What people chose at their first meeting with a question; null where too few answered it. */
export type Choices = { people: number; right: number; options: Record<string, number> } | null;
export type OpenReport = {
  report: ReportRow;
  content: Content;
  choices: Choices;
  /** Whether this person may change the bank, which is the whole county's. */
  mayChange: boolean;
};
export type ReportAnswered =
  /** first: false where this person gave this very answer before. */
  | { ok: true; report: ReportRow }
  | { ok: false; problem: 'not-found' }
  | { ok: false; problem: 'answered-before'; report: ReportRow };

const answererOf = (actor: Actor, now: Date): Answerer => ({
  personId: actor.personId,
  scope: scopeOf(actor, 'reports.answer'),
  day: dayOf(now),
});

const log = (
  tx: Tx,
  actor: Actor,
  action: string,
  detail: Record<string, unknown>,
  now: Date,
): Promise<void> =>
  insertAccess(
    tx,
    { id: newId(), actorId: actor.personId, action, subjectPersonId: null, purpose: null, detail },
    now,
  );

/** Open reports of people under the actor, the oldest first; words of people are read, so it is logged. Never their own. */
export function listReports(
  db: Db,
  actor: Actor,
  page: number,
  now: Date,
): Promise<{ rows: (ReportRow & { same: number })[]; total: number }> {
  const where = { offset: page * REPORTS_A_PAGE, limit: REPORTS_A_PAGE };
  return db.transaction(async (tx) => {
    const list = await findOpenReports(tx, answererOf(actor, now), where);
    if (list.rows.length > 0) await log(tx, actor, 'reports.list', { reports: list.rows.length }, now);
    return list;
  });
}

/** One report with the question it is about and what people chose: nothing of the reporter's but their words; logged. */
export function readReport(db: Db, actor: Actor, id: string, now: Date): Promise<OpenReport | undefined> {
  const answerer = answererOf(actor, now);
  return db.transaction(async (tx) => {
    const report = await findReportFor(tx, id, answerer);
    if (!report) return undefined;
    await log(tx, actor, 'reports.read', { reportId: id }, now);
    const choices = await readChoices(tx, report.seenVersionId);
    const mayChange = await isWholeCounty(tx, answerer.scope);
    const { type, options, key: answer, extra } = report;
    return { report, content: readContent({ type, options, answer, extra }), choices, mayChange };
  });
}

/** Hidden where they come from fewer people than may be shown. */
async function readChoices(tx: Tx, versionId: string): Promise<Choices> {
  const { people, ...figures } = await countChoices(tx, versionId);
  const shown = ofEnough(people, () => figures);
  return shown.hidden ? null : shown;
}

/** "It is right, because …": the reporter hears the words. The first answer stays. */
export function answerReport(
  db: Db,
  actor: Actor,
  id: string,
  words: string,
  now: Date,
): Promise<ReportAnswered> {
  const answerer = answererOf(actor, now);
  return db.transaction(async (tx): Promise<ReportAnswered> => {
    if (!(await findReportFor(tx, id, answerer))) return { ok: false, problem: 'not-found' };
    const given = { answer: 'right', words, answererId: actor.personId } as const;
    const ids = await markReportsAnswered(tx, { id }, given, now);
    await tellReporters(tx, ids, PRIORITY.answer, now);
    if (ids.length > 0) await log(tx, actor, 'reports.answer', { reportId: id }, now);
    const report = await findReportFor(tx, id, answerer);
    if (!report) throw new Error('the report was answered but cannot be read');
    const isTheirs = report.answer === 'right' && report.answerWords === words;
    return ids.length > 0 || isTheirs
      ? { ok: true, report }
      : { ok: false, problem: 'answered-before', report };
  });
}

/**
 * Retires the question that a report is about: it is drawn no more, what was answered stays as it is, and everybody who
 * has an open report about any version of it hears so. Only for who tends the whole bank.
 */
export function retireReported(db: Db, actor: Actor, id: string, now: Date): Promise<ReportAnswered> {
  const answerer = answererOf(actor, now);
  return db.transaction(async (tx): Promise<ReportAnswered> => {
    const report = await findReportFor(tx, id, answerer);
    if (!report || !(await isWholeCounty(tx, answerer.scope))) return { ok: false, problem: 'not-found' };
    if (report.state === 'answered' && report.answer !== 'retired')
      return { ok: false, problem: 'answered-before', report };
    const first = await markRetired(tx, report.questionId);
    const given = { answer: 'retired', words: null, answererId: actor.personId } as const;
    const ids = await markReportsAnswered(tx, { questionId: report.questionId }, given, now);
    await tellReporters(tx, ids, PRIORITY.answer, now);
    if (first) await log(tx, actor, 'questions.retire', { questionId: report.questionId, reportId: id }, now);
    return { ok: true, report };
  });
}
