import type { Db } from '../../db/client.ts';
import { findErasureUnder, findOwnErasure, type ErasureRow } from '../../db/queries/erasures.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { scopeOf } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

/** Whoever decides is told that there is a request, and reads whose it is when they open it. */
export type ErasureSubject =
  { kind: 'erasure-asked'; requestId: string } | { kind: 'erasure-decided'; erasure: ErasureRow };

/** Word of a request; undefined where it was answered meanwhile, or whoever was to decide may not any more. */
export async function readErasureSubject(
  db: Db,
  kind: ErasureSubject['kind'],
  { personId, subjectId }: DeliveryRow,
  now: Date,
): Promise<ErasureSubject | undefined> {
  if (subjectId === null) return undefined;
  const day = dayOf(now);
  if (kind === 'erasure-decided') {
    const erasure = await findOwnErasure(db, subjectId, personId, day);
    return erasure && erasure.verdict !== null ? { kind, erasure } : undefined;
  }
  const posts = await findPostsOf(db, personId, day);
  const asked = await findErasureUnder(db, subjectId, personId, scopeOf({ posts }, 'people.manage'), day);
  return asked?.verdict === null ? { kind, requestId: subjectId } : undefined;
}
