import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { insertUnits } from '../../db/queries/organisation-units.ts';
import { findRosterPeople, insertRoster, lockRoster } from '../../db/queries/roster.ts';
import { dayOf } from '../schedule/calendar.ts';
import { compareLine, placeLine, type RosterConflict, type RosterLine } from './check-roster.ts';
import { namePinyin } from './name-pinyin.ts';
import { readUnitTree, type Unit } from './unit-tree.ts';

export type { RosterConflict, RosterLine };

/** person: somebody new with this post; post: a further post of somebody new; same: there already, nothing to do. */
export type RosterStep = { row: RosterLine; step: 'person' | 'post' | 'same' };

export type RosterImport =
  | {
      ok: true;
      steps: readonly RosterStep[];
      /** Units to make, parents before children. */
      units: readonly { path: string; kind: Unit['kind'] }[];
    }
  | { ok: false; conflicts: readonly RosterConflict[] };

type Plan = { result: RosterImport; units: Unit[]; unitOf: Map<RosterLine, Unit> };

/**
 * Takes a roster file into the organisation: units that are missing on the way of a path are made, new people get
 * their posts from today on. It only ever adds. A line that says what is stored already is left alone, so the same file
 * again changes nothing; one that says something else about a stored person is refused, since a transfer has dates that
 * a roster does not have. All or nothing, in one transaction; what was added is written to the access log as the
 * operator's.
 *
 * @param lines several lines of one staff number are several posts of one person; their reader has seen to it that they
 *   agree on the name
 * @param options `apply` writes, else this is a rehearsal; `newCounty` lets a path begin a second county
 */
export function importRoster(
  db: Db,
  lines: readonly RosterLine[],
  { apply, newCounty }: { apply: boolean; newCounty: boolean },
  now: Date,
): Promise<RosterImport> {
  return db.transaction(async (tx) => {
    if (apply) await lockRoster(tx);
    const plan = await planRoster(tx, lines, newCounty, now);
    if (apply && plan.result.ok) await storeRoster(tx, plan.result.steps, plan, now);
    return plan.result;
  });
}

async function planRoster(
  tx: Tx,
  lines: readonly RosterLine[],
  newCounty: boolean,
  now: Date,
): Promise<Plan> {
  const tree = await readUnitTree(tx);
  const numbers = [...new Set(lines.map((row) => row.staffNo))];
  const stored = await findRosterPeople(tx, numbers, dayOf(now));
  const known = new Map(stored.map((person) => [person.staffNo, person]));
  const pathOf = new Map([...tree].map(([path, unit]) => [unit.id, path]));
  const conflicts: RosterConflict[] = [];
  const steps: RosterStep[] = [];
  const made: string[] = [];
  const unitOf = new Map<RosterLine, Unit>();
  const begun = new Set<string>();
  for (const row of lines) {
    const place = placeLine(row, tree, { newCounty, newId });
    if (!place.ok) {
      conflicts.push(place.conflict);
      continue;
    }
    made.push(...place.made);
    unitOf.set(row, place.unit);
    const person = known.get(row.staffNo);
    const conflict = person && compareLine(row, person, place.unit, (id) => pathOf.get(id) ?? '');
    if (conflict) conflicts.push(conflict);
    steps.push({ row, step: person ? 'same' : begun.has(row.staffNo) ? 'post' : 'person' });
    begun.add(row.staffNo);
  }
  const units = made.flatMap((path) => tree.get(path) ?? []);
  const kinds = made.map((path, at) => ({ path, kind: units[at]?.kind ?? 'branch' }));
  const result: RosterImport =
    conflicts.length > 0 ? { ok: false, conflicts } : { ok: true, steps, units: kinds };
  return { result, units, unitOf };
}

async function storeRoster(
  tx: Tx,
  steps: readonly RosterStep[],
  { units, unitOf }: Plan,
  now: Date,
): Promise<void> {
  const rows = steps.filter(({ step }) => step !== 'same').map(({ row }) => row);
  if (rows.length === 0) return;
  const ids = new Map<string, string>();
  for (const { staffNo } of rows) if (!ids.has(staffNo)) ids.set(staffNo, newId());
  const people = [...ids].flatMap(([staffNo, id]) => {
    const own = rows.filter((row) => row.staffNo === staffNo);
    const name = own[0]?.name ?? '';
    const phone = own.find((row) => row.phone !== null)?.phone ?? null;
    return { id, staffNo, name, ...namePinyin(name), phone, language: 'zh' as const, createdAt: now };
  });
  const posts = rows.map((row) => ({
    id: newId(),
    personId: ids.get(row.staffNo) ?? '',
    unitId: unitOf.get(row)?.id ?? '',
    title: row.title,
    titleEn: null,
    roles: row.roles,
    startsOn: dayOf(now),
    endsOn: null,
  }));
  await insertUnits(tx, units, now);
  await insertRoster(tx, people, posts);
  const detail = { people: people.length, posts: posts.length, units: units.length };
  await insertAccess(
    tx,
    { id: newId(), actorId: null, action: 'people.import', subjectPersonId: null, purpose: null, detail },
    now,
  );
}
