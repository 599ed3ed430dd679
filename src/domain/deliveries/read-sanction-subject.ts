import type { Db } from '../../db/client.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import { findSanctionOf, findSanctionUnder, type SanctionRow } from '../../db/queries/sanctions.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { scopeOf } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

/** Whoever checks is told that there is a record, and reads whom it is about when they open it. */
export type SanctionSubject =
  | { kind: 'sanction-asked'; recordId: string }
  | { kind: 'sanction-checked' | 'sanction-told' | 'sanction-ended'; sanction: SanctionRow; own: boolean };

/** Word of a record; undefined where it was answered meanwhile, or whoever was to hear of it has no part in it any more. */
export async function readSanctionSubject(
  db: Db,
  kind: SanctionSubject['kind'],
  { personId, subjectId }: DeliveryRow,
  now: Date,
): Promise<SanctionSubject | undefined> {
  if (subjectId === null) return undefined;
  const day = dayOf(now);
  if (kind === 'sanction-asked') {
    const scope = scopeOf({ posts: await findPostsOf(db, personId, day) }, 'sanctions.check');
    const sanction = await findSanctionUnder(db, subjectId, personId, scope, day);
    return sanction?.verdict === null ? { kind, recordId: subjectId } : undefined;
  }
  const sanction = await findSanctionOf(db, subjectId, personId, day);
  if (!sanction || sanction.verdict === null) return undefined;
  const own = sanction.personId === personId;
  // Of somebody else's, months later, hears only who still does this work.
  const posts = own || kind !== 'sanction-ended' ? [] : await findPostsOf(db, personId, day);
  const isTheirs = own || kind !== 'sanction-ended' || scopeOf({ posts }, 'sanctions.record').length > 0;
  return isTheirs ? { kind, sanction, own } : undefined;
}
