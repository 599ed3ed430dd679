import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import {
  findCreditFile,
  findLastPurpose,
  insertAccess,
  type CreditFileRow,
} from '../../db/queries/credit-files.ts';
import { findEntries, insertObjection, type EntryRow } from '../../db/queries/ledger.ts';
import { findPersonInScope } from '../../db/queries/people.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

export type CreditFile = CreditFileRow;
export type LedgerEntry = EntryRow;

/** Why a file is opened; asked with one tap and written to the access log. */
export const PURPOSES = ['routine-check', 'talk-preparation', 'appointment', 'objection'] as const;
export type Purpose = (typeof PURPOSES)[number];
export const isPurpose = (word: string): word is Purpose => (PURPOSES as readonly string[]).includes(word);

/** The reader's own file, as last rolled up. */
export function readOwnFile(db: Db, person: Actor): Promise<CreditFile | undefined> {
  return findCreditFile(db, person.personId);
}

export type FileRead =
  | { ok: true; file: CreditFile | undefined; name: string }
  | { ok: false; problem: 'not-found' | 'purpose-needed' };

/** How long a purpose once given holds for going back and forth in a file. */
export const PURPOSE_HOLDS_MS = 30 * 60_000;

/**
 * Somebody's file, for an actor whose scope holds them. The look is written to the access log in the same
 * transaction; outside the scope, and for the actor's own file, the answer is "not found".
 * @param purpose `null` goes on with the purpose given within the last half hour, and fails when there was none
 */
export function readFile(
  db: Db,
  actor: Actor,
  personId: string,
  purpose: Purpose | null,
  now: Date,
): Promise<FileRead> {
  return db.transaction(async (tx): Promise<FileRead> => {
    const person =
      personId === actor.personId
        ? undefined
        : await findPersonInScope(tx, scopeOf(actor, 'file.read'), personId, dayOf(now));
    if (!person) return { ok: false, problem: 'not-found' };
    const since = new Date(now.getTime() - PURPOSE_HOLDS_MS);
    const given = purpose ?? (await findLastPurpose(tx, actor.personId, personId, since));
    if (given === null) return { ok: false, problem: 'purpose-needed' };
    await insertAccess(
      tx,
      {
        id: newId(),
        actorId: actor.personId,
        action: 'file.read',
        subjectPersonId: personId,
        purpose: given,
        detail: {},
      },
      now,
    );
    return { ok: true, file: await findCreditFile(tx, personId), name: person.name };
  });
}

export type SectionRead = { file: CreditFile; entries: LedgerEntry[] };

/** The entries behind one section: of the actor's own file, or (logged) of a file in the actor's scope. */
export function readSection(
  db: Db,
  actor: Actor,
  { personId, section }: { personId: string; section: string },
  now: Date,
): Promise<SectionRead | undefined> {
  return db.transaction(async (tx) => {
    if (personId !== actor.personId) {
      if (!(await findPersonInScope(tx, scopeOf(actor, 'file.read'), personId, dayOf(now)))) return undefined;
      await insertAccess(
        tx,
        {
          id: newId(),
          actorId: actor.personId,
          action: 'file.read-section',
          subjectPersonId: personId,
          purpose: null,
          detail: { section },
        },
        now,
      );
    }
    const file = await findCreditFile(tx, personId);
    const ids = file?.sections.find((one) => one.id === section)?.entries;
    return file && ids ? { file, entries: await findEntries(tx, personId, ids) } : undefined;
  });
}

/** Whether the entry stands in the person's own file. */
export async function isOwnEntry(db: Db, person: Actor, entryId: string): Promise<boolean> {
  return (await findEntries(db, person.personId, [entryId])).length === 1;
}

/** Longest objection, in characters. */
export const OBJECTION_LIMIT = 500;

/** Attaches an objection to an entry of the person's own file; it stays for ever. False for anybody else's entry. */
export function objectToEntry(
  db: Db,
  person: Actor,
  { id, entryId, text }: { id: string; entryId: string; text: string },
  now: Date,
): Promise<boolean> {
  return db.transaction((tx) =>
    insertObjection(
      tx,
      { id, entryId, personId: person.personId, text: [...text.trim()].slice(0, OBJECTION_LIMIT).join('') },
      now,
    ),
  );
}
