import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findMemberKinds, setMemberKind as set } from '../../db/queries/hour-standings.ts';
import { findInScope } from './find-in-scope.ts';
import { MEMBER_KINDS, type MemberKind } from '../rules/study-rules.ts';
import { scopeOf, type Actor } from './rules.ts';

export type { MemberKind };
export { MEMBER_KINDS };
export type Membership = { personId: string; name: string; kinds: string[] };

export const isMemberKind = (word: string): word is MemberKind =>
  (MEMBER_KINDS as readonly string[]).includes(word);

/** What is registered of somebody in the administrator's scope; undefined for anybody else. */
export async function readMembership(
  db: Db,
  admin: Actor,
  personId: string,
  now: Date,
): Promise<Membership | undefined> {
  const person = await findInScope(db, admin, scopeOf(admin, 'people.manage'), personId, now);
  return person && { personId, name: person.name, kinds: await findMemberKinds(db, personId) };
}

/** An administrator registers what duties to study hang on, or takes it back; each change is logged. Setting it twice is setting it once. */
export function setMemberKind(
  db: Db,
  admin: Actor,
  { personId, kind, holds }: { personId: string; kind: MemberKind; holds: boolean },
  now: Date,
): Promise<Membership | undefined> {
  const scope = scopeOf(admin, 'people.manage');
  return db.transaction(async (tx) => {
    const person = await findInScope(tx, admin, scope, personId, now);
    if (!person) return undefined;
    if (await set(tx, { personId, kind, holds, by: admin.personId }, now))
      await insertAccess(
        tx,
        {
          id: newId(),
          actorId: admin.personId,
          action: 'people.member-kind',
          subjectPersonId: personId,
          purpose: null,
          detail: { kind, holds },
        },
        now,
      );
    return { personId, name: person.name, kinds: await findMemberKinds(tx, personId) };
  });
}
