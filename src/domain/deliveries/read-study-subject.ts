import type { Db } from '../../db/client.ts';
import { isCardWanted } from '../../db/queries/card-offers.ts';
import { findAssignedTo, type PlanAssignmentRow } from '../../db/queries/plan-assignments.ts';
import { countDueReviews } from '../../db/queries/review-offers.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { findHourEntry, type HourEntryRow } from '../../db/queries/study-hours.ts';
import { dayOf, startOfDay } from '../schedule/calendar.ts';
import { countWaiting } from '../study/decide-hours.ts';
import { findPlan, type StudyPlan } from '../study/plans.ts';
import { isWorthSaying, readWeek, type Content, type Week } from '../study/read-week.ts';

export type StudySubject =
  | { kind: 'hours-waiting'; entries: number }
  | { kind: 'hours-rejected'; entry: HourEntryRow }
  | { kind: 'card-offer' }
  | { kind: 'week'; week: Week }
  | { kind: 'plan-assigned'; assigned: AssignedPlan }
  | { kind: 'review-offer'; due: number };
/** What is set for somebody, with the words of its plan. */
export type AssignedPlan = PlanAssignmentRow & { name: StudyPlan['name']; cards: number };

/** What is said about study; undefined where there is nothing to say any more. */
export async function readStudySubject(
  db: Db,
  kind: StudySubject['kind'],
  { personId, subjectId }: DeliveryRow,
  content: Content,
  now: Date,
): Promise<StudySubject | undefined> {
  if (kind === 'hours-rejected') {
    const entry = subjectId ? await findHourEntry(db, subjectId, personId) : undefined;
    return entry?.state === 'rejected' ? { kind, entry } : undefined;
  }
  if (kind === 'card-offer')
    return (await isCardWanted(db, personId, startOfDay(dayOf(now)))) ? { kind } : undefined;
  if (kind === 'week') {
    const week = await readWeek(db, { personId }, content, now);
    return isWorthSaying(week) ? { kind, week } : undefined;
  }
  if (kind === 'plan-assigned') {
    const row = subjectId ? await findAssignedTo(db, subjectId, personId) : undefined;
    const plan = row && findPlan(content.plans, row.plan);
    if (!row || !plan || row.endsOn < dayOf(now)) return undefined;
    return { kind, assigned: { ...row, name: plan.name, cards: plan.cards.length } };
  }
  if (kind === 'review-offer') {
    const due = await countDueReviews(db, personId, dayOf(now), startOfDay(dayOf(now)));
    return due > 0 ? { kind, due } : undefined;
  }
  const posts = await findPostsOf(db, personId, dayOf(now));
  const entries = await countWaiting(db, { personId, posts }, now);
  return entries > 0 ? { kind, entries } : undefined;
}
