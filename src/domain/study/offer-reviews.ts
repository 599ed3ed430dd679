import type { Db } from '../../db/client.ts';
import { offerDueReviews } from '../../db/queries/review-offers.ts';
import { digestTimes } from '../deliveries/rules.ts';
import { rolesFor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';
import { bookRecentMistakes } from './book-mistakes.ts';

/** An offer that was left alone is not followed by another for so long. */
const QUIET_DAYS = 7;

/** Puts what was missed lately into the books, and offers today's reviews in the digest; once a day, whoever runs it. */
export async function offerReviews(
  db: Db,
  pack: RulePack,
  now: Date,
): Promise<{ booked: number; queued: number }> {
  const booked = await bookRecentMistakes(db, pack.reviewBook, now);
  const day = dayOf(now);
  const rule = {
    roles: rolesFor('review.own'),
    day,
    dayFrom: startOfDay(day),
    quietSince: new Date(now.getTime() - QUIET_DAYS * 86_400_000),
  };
  const digest = digestTimes(pack.reminders.digestAt, now);
  const queued = await db.transaction((tx) =>
    offerDueReviews(tx, rule, now, startOfDay(addDays(day, 1)), digest),
  );
  return { booked, queued };
}
