import { sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 as newId } from 'uuid';
import { rollUp } from '../../../src/domain/credit/roll-up.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { decideHours, listWaiting, readWaiting } from '../../../src/domain/study/decide-hours.ts';
import { listOwnHours, readOwnEntry, readOwnHours } from '../../../src/domain/study/own-hours.ts';
import { recordHours } from '../../../src/domain/study/record-hours.ts';
import { daysOfYear, neededHours } from '../../../src/domain/study/hours-rules.ts';
import { addDays } from '../../../src/domain/schedule/calendar.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';
import { sqlStateOf } from '../../support/sql-state.ts';
import { draftOf, exempt, giveKind, NOW, record } from './hours-stage.ts';

const CHECK = '23514';

let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let cadre: Actor;
let branch: Actor;
let township: Actor;
let other: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  township = await addPerson(db, { unitId: units.townA, roles: ['township-secretary'] });
  branch = await addPerson(db, { unitId: units.a1, roles: ['cadre', 'branch-secretary'] });
  other = await addPerson(db, { unitId: units.b1, roles: ['branch-secretary'] });
});
afterAll(() => database.close());
beforeEach(async () => {
  cadre = await addPerson(db, { unitId: units.a1 });
  await giveKind(db, cadre, 'party-member');
});

const own = (person: Actor = cadre, now: Date = NOW) => readOwnHours(db, person, pack, now);
const confirm = (id: string, by: Actor = branch) => decideHours(db, by, id, { verdict: 'confirmed' }, NOW);
const reject = (id: string, by: Actor = branch) =>
  decideHours(db, by, id, { verdict: 'rejected', reason: 'It was cancelled' }, NOW);
const count = async (table: string, where: string): Promise<number> => {
  const [row] = await db.execute<{ n: number }>(
    sql.raw(`select count(*)::int as n from ${table} where ${where}`),
  );
  return row?.n ?? -1;
};

describe('what somebody recorded', () => {
  test('waits, and counts once a second person has confirmed it', async () => {
    const id = await record(db, cadre);
    expect(await own()).toMatchObject({ state: 'open', needed: 32, done: 0, waiting: 8 });
    expect(await confirm(id)).toMatchObject({ ok: true, first: true });
    expect(await own()).toMatchObject({ state: 'open', needed: 32, done: 8, waiting: 0 });
    expect(await count('access_log', `action = 'hours.confirmed' and detail->>'entryId' = '${id}'`)).toBe(1);
  });

  test('counts towards the requirement only if it was concentrated', async () => {
    for (const evidence of ['online', 'self-study'])
      await confirm(await record(db, cadre, { evidence, hours: 2 }));
    await confirm(await record(db, cadre, { hours: 32 }));
    expect(await own()).toMatchObject({ state: 'met', done: 32, besides: 4 });
  });

  test('counts in the year of its day', async () => {
    const january = new Date('2027-01-10T10:00:00+08:00');
    await confirm(await record(db, cadre, { day: '2026-12-31' }, january));
    expect(await own(cadre, january)).toMatchObject({ done: 0 });
    expect(await own()).toMatchObject({ done: 8 });
  });

  test('is stored once when it comes twice, at once or later', async () => {
    const draft = draftOf();
    const both = await Promise.all([1, 2, 3].map(() => recordHours(db, cadre, draft, pack, NOW)));
    expect(both.filter((it) => it.ok && it.first)).toHaveLength(1);
    expect(both.every((it) => it.ok)).toBe(true);
    expect(await count('study_hours', `person_id = '${cadre.personId}'`)).toBe(1);
  });

  test('is refused when the same event is recorded already, until that was rejected', async () => {
    const id = await record(db, cadre);
    const again = draftOf({ topic: ' Training, on the revitalisation LAW. ', hours: 4 });
    expect(await recordHours(db, cadre, again, pack, NOW)).toEqual({
      ok: false,
      problem: 'recorded-before',
    });
    await reject(id);
    expect(await recordHours(db, cadre, again, pack, NOW)).toMatchObject({ ok: true });
    const twice = await Promise.all(
      [1, 2].map(() => recordHours(db, cadre, draftOf({ topic: 'At once' }), pack, NOW)),
    );
    expect(twice.filter((it) => it.ok)).toHaveLength(1);
  });

  test.each([
    [{ day: '2026-11-26' }, 'future'],
    [{ day: '2025-11-20' }, 'other-year'],
    [{ hours: 80.5 }, 'too-many'],
    [{ evidence: 'online-time' }, 'unknown-evidence'],
    [{ replaces: newId() }, 'not-found'],
  ])('%j is refused: %s', async (change, problem) => {
    expect(await recordHours(db, cadre, draftOf(change), pack, NOW)).toEqual({ ok: false, problem });
  });
});

describe('a correction', () => {
  test('counts from its confirmation on, in place of what it names', async () => {
    const id = await record(db, cadre);
    await confirm(id);
    const better = await record(db, cadre, { hours: 4, topic: 'Half of it', replaces: id });
    expect(await own()).toMatchObject({ done: 8, waiting: 4 });
    await confirm(better);
    expect(await own()).toMatchObject({ done: 4, waiting: 0 });
    expect((await readOwnEntry(db, cadre, id))?.state).toBe('replaced');
    expect((await listOwnHours(db, cadre, 0, NOW)).total).toBe(2);
  });

  test('that is rejected leaves what was', async () => {
    const id = await record(db, cadre);
    await confirm(id);
    await reject(await record(db, cadre, { hours: 40, replaces: id }));
    expect(await own()).toMatchObject({ done: 8 });
    expect((await readOwnEntry(db, cadre, id))?.state).toBe('confirmed');
    expect(await recordHours(db, cadre, draftOf({ hours: 6, replaces: id }), pack, NOW)).toMatchObject({
      ok: true,
    });
  });

  test('of what waits takes its place in the list: the first can be answered no more', async () => {
    const id = await record(db, cadre);
    const better = await record(db, cadre, { hours: 2, replaces: id });
    const { rows } = await listWaiting(db, branch, 0, NOW);
    expect(rows.map((row) => row.id).filter((it) => it === id || it === better)).toEqual([better]);
    expect(await confirm(id)).toMatchObject({ ok: false, problem: 'decided-before' });
    expect((await readWaiting(db, branch, better, NOW))?.beforeHours).toBe(8);
    await confirm(better);
    expect(await own()).toMatchObject({ done: 2 });
  });

  test("is of the newest entry only, and of one's own", async () => {
    const id = await record(db, cadre);
    await confirm(id);
    await record(db, cadre, { hours: 2, replaces: id });
    const second = draftOf({ hours: 3, replaces: id });
    expect(await recordHours(db, cadre, second, pack, NOW)).toMatchObject({ problem: 'recorded-before' });
    expect(await recordHours(db, branch, second, pack, NOW)).toMatchObject({ problem: 'not-found' });
  });
});

describe('who confirms', () => {
  test('is never the person themself, nor anybody outside the scope', async () => {
    const mine = await record(db, branch, { topic: 'My own' });
    expect(await confirm(mine)).toEqual({ ok: false, problem: 'not-found' });
    expect(await readWaiting(db, branch, mine, NOW)).toBeUndefined();
    expect((await listWaiting(db, branch, 0, NOW)).rows.map((row) => row.id)).not.toContain(mine);
    const id = await record(db, cadre);
    for (const stranger of [other, cadre])
      expect(await confirm(id, stranger)).toEqual({ ok: false, problem: 'not-found' });
    expect(await readWaiting(db, other, id, NOW)).toBeUndefined();
    expect(await confirm(mine, township)).toMatchObject({ ok: true });
  });

  test('answers once; the first answer stays', async () => {
    const id = await record(db, cadre);
    const both = await Promise.all([confirm(id, branch), reject(id, township)]);
    expect(both.filter((it) => it.ok && it.first)).toHaveLength(1);
    expect(both.filter((it) => !it.ok)).toMatchObject([{ problem: 'decided-before' }]);
    const next = await record(db, cadre, { topic: 'Another' });
    await confirm(next);
    expect(await confirm(next)).toMatchObject({ ok: true, first: false });
    expect(await reject(next)).toMatchObject({ ok: false, problem: 'decided-before' });
  });

  test('tells the person a rejection, once, and says nothing of a confirmation', async () => {
    const id = await record(db, cadre);
    await reject(id);
    await reject(id);
    const queued = () => count('deliveries', `person_id = '${cadre.personId}' and kind = 'hours-rejected'`);
    expect(await queued()).toBe(1);
    expect(await readOwnEntry(db, cadre, id)).toMatchObject({
      state: 'rejected',
      reason: 'It was cancelled',
      decidedByName: branch.name,
    });
    await confirm(await record(db, cadre, { topic: 'Another' }));
    expect(await count('deliveries', `person_id = '${cadre.personId}'`)).toBe(1);
  });

  test('is somebody else in the database too', async () => {
    const id = await record(db, cadre);
    const by = (personId: string, recordedBy: string, decidedBy: string) =>
      sqlStateOf(
        db.execute(sql`
          insert into study_hour_decisions (entry_id, person_id, recorded_by, verdict, decided_by, decided_at)
          values (${id}, ${personId}, ${recordedBy}, 'confirmed', ${decidedBy}, now())`),
      );
    expect(await by(cadre.personId, cadre.personId, cadre.personId)).toBe(CHECK);
    // To name somebody else as the person does not help: the entry says who it is.
    expect(await by(branch.personId, branch.personId, cadre.personId)).toBe('23503');
  });
});

describe('an exemption', () => {
  test('takes its days out of what is asked, each once; today it asks nothing', async () => {
    await exempt(db, cadre, { from: '2026-01-01', until: '2026-03-01' });
    await exempt(db, cadre, { reason: 'elderly-or-ill', from: '2026-02-01', until: '2026-04-01' });
    expect(await own()).toMatchObject({ state: 'open', exemptDays: 90, needed: neededHours(32, 90, 365) });
    await exempt(db, cadre, { from: '2026-11-01', until: null });
    expect(await own()).toMatchObject({ state: 'exempt', exempt: { reason: 'on-leave', until: null } });
  });

  test('of a ground that does not change denominators changes nothing', async () => {
    await exempt(db, cadre, { reason: 'no-phone', from: '2026-01-01', until: null });
    expect(await own()).toMatchObject({ state: 'open', exemptDays: 0, needed: 32, exempt: null });
  });

  test('is counted by the day, however exemptions lie to each other and to the year', async () => {
    const day = fc.integer({ min: -200, max: 600 }).map((n) => addDays('2026-01-01', n));
    const spans = fc.array(fc.tuple(day, fc.option(day)), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(spans, async (given) => {
        await db.execute(sql`delete from exemptions where person_id = ${cadre.personId}`);
        for (const [from, until] of given) await exempt(db, cadre, { from, until });
        const year = Array.from({ length: daysOfYear(2026) }, (_, n) => addDays('2026-01-01', n));
        const holds = (at: string) =>
          given.some(([from, until]) => from <= at && (until === null || at < until));
        const { exemptDays, needed, state } = await own();
        expect(exemptDays).toBe(year.filter(holds).length);
        expect(needed).toBe(neededHours(32, exemptDays, 365));
        expect(state === 'exempt').toBe(holds('2026-11-25') || needed === 0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the credit file', () => {
  const entries = async () =>
    db.execute<{ kind: string; data: Record<string, unknown>; by: string; confirmed: string }>(sql`
      select kind, data, recorded_by as by, confirmed_by as confirmed from ledger_entries
      where person_id = ${cadre.personId} and source_kind = 'study-hours' order by seq`);
  const night = new Date('2026-11-26T01:30:00+08:00');

  test('gets confirmed attendance as a fact, once; no self-study, no time online, nothing that waits', async () => {
    await confirm(await record(db, cadre));
    await confirm(await record(db, cadre, { evidence: 'online' }));
    await confirm(await record(db, cadre, { evidence: 'self-study' }));
    await record(db, cadre, { topic: 'Waits' });
    await reject(await record(db, cadre, { topic: 'Cancelled' }));
    for (let run = 0; run < 2; run += 1) await rollUp(db, pack, night, night);
    expect(await entries()).toEqual([
      {
        kind: 'study-hours',
        data: { hours: 8, evidence: 'concentrated', text: 'Training on the revitalisation law' },
        by: cadre.personId,
        confirmed: branch.personId,
      },
    ]);
  });

  test('gets a correction of what it has as an entry of its own, whatever kind of study it turns into', async () => {
    const id = await record(db, cadre);
    await confirm(id);
    await rollUp(db, pack, night, night);
    await confirm(await record(db, cadre, { evidence: 'self-study', replaces: id }));
    await rollUp(db, pack, night, night);
    expect((await entries()).map(({ kind, data }) => [kind, data['replaces']])).toEqual([
      ['study-hours', undefined],
      ['correction', id],
    ]);
  });

  test('gets nothing where the pack does not allow study hours', async () => {
    await confirm(await record(db, cadre));
    const kinds = pack.inputAllowList.kinds.filter((kind) => kind !== 'study-hours');
    await rollUp(db, { ...pack, inputAllowList: { ...pack.inputAllowList, kinds } }, night, night);
    expect(await entries()).toEqual([]);
  });
});
