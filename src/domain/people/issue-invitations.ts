import { randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { findUnboundPeople, insertInvitations } from '../../db/queries/invitations.ts';
import { findPersonInScope } from '../../db/queries/people.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';
import { hashCode } from './redeem-invitation.ts';
import { INVITATION_DAYS, scopeOf, type Actor } from './rules.ts';

export type Invitation = {
  personId: string;
  staffNo: string;
  name: string;
  unit: string;
  code: string;
  expiresAt: Date;
};

const newCode = (): string => randomBytes(16).toString('base64url');
const expiry = (now: Date): Date => startOfDay(addDays(dayOf(now), INVITATION_DAYS + 1));

/** New codes for everybody under a unit (null: everywhere) who is not bound. Earlier unused codes of theirs end. */
export async function issueInvitations(db: Db, unitId: string | null, now: Date): Promise<Invitation[]> {
  const people = await findUnboundPeople(db, unitId, dayOf(now));
  const made = people.map((person) => ({
    ...person,
    personId: person.id,
    code: newCode(),
    expiresAt: expiry(now),
  }));
  if (made.length === 0) return [];
  await db.transaction(async (tx) => {
    const rows = made.map((m) => ({ id: newId(), personId: m.personId, codeHash: hashCode(m.code) }));
    await insertInvitations(tx, rows, now, expiry(now));
    const detail = { people: made.length, unitId };
    await insertAccess(
      tx,
      { id: newId(), actorId: null, action: 'people.invite', subjectPersonId: null, purpose: null, detail },
      now,
    );
  });
  return made;
}

/** A new code for one person of the administrator's scope who is not bound; undefined for anybody else. */
export async function issueInvitation(
  db: Db,
  actor: Actor,
  personId: string,
  now: Date,
): Promise<Invitation | undefined> {
  const code = newCode();
  return db.transaction(async (tx) => {
    const person = await findPersonInScope(tx, scopeOf(actor, 'people.manage'), personId, dayOf(now));
    if (!person || person.bound) return undefined;
    await insertInvitations(tx, [{ id: newId(), personId, codeHash: hashCode(code) }], now, expiry(now));
    await insertAccess(
      tx,
      {
        id: newId(),
        actorId: actor.personId,
        action: 'people.invite',
        subjectPersonId: personId,
        purpose: null,
        detail: {},
      },
      now,
    );
    return {
      personId,
      staffNo: person.staffNo,
      name: person.name,
      unit: person.unitName,
      code,
      expiresAt: expiry(now),
    };
  });
}
