import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { findClass, insertSignUp, markWithdrawn, moveUp, type ClassRow } from '../../db/queries/classes.ts';
import { insertDelivery, settleByAnswer } from '../../db/queries/deliveries.ts';
import { lockMeeting } from '../../db/queries/meetings.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import type { Actor } from '../people/rules.ts';
import { classesOf } from './read-classes.ts';

export type SignedUp =
  | { ok: true; row: ClassRow }
  | { ok: false; problem: 'not-found' }
  | { ok: false; problem: 'too-late' | 'over'; row: ClassRow };
type Person = Pick<Actor, 'personId' | 'posts'>;

/**
 * Takes a seat, or the next place of the waiting list: one after the other, so that no seat is given twice. It counts by
 * when the press was stored. Pressed again it says how they stand.
 */
export function signUp(db: Db, person: Person, id: string, now: Date, receivedAt: Date): Promise<SignedUp> {
  return onClass(db, person, id, now, async (tx, row) => {
    if (row.signedUp === 'seated' || row.signedUp === 'waiting') return undefined;
    if (!row.isMeant || receivedAt > new Date(row.signUpUntil)) return 'too-late';
    await insertSignUp(tx, id, person.personId, now);
    await settleByAnswer(tx, id, person.personId, now);
    return undefined;
  });
}

/** Gives the seat or the place up, until the class begins; who has waited longest moves up and is told. */
export function withdraw(db: Db, person: Person, id: string, now: Date): Promise<SignedUp> {
  return onClass(db, person, id, now, async (tx, row) => {
    if (row.signedUp === null || row.signedUp === 'withdrawn') return undefined;
    if (new Date(row.startsAt) <= now) return 'over';
    if ((await markWithdrawn(tx, id, person.personId)) !== 'seated') return undefined;
    const next = await moveUp(tx, id);
    if (next === undefined) return undefined;
    await insertDelivery(
      tx,
      {
        id: newId(),
        kind: 'class-seat',
        personId: next,
        subjectId: id,
        onceKey: `class-seat:${id}:${next}:${newId()}`,
        priority: PRIORITY.answer,
        policy: 'resend',
        notBefore: now,
        expiresAt: new Date(row.startsAt),
      },
      now,
    );
    return undefined;
  });
}

function onClass(
  db: Db,
  person: Person,
  id: string,
  now: Date,
  act: (tx: Tx, row: ClassRow) => Promise<'too-late' | 'over' | undefined>,
): Promise<SignedUp> {
  const whose = classesOf(person, now);
  return db.transaction(async (tx): Promise<SignedUp> => {
    await lockMeeting(tx, id);
    const before = await findClass(tx, id, whose);
    if (!before) return { ok: false, problem: 'not-found' };
    if (before.state !== 'planned') return { ok: false, problem: 'over', row: before };
    const problem = await act(tx, before);
    // Who is not meant any more is off it with the seat.
    const row = (await findClass(tx, id, whose)) ?? before;
    return problem ? { ok: false, problem, row } : { ok: true, row };
  });
}
