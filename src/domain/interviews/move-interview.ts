import type { Db } from '../../db/client.ts';
import { cancelPending } from '../../db/queries/deliveries.ts';
import { startRound } from '../../db/queries/interview-rounds.ts';
import { findClash, findInterviewOf, lockPeople, type InterviewRow } from '../../db/queries/interviews.ts';
import type { Actor } from '../people/rules.ts';
import { announce, logInterview } from './arrange-interview.ts';

export type Moved =
  | { ok: true; interview: InterviewRow }
  | { ok: false; problem: 'not-found' | 'past' | 'changed' }
  | { ok: false; problem: 'clash'; with: InterviewRow };

/**
 * Announces an interview anew (row F2), at another time or, when it is kept, at the one it has; the old notice's buttons
 * are stale from then on, what had been answered stays on its trail, and both are reminded of the new time. What was
 * approved may be moved: the approval is of the interview, not of its hour.
 * @param round the round whose answer this is; done twice, it is one
 * @param startsAt null keeps the time
 */
export function moveInterview(
  db: Db,
  orderer: Actor,
  { id, round, startsAt }: { id: string; round: number; startsAt: Date | null },
  now: Date,
): Promise<Moved> {
  return db.transaction(async (tx): Promise<Moved> => {
    const known = await findInterviewOf(tx, id, orderer.personId);
    if (known?.orderedBy !== orderer.personId) return { ok: false, problem: 'not-found' };
    await lockPeople(tx, [known.personId, orderer.personId]);
    const before = await findInterviewOf(tx, id, orderer.personId);
    if (!before) return { ok: false, problem: 'not-found' };
    const wanted = startsAt ?? new Date(before.startsAt);
    // The same press again, after a crash before its word.
    const isDone = before.round === round + 1 && new Date(before.startsAt).getTime() === wanted.getTime();
    if (isDone) return { ok: true, interview: before };
    if (wanted <= now) return { ok: false, problem: 'past' };
    const clash = await findClash(tx, [before.personId, orderer.personId], wanted, before.minutes, id);
    if (clash) return { ok: false, problem: 'clash', with: clash };
    const first = await startRound(tx, { id, round, orderedBy: orderer.personId, startsAt: wanted }, now);
    const interview = await findInterviewOf(tx, id, orderer.personId);
    if (!first || !interview) return { ok: false, problem: 'changed' };
    await cancelPending(tx, [id]);
    await announce(tx, { ...interview, startsAt: wanted }, now);
    await logInterview(tx, orderer, 'interviews.move', interview, { round: interview.round }, now);
    return { ok: true, interview };
  });
}
