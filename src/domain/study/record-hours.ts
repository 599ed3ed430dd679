import { v5 as nameId } from 'uuid';
import type { Db } from '../../db/client.ts';
import {
  findHourEntry,
  insertHourEntry,
  isEventRecorded,
  lockPerson,
  type HourEntryRow,
} from '../../db/queries/study-hours.ts';
import type { Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { addDays, dayOf } from '../schedule/calendar.ts';

export type HourDraft = {
  id: string;
  day: string;
  hours: number;
  evidence: string;
  topic: string;
  /** The entry that this one corrects. */
  replaces: string | null;
};
export type HoursProblem =
  'unknown-evidence' | 'future' | 'other-year' | 'too-many' | 'recorded-before' | 'not-found';
export type Recorded =
  { ok: true; entry: HourEntryRow; first: boolean } | { ok: false; problem: HoursProblem };

/** Longest description of what was studied, in characters. */
export const TOPIC_LIMIT = 60;
/** So long after a year has ended its study may still be recorded, in days. */
const AFTERWARDS_DAYS = 31;

/** Whether study of that day may be recorded now: not ahead, and of this year, or in January of the last one. */
export function findDayProblem(day: string, now: Date): 'future' | 'other-year' | undefined {
  const today = dayOf(now);
  if (day > today) return 'future';
  const earliest = addDays(today, -AFTERWARDS_DAYS).slice(0, 4);
  return day.slice(0, 4) < earliest ? 'other-year' : undefined;
}

/**
 * A person records their own study; it counts once somebody else has confirmed it. The id is the wizard's, so that
 * recording twice records once. What is recorded already and not rejected is refused by its event: the same person, day,
 * kind and topic. A correction is of the event of the entry it names, which must stand or wait, and be the newest of it.
 */
export function recordHours(
  db: Db,
  person: Actor,
  draft: HourDraft,
  pack: RulePack,
  now: Date,
): Promise<Recorded> {
  const problem = findDraftProblem(draft, pack, now);
  const { personId } = person;
  return db.transaction(async (tx): Promise<Recorded> => {
    await lockPerson(tx, personId);
    const there = await findHourEntry(tx, draft.id, personId);
    if (there) return { ok: true, entry: there, first: false };
    if (problem) return { ok: false, problem };
    const replaced = draft.replaces === null ? undefined : await findHourEntry(tx, draft.replaces, personId);
    if (draft.replaces !== null && !isCorrectable(replaced)) return { ok: false, problem: 'not-found' };
    const natural = eventIdOf(personId, draft);
    const eventId = replaced?.eventId ?? natural;
    for (const event of new Set([natural, eventId]))
      if (await isEventRecorded(tx, personId, event, draft.replaces))
        return { ok: false, problem: 'recorded-before' };
    const row = { ...draft, personId, eventId, recordedBy: personId, rulePackVersion: pack.version };
    await insertHourEntry(tx, row, now);
    const entry = await findHourEntry(tx, draft.id, personId);
    if (!entry) throw new Error('the entry was not stored');
    return { ok: true, entry, first: true };
  });
}

/** What stands or waits can be corrected. */
export const isCorrectable = (entry: HourEntryRow | undefined): entry is HourEntryRow =>
  entry?.state === 'recorded' || entry?.state === 'confirmed';

function findDraftProblem(
  { evidence, day, hours }: HourDraft,
  { hourRecords }: RulePack,
  now: Date,
): HoursProblem | undefined {
  if (!hourRecords.evidence.some(({ id }) => id === evidence)) return 'unknown-evidence';
  if (hours > hourRecords.mostHours) return 'too-many';
  return findDayProblem(day, now);
}

/** A fixed place for names of events (RFC 9562, version 5). */
const EVENTS = 'b9a6f1d4-5a0e-4b1c-9c57-3f0f6f5f2f51';

/** The same for everything that says the same of the same person, whatever its spaces and punctuation. */
function eventIdOf(personId: string, { day, evidence, topic }: HourDraft): string {
  const plain = topic
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');
  return nameId(JSON.stringify([personId, day, evidence, plain]), EVENTS);
}
