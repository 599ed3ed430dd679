import type { Db } from '../../db/client.ts';
import { findEntries, type EntryRow } from '../../db/queries/ledger.ts';
import { findObjection, type ObjectionRow } from '../../db/queries/objections.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { checkAnswerer } from '../credit/answer-objection.ts';
import { dayOf } from '../schedule/calendar.ts';

/** Whoever may answer is told that there is an objection, and reads whose it is when they open it. */
export type ObjectionSubject =
  | { kind: 'objection-open'; objection: ObjectionRow; why: 'made' | 'due' | 'overdue' }
  | { kind: 'objection-answered'; objection: ObjectionRow }
  | { kind: 'file-corrected'; personId: string; personName: string; entry: EntryRow };

/** Word of an objection; undefined where it was answered meanwhile, or is not theirs to answer any more. */
export async function readObjectionSubject(
  db: Db,
  kind: ObjectionSubject['kind'],
  { personId, subjectId, data }: DeliveryRow,
  now: Date,
): Promise<ObjectionSubject | undefined> {
  const objection = subjectId === null ? undefined : await findObjection(db, subjectId);
  if (!objection) return undefined;
  if (kind === 'objection-answered')
    return objection.personId === personId && objection.verdict !== null ? { kind, objection } : undefined;
  if (kind === 'file-corrected') {
    const [entry] = await findEntries(db, objection.personId, [objection.entryId]);
    return entry && { kind, personId: objection.personId, personName: objection.personName, entry };
  }
  const posts = await findPostsOf(db, personId, dayOf(now));
  const checked = await checkAnswerer(db, { personId, posts }, objection.id, now);
  const { why } = data;
  const isCall = why === 'made' || why === 'due' || why === 'overdue';
  return checked.ok && objection.verdict === null && isCall ? { kind, objection, why } : undefined;
}
