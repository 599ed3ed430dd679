import type { Db } from '../../db/client.ts';
import { findKnownStaffNos, findNarrowings } from '../../db/queries/audience.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { roleSchema } from '../rules/role.ts';
import { dayOf } from '../schedule/calendar.ts';
import { LIST_LIMIT, planStateSchema, type Selector } from './audience.ts';

/** What an author may narrow an audience by, beside its units. */
export type NarrowBy = 'role' | 'post' | 'tag' | 'plan';
/** Post titles and tags offered at most, the frequent ones first. */
const MOST_OFFERED = 20;

/** The conditions of one kind that mean somebody in the author's scope. */
export async function listSelectors(db: Db, author: Actor, by: NarrowBy, now: Date): Promise<Selector[]> {
  const scope = scopeOf(author, 'notices.send');
  if (scope.length === 0) return [];
  if (by === 'role') return roleSchema.options.map((role) => ({ by, role }));
  if (by === 'plan') return planStateSchema.options.map((state) => ({ by, state }));
  const { titles, tags } = await findNarrowings(db, scope, dayOf(now), MOST_OFFERED);
  return by === 'post' ? titles.map((title) => ({ by, title })) : tags.map((tag) => ({ by, tag }));
}

export type CheckedList =
  | {
      ok: true;
      /** As the roster has them, each once. */
      staffNos: string[];
      /** Who is not on the roster or not in the author's scope, which is not told apart. */
      unknown: { line: number; staffNo: string }[];
      /** Lines that repeat a number that came before. */
      repeated: number;
    }
  | { ok: false; problem: 'too-many'; count: number; limit: number };

/** Looks up the staff numbers of an uploaded list; nothing is kept. */
export async function checkList(
  db: Db,
  author: Actor,
  entries: readonly { line: number; staffNo: string }[],
  now: Date,
): Promise<CheckedList> {
  const keys = new Set(entries.map(({ staffNo }) => staffNo.toLowerCase()));
  if (keys.size > LIST_LIMIT) return { ok: false, problem: 'too-many', count: keys.size, limit: LIST_LIMIT };
  const known = await findKnownStaffNos(db, [...keys], scopeOf(author, 'notices.send'), dayOf(now));
  const found = new Set(known.map((staffNo) => staffNo.toLowerCase()));
  const seen = new Set<string>();
  const unknown = entries.filter(({ staffNo }) => {
    const key = staffNo.toLowerCase();
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst && !found.has(key);
  });
  return { ok: true, staffNos: known.toSorted(), unknown, repeated: entries.length - keys.size };
}
