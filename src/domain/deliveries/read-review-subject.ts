import { findCycleTimes } from '../../db/queries/assessment-cycles.ts';
import type { Db } from '../../db/client.ts';
import { findTickets } from '../../db/queries/reviews.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';

type Titled = { title: string; titleEn: string | null };
export type ReviewSubject =
  | { kind: 'review-open'; cycle: Titled & { reviewClosesAt: string }; open: number }
  | { kind: 'review-counted'; cycle: Titled };

/** Word of a review; undefined for who has voted on everybody meanwhile. */
export async function readReviewSubject(
  db: Db,
  kind: ReviewSubject['kind'],
  { personId, subjectId }: DeliveryRow,
  now: Date,
): Promise<ReviewSubject | undefined> {
  const cycle = subjectId === null ? undefined : await findCycleTimes(db, subjectId);
  if (!cycle) return undefined;
  if (kind === 'review-counted') return { kind, cycle };
  const { reviewClosesAt } = cycle;
  const { open } = await findTickets(db, personId, 1, now);
  return reviewClosesAt !== null && open > 0
    ? { kind, cycle: { ...cycle, reviewClosesAt }, open }
    : undefined;
}
