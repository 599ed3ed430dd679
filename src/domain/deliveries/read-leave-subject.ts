import type { Db } from '../../db/client.ts';
import { findLeaveUnder, findOwnLeave, type LeaveRow } from '../../db/queries/exemption-requests.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { scopeOf } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

/** Whoever decides is told that there is a request, and reads whose it is when they open it. */
export type LeaveSubject =
  { kind: 'leave-asked'; requestId: string } | { kind: 'leave-decided'; leave: LeaveRow };

/** Word of a request; undefined where it was answered meanwhile, or whoever was to decide may not any more. */
export async function readLeaveSubject(
  db: Db,
  kind: LeaveSubject['kind'],
  { personId, subjectId }: DeliveryRow,
  now: Date,
): Promise<LeaveSubject | undefined> {
  if (subjectId === null) return undefined;
  const day = dayOf(now);
  if (kind === 'leave-decided') {
    const leave = await findOwnLeave(db, subjectId, personId, day);
    return leave?.verdict === 'approved' || leave?.verdict === 'refused' ? { kind, leave } : undefined;
  }
  const posts = await findPostsOf(db, personId, day);
  const leave = await findLeaveUnder(db, subjectId, personId, scopeOf({ posts }, 'leave.decide'), day);
  return leave?.verdict === null ? { kind, requestId: subjectId } : undefined;
}
