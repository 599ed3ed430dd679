import { announceOpened, findCycleTimes } from '../../db/queries/assessment-cycles.ts';
import type { Db } from '../../db/client.ts';
import {
  findCounted,
  findCyclesToCount,
  findCyclesToReview,
  insertReview,
  lockBoxes,
  markCounted,
} from '../../db/queries/reviews.ts';
import { readAssessmentForm } from '../assessments/form.ts';
import { digestTimes, PRIORITY } from '../deliveries/rules.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { openEnvelope, placeOf, tallyVotes, type BallotShelf } from './ballot-rules.ts';

/** Who is asked hears that a cycle has opened, also when nobody ran for so long. */
const ANNOUNCED_MS = 2 * 86_400_000;

type ReviewsRun = { announced: number; begun: number; counted: number };

/** Moves every cycle on: tells that it has opened, begins its review when it has closed, counts when that is over. Twice is once. */
export async function runReviews(
  db: Db,
  ballots: BallotShelf,
  pack: RulePack,
  now: Date,
): Promise<ReviewsRun> {
  const since = new Date(now.getTime() - ANNOUNCED_MS);
  const announced = await db.transaction((tx) =>
    announceOpened(tx, dayOf(now), since, now, digestTimes(pack.reminders.digestAt, now)),
  );
  let begun = 0;
  for (const cycleId of await findCyclesToReview(db, now)) {
    const times = await findCycleTimes(db, cycleId);
    if (!times?.reviewClosesAt) continue;
    // The key is there before an envelope can be: a crash between the two leaves a key that the next run takes.
    const publicKey = await ballots.keyFor(cycleId);
    const delivery = { priority: PRIORITY.bulk, expiresAt: new Date(times.reviewClosesAt) };
    const begins = await db.transaction((tx) =>
      insertReview(tx, { cycleId, publicKey, day: dayOf(now) }, delivery, now),
    );
    if (begins) begun += 1;
  }
  let counted = 0;
  for (const cycleId of await findCyclesToCount(db, now))
    if (await countVotes(db, cycleId, ballots, pack, now)) counted += 1;
  // After the commit: until then the envelopes may have to be opened again.
  for (const cycleId of await findCounted(db, await ballots.cycles())) await ballots.destroy(cycleId);
  return { announced, begun, counted };
}

/**
 * Opens all envelopes of a cycle at once, keeps the counts, and deletes the envelopes. A side of fewer than the least number,
 * or with another number of envelopes than tickets used, or with one that cannot be read, has no counts.
 */
async function countVotes(
  db: Db,
  cycleId: string,
  ballots: BallotShelf,
  { reviews }: RulePack,
  now: Date,
): Promise<boolean> {
  const key = await ballots.find(cycleId);
  return db.transaction(async (tx) => {
    const found = await lockBoxes(tx, cycleId);
    if (!found) return false;
    const items = readAssessmentForm(found.form).review ?? [];
    const tallies = found.boxes.flatMap(({ subjectId, side, used, sealed }) => {
      if (key === undefined || sealed.length !== used) return [];
      const votes = sealed.map((envelope) => openEnvelope(key, envelope, placeOf(subjectId, side)));
      return tallyVotes(votes, items, reviews.leastVotes).map((tally) => ({ ...tally, subjectId, side }));
    });
    await markCounted(tx, cycleId, key === undefined ? 'lost' : 'counted', tallies);
    const { orderedBy } = found;
    if (orderedBy !== null)
      await tellOne(tx, { kind: 'review-counted', personId: orderedBy, subjectId: cycleId }, now);
    return true;
  });
}
