import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import {
  findOpenCycle,
  lockSubmission,
  markSubmissionAnswer,
  markSubmitted,
  type CycleRow,
} from '../../db/queries/assessments.ts';
import type { Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { readFacts, REMARK, type Facts } from './read-facts.ts';
import { readAssessmentForm, type AssessmentForm, type AssessmentQuestion } from './form.ts';

export type Assessment = Omit<CycleRow, 'form' | 'answers'> & {
  form: AssessmentForm;
  answers: Record<string, string>;
};

const read = (row: CycleRow): Assessment => ({
  ...row,
  form: readAssessmentForm(row.form),
  answers: Object.fromEntries(Object.entries(row.answers ?? {}).map(([key, value]) => [key, String(value)])),
});

/** The open cycle this person belongs to, a certain one or the one that closes first, with the draft so far; undefined when there is none. */
export async function findAssessment(
  db: Db,
  person: Actor,
  now: Date,
  cycleId?: string,
): Promise<Assessment | undefined> {
  const row = await findOpenCycle(db, person.personId, dayOf(now), now, cycleId);
  return row && read(row);
}

/** What confirmed records say in this form, and is not asked: as it was when it was submitted, or as it is now. */
export async function findFactsOf(
  db: Db,
  person: Actor,
  { form, facts }: Pick<Assessment, 'form' | 'facts'>,
): Promise<Facts | undefined> {
  return (facts as Facts | null) ?? (await readFacts(db, person.personId, form));
}

/** Longest remark on the facts, in characters. */
const REMARK_LIMIT = 200;

/** Whether `answer` is one this question takes; a text is trimmed and counted in characters. */
export function findAnswerProblem(
  question: AssessmentQuestion,
  answer: string,
): 'empty' | 'too-long' | 'not-an-option' | undefined {
  if (question.type === 'text') {
    if (answer.trim() === '') return 'empty';
    return [...answer.trim()].length > question.maxLength ? 'too-long' : undefined;
  }
  const options = question.type === 'yes-no' ? ['yes', 'no'] : question.options.map((option) => option.id);
  return options.includes(answer) ? undefined : 'not-an-option';
}

export type Filled =
  | { ok: true; assessment: Assessment }
  | {
      ok: false;
      problem: 'closed' | 'locked' | 'not-found' | 'empty' | 'too-long' | 'not-an-option' | 'incomplete';
    };

/** Keeps one answer in the draft at once; a submitted form stays as it is. */
export function answerQuestion(
  db: Db,
  person: Actor,
  { cycleId, question, answer }: { cycleId: string; question: string; answer: string },
  now: Date,
): Promise<Filled> {
  return db.transaction(async (tx): Promise<Filled> => {
    const row = await lockSubmission(
      tx,
      { id: newId(), cycleId, personId: person.personId },
      dayOf(now),
      now,
    );
    if (!row?.submissionId) return { ok: false, problem: 'closed' };
    if (row.state === 'submitted') return { ok: false, problem: 'locked' };
    const assessment = read(row);
    if (question === REMARK && assessment.form.facts.length > 0) {
      const remark = answer.trim();
      if (remark === '') return { ok: false, problem: 'empty' };
      if ([...remark].length > REMARK_LIMIT) return { ok: false, problem: 'too-long' };
      await markSubmissionAnswer(tx, row.submissionId, REMARK, remark);
      return {
        ok: true,
        assessment: { ...assessment, answers: { ...assessment.answers, [REMARK]: remark } },
      };
    }
    const asked = assessment.form.questions.find((q) => q.id === question);
    if (!asked) return { ok: false, problem: 'not-found' };
    const problem = findAnswerProblem(asked, answer);
    if (problem) return { ok: false, problem };
    const kept = asked.type === 'text' ? answer.trim() : answer;
    await markSubmissionAnswer(tx, row.submissionId, question, kept);
    return { ok: true, assessment: { ...assessment, answers: { ...assessment.answers, [question]: kept } } };
  });
}

/** Submits and locks a form in which every question is answered; submitting twice is once. */
export function submitAssessment(db: Db, person: Actor, cycleId: string, now: Date): Promise<Filled> {
  return db.transaction(async (tx): Promise<Filled> => {
    const row = await lockSubmission(
      tx,
      { id: newId(), cycleId, personId: person.personId },
      dayOf(now),
      now,
    );
    if (!row?.submissionId) return { ok: false, problem: 'closed' };
    const assessment = read(row);
    if (row.state === 'submitted') return { ok: true, assessment };
    if (assessment.form.questions.some((question) => assessment.answers[question.id] === undefined))
      return { ok: false, problem: 'incomplete' };
    const facts = (await readFacts(tx, person.personId, assessment.form)) ?? {};
    await markSubmitted(tx, row.submissionId, facts, now);
    return {
      ok: true,
      assessment: { ...assessment, facts, state: 'submitted', submittedAt: now.toISOString() },
    };
  });
}
