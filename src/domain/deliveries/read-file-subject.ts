import type { Db } from '../../db/client.ts';
import { findRequest, type AccessRequestRow } from '../../db/queries/file-access.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { readAccessRequest } from '../credit/decide-access.ts';
import { dayOf } from '../schedule/calendar.ts';

/** Whoever approves is told that there is a request, and reads whose file it is about when they open it. */
export type FileSubject =
  | { kind: 'file-asked'; requestId: string }
  | { kind: 'file-decided' | 'file-looked'; request: AccessRequestRow };

/** Word of a look at a file; undefined where it was answered meanwhile, lapsed, or is not theirs to answer any more. */
export async function readFileSubject(
  db: Db,
  kind: FileSubject['kind'],
  { personId, subjectId }: DeliveryRow,
  now: Date,
): Promise<FileSubject | undefined> {
  if (subjectId === null) return undefined;
  if (kind === 'file-asked') {
    const posts = await findPostsOf(db, personId, dayOf(now));
    const checked = await readAccessRequest(db, { personId, posts }, subjectId, now);
    const isWaiting =
      checked.ok && checked.request.state === 'asked' && new Date(checked.request.holdsUntil) > now;
    return isWaiting ? { kind, requestId: subjectId } : undefined;
  }
  const request = await findRequest(db, subjectId);
  if (kind === 'file-looked')
    return request?.subjectId === personId && request.state === 'used' ? { kind, request } : undefined;
  const isAnswered = request?.state === 'approved' || request?.state === 'refused';
  return request && isAnswered && request.requesterId === personId ? { kind, request } : undefined;
}
