import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Db } from '../../../src/db/client.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { recordHours, type HourDraft, type Recorded } from '../../../src/domain/study/record-hours.ts';
import { pack } from '../../support/pack.ts';

export const NOW = new Date('2026-11-25T10:00:00+08:00');

export const draftOf = (change: Partial<HourDraft> = {}): HourDraft => ({
  id: newId(),
  day: '2026-11-20',
  hours: 8,
  evidence: 'concentrated',
  topic: 'Training on the revitalisation law',
  replaces: null,
  ...change,
});

/** Records something, which must be taken; returns its id. */
export async function record(
  db: Db,
  person: Actor,
  change: Partial<HourDraft> = {},
  now: Date = NOW,
): Promise<string> {
  const recorded: Recorded = await recordHours(db, person, draftOf(change), pack, now);
  if (!recorded.ok) throw new Error(recorded.problem);
  return recorded.entry.id;
}

export const giveKind = (db: Db, person: Actor, kind: string) =>
  db.execute(sql`
    insert into person_member_kinds (person_id, kind, registered_at) values (${person.personId}, ${kind}, now())`);

export const exempt = (
  db: Db,
  person: Actor,
  { reason = 'on-leave', from, until }: { reason?: string; from: string; until: string | null },
) =>
  db.execute(sql`
    insert into exemptions (id, person_id, reason, starts_on, ends_on)
    values (${newId()}, ${person.personId}, ${reason}, ${from}, ${until})`);
