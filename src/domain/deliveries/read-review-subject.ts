import { findCycleTimes } from '../../db/queries/assessment-cycles.ts';
import type { Db } from '../../db/client.ts';
import { findTickets } from '../../db/queries/reviews.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import { findDecidedOpinion, findReviewedUnder } from '../../db/queries/review-opinions.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { scopeOf } from '../people/rules.ts';
import { readOwnResult, type Reviewed } from '../reviews/conclude.ts';
import { dayOf } from '../schedule/calendar.ts';

type Titled = { title: string; titleEn: string | null };
export type ReviewSubject =
  | { kind: 'review-open'; cycle: Titled & { reviewClosesAt: string }; open: number }
  | { kind: 'review-counted'; cycle: Titled }
  | { kind: 'opinion-asked'; subjectId: string }
  | { kind: 'opinion-decided'; decided: NonNullable<Awaited<ReturnType<typeof findDecidedOpinion>>> }
  | { kind: 'review-result'; row: Reviewed };

/** Word of a review; undefined for who has voted on everybody meanwhile. */
export async function readReviewSubject(
  db: Db,
  kind: ReviewSubject['kind'],
  { personId, subjectId }: DeliveryRow,
  now: Date,
): Promise<ReviewSubject | undefined> {
  if (subjectId === null) return undefined;
  if (kind === 'opinion-decided') {
    const decided = await findDecidedOpinion(db, subjectId, personId);
    return decided && { kind, decided };
  }
  if (kind === 'review-result') {
    const row = await readOwnResult(db, { personId }, subjectId);
    return row && { kind, row };
  }
  if (kind === 'opinion-asked') {
    const scope = scopeOf({ posts: await findPostsOf(db, personId, dayOf(now)) }, 'reviews.conclude');
    const row = await findReviewedUnder(db, subjectId, personId, scope);
    return row?.opinion && row.opinion.verdict === null ? { kind, subjectId } : undefined;
  }
  const cycle = await findCycleTimes(db, subjectId);
  if (!cycle) return undefined;
  if (kind === 'review-counted') return { kind, cycle };
  const { reviewClosesAt } = cycle;
  const { open } = await findTickets(db, personId, 1, now);
  return reviewClosesAt !== null && open > 0
    ? { kind, cycle: { ...cycle, reviewClosesAt }, open }
    : undefined;
}
