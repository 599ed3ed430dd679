import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDrift } from '../../../src/domain/drift/read-drift.ts';
import { driftOf } from '../../../src/domain/drift/rules.ts';
import { findActor } from '../../../src/domain/people/find-actor.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';

const NOW = new Date(START);
const SECRETARY = 5_000_005;
const CADRE = 5_000_018;

let its: TestDatabase;
let secretary: Actor;
let cadre: Actor;
const actor = async (account: number): Promise<Actor> => {
  const found = await findActor(its.db, account, NOW);
  if (!found) throw new Error('the county has both');
  return found;
};
beforeAll(async () => {
  its = await createTestDatabase({ county: true });
  [secretary, cadre] = [await actor(SECRETARY), await actor(CADRE)];
});
afterAll(() => its.close());

const villageOf = async () => {
  const { rows } = await readDrift(its.db, secretary, pack, NOW);
  const row = rows.find(({ name }) => name === '青石第一村');
  if (!row) throw new Error('the first village is not there');
  return row;
};

describe('what lags behind', () => {
  test('is counted by village of the own township, by name, and for nobody without the right', async () => {
    const { rows, total } = await readDrift(its.db, secretary, pack, NOW);
    const names = rows.map(({ name }) => name);
    expect(names).toContain('青石第一村');
    expect(names.some((name) => name.startsWith('白水'))).toBe(false);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'zh')));
    expect(total).not.toBeNull();
    expect(await readDrift(its.db, cadre, pack, NOW)).toEqual({ rows: [], total: null, others: null });
  });

  test('goes up with an item past its day, an objection past its term and a section without records', async () => {
    const before = (await villageOf()).figures;
    const [who, reviewer] = [cadre.personId, secretary.personId];
    await its.db.execute(sql`
      insert into rectification_items (id, person_id, opened_by, reviewer_id, text, due_on, state, opened_at)
      values (${newId()}, ${who}, ${reviewer}, ${reviewer}, 'x', '2026-11-01', 'open', ${START}),
        (${newId()}, ${who}, ${reviewer}, ${reviewer}, 'x', '2026-12-30', 'open', ${START}),
        (${newId()}, ${who}, ${reviewer}, ${reviewer}, 'x', '2026-11-01', 'closed', ${START})`);
    await its.db.execute(sql`
      insert into objections (id, entry_id, person_id, text, due_at, created_at)
      select ${newId()}, id, person_id, 'x', '2026-11-10', '2026-11-01' from ledger_entries where person_id = ${who} limit 1`);
    const [changed] = await its.db.execute<{ missing: number }>(sql`
      update credit_files set sections = '[{"id": "study", "state": "missing-data", "count": 0, "entries": []}]'
      where person_id = ${who} and not sections @? '$[*] ? (@.state == "missing-data")' returning 1 as missing`);
    const after = (await villageOf()).figures;
    if (!before || !after) throw new Error('the village has enough people');
    expect(after).toEqual({
      missing: before.missing + (changed?.missing ?? 0),
      overdue: before.overdue + 1,
      unanswered: before.unanswered + 1,
    });
  });

  test('leaves out whoever is exempt', async () => {
    const before = (await villageOf()).figures;
    await its.db.execute(sql`
      insert into exemptions (id, person_id, reason, starts_on) values (${newId()}, ${cadre.personId}, 'on-leave', '2026-01-01')`);
    const after = (await villageOf()).figures;
    expect(after?.overdue).toBe((before?.overdue ?? 0) - 1);
    expect(after?.unanswered).toBe((before?.unanswered ?? 0) - 1);
  });

  test('has the meetings of the period that ended, once they are held no more', async () => {
    const before = (await villageOf()).skipped;
    expect(before).toBeGreaterThan(0);
    await its.db.execute(sql`
      insert into meetings (id, kind, rule_pack_version, unit_id, held_by, title, place, starts_at, minutes, secret, state, closed_at, created_at)
      select ${newId()}, 'theme-day', ${pack.version}, u.id, ${secretary.personId}, 'x', 'x', '2026-10-15', 60, 'x', 'closed', '2026-10-15', '2026-10-01'
      from organisation_units u where u.name like '青石第一村%' and exists (
        select 1 from posts o where o.unit_id = u.id and 'branch-secretary' = any(o.roles))`);
    expect((await villageOf()).skipped).toBe(before - 1);
  });
});

describe('what may be shown', () => {
  const unit = (name: string, people: number, missing: number) => ({
    id: name,
    name,
    people,
    missing,
    overdue: 0,
    unanswered: 0,
    skipped: 1,
  });
  test('is nothing about fewer than five people, though their meetings are', () => {
    const { rows, others } = driftOf([unit('a', 9, 2), unit('b', 2, 1), unit('c', 6, 3)]);
    expect(rows.map(({ figures, skipped }) => [figures?.missing ?? null, skipped])).toEqual([
      [2, 1],
      [null, 1],
      [null, 1],
    ]);
    expect(others?.missing).toBe(4);
    expect(driftOf([unit('a', 4, 2)])).toMatchObject({
      total: null,
      others: null,
      rows: [{ figures: null }],
    });
  });
});
