import type { Db, Tx } from '../../db/client.ts';
import { findFacts, type FactRow } from '../../db/queries/assessment-facts.ts';
import { addDays } from '../schedule/calendar.ts';
import type { AssessmentForm, Fact } from './form.ts';

export type Facts = FactRow;

/** Beside the answers to questions, whose ids are kebab-case: what somebody adds to the facts. */
export const REMARK = '_remark';

/** What the system knows about the year that a form looks back on; undefined where the form shows no facts. */
export function readFacts(
  db: Db | Tx,
  personId: string,
  { covers, facts }: Pick<AssessmentForm, 'covers' | 'facts'>,
): Promise<Facts> | undefined {
  return facts.length === 0
    ? undefined
    : findFacts(db, personId, { from: covers.from, to: addDays(covers.to, 1) });
}

/** How many, and of how many where that says more. */
const NUMBERS: Record<Fact, (row: Facts) => { n: number; of: number }> = {
  'study-hours': ({ studyHours }) => ({ n: studyHours, of: 0 }),
  'meetings-attended': ({ meetingsThere, meetingsAsked }) => ({ n: meetingsThere, of: meetingsAsked }),
  'exams-taken': ({ exams }) => ({ n: exams, of: 0 }),
  'rectifications-closed': ({ rectificationsClosed, rectifications }) => ({
    n: rectificationsClosed,
    of: rectifications,
  }),
  recognitions: ({ recognitions }) => ({ n: recognitions, of: 0 }),
};

/** The facts that a form names, in its order. */
export const knownFacts = ({ facts }: Pick<AssessmentForm, 'facts'>, row: Facts) =>
  facts.map(({ prefill, name }) => ({ prefill, name, ...NUMBERS[prefill](row) }));
