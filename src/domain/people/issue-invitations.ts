import { randomBytes } from 'node:crypto';
import { v5 as idFrom, v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { findBotOf } from '../../db/queries/bots.ts';
import { findUnboundPeople, insertInvitations, isInvitation } from '../../db/queries/invitations.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findInScope } from './find-in-scope.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';
import { hashCode } from './redeem-invitation.ts';
import { INVITATION_DAYS, scopeOf, type Actor } from './rules.ts';

export type Invitation = {
  personId: string;
  staffNo: string;
  name: string;
  /** Of a whole unit's invitations the path, "county/township/village"; of one person's the unit's name. */
  unit: string;
  code: string;
  expiresAt: Date;
};

/** Never with a sign in front: in a CSV file a spreadsheet would take it for a formula. */
const newCode = (): string => {
  const code = randomBytes(16).toString('base64url');
  return /^[A-Za-z0-9]/.test(code) ? code : newCode();
};
const expiry = (now: Date): Date => startOfDay(addDays(dayOf(now), INVITATION_DAYS + 1));

/**
 * New codes for people under a unit (null: everywhere) who are not bound. Earlier unused codes of theirs end; `replaced`
 * is how many of those still worked.
 * @param to `waiting`: everybody not bound; `new`: only who has no code that works
 */
export async function issueInvitations(
  db: Db,
  { unitId, to }: { unitId: string | null; to: 'waiting' | 'new' },
  now: Date,
): Promise<{ invitations: Invitation[]; replaced: number }> {
  return db.transaction(async (tx) => {
    const people = await findUnboundPeople(tx, { unitId, withoutCode: to === 'new' }, now, dayOf(now));
    const invitations = people.map(({ id: personId, ...person }) => ({
      ...person,
      personId,
      code: newCode(),
      expiresAt: expiry(now),
    }));
    if (invitations.length === 0) return { invitations, replaced: 0 };
    const rows = invitations.map((m) => ({ id: newId(), personId: m.personId, codeHash: hashCode(m.code) }));
    const replaced = await insertInvitations(tx, rows, now, expiry(now));
    const detail = { people: invitations.length, unitId };
    await insertAccess(
      tx,
      { id: newId(), actorId: null, action: 'people.invite', subjectPersonId: null, purpose: null, detail },
      now,
    );
    return { invitations, replaced };
  });
}

/**
 * A new code for one person of the administrator's scope who is not bound; undefined for anybody else.
 * @param press names the press that asks. A code is kept as its hash, so a press that comes again after a crash gets
 *   another one; the code it made the first time may be in the person's hands by now and goes on working
 */
export async function issueInvitation(
  db: Db,
  actor: Actor,
  personId: string,
  now: Date,
  press: string = newId(),
): Promise<(Invitation & { botUsername: string | undefined }) | undefined> {
  const code = newCode();
  return db.transaction(async (tx) => {
    const person = await findInScope(tx, actor, scopeOf(actor, 'people.manage'), personId, now);
    if (!person || person.bound) return undefined;
    const first = idFrom(press, personId);
    const id = (await isInvitation(tx, first)) ? newId() : first;
    await insertInvitations(tx, [{ id, personId, codeHash: hashCode(code) }], now, expiry(now), first);
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
      botUsername: (await findBotOf(tx, personId, dayOf(now)))?.username,
    };
  });
}
