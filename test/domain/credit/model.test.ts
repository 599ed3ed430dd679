import * as fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import json from '../../../content/rules/default.json' with { type: 'json' };
import calendar from '../../../content/calendar/china.json' with { type: 'json' };
import { answerObjection, type Answer } from '../../../src/domain/credit/answer-objection.ts';
import { changeableIn, mostOf, type Change } from '../../../src/domain/credit/correction-rules.ts';
import { listOwnEntries, objectToEntry } from '../../../src/domain/credit/object-to-entry.ts';
import { rollUp } from '../../../src/domain/credit/roll-up.ts';
import { verifyLedger } from '../../../src/domain/credit/verify-ledger.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { loadRulePack } from '../../../src/domain/rules/load-rule-pack.ts';
import { addDays, dayOf, startOfDay } from '../../../src/domain/schedule/calendar.ts';
import { loadCalendar } from '../../../src/domain/schedule/load-calendar.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { finishPaper } from '../../support/finish-paper.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';
import { createTestShelf } from '../../support/shelf.ts';
import { DAY, newModel, World, type Model } from './model-world.ts';

/** How many sequences are tried, and how long they get; a few in `npm test`. MODEL_RUNS=500 takes about ten minutes. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 6);
const STEPS = 24;

const shelf = createTestShelf();
let database: TestDatabase;
let unitId: string;
let answerers: [Actor, Actor];
beforeAll(async () => {
  database = await createTestDatabase();
  const start = new Date(newModel().now);
  await loadRulePack(database.db, json, start);
  await loadCalendar(database.db, calendar, start);
  const units = await layUnits(database.db);
  unitId = units.a1;
  const supervisor = () =>
    addPerson(database.db, { unitId: units.townA, roles: ['supervisor'], telegramId: null });
  answerers = [await supervisor(), await supervisor()];
});
afterAll(() => database.close());

type Step = fc.AsyncCommand<Model, World>;
const step = (name: string, run: (model: Model, world: World) => Promise<void>): Step => ({
  check: () => true,
  run,
  toString: () => name,
});

const who = fc.integer({ min: 0, max: 1 });
/** So many hours ago, as much as some months: what comes late as well. */
const ago = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 100 * 24 }));

const pass = fc
  .oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 24, max: 40 * 24 }))
  .map((hours) => step(`${hours} h pass`, async (model) => void (model.now += hours * 3_600_000)));

const quiz = fc
  .record({ who, ago, correct: fc.integer({ min: 0, max: 5 }) })
  .map(({ who: n, ago: hours, correct }) =>
    step(`quiz of ${n}, ${correct}/5, ${hours} h ago`, async (model, world) => {
      const [slot, at] = [newId(), model.now - hours * 3_600_000];
      await finishPaper(world.db, world.who(n).personId, slot, new Date(at), correct);
      model.facts.push({
        who: n,
        kind: 'quiz-result',
        at,
        data: { correct, total: 5, preset: 'daily', slot },
      });
    }),
  );

/** What a person decided on, at once in the ledger; it may have happened long ago, or a moment after a night has begun. */
const entry = fc
  .record({
    who,
    hours: fc.oneof(ago, fc.constant(-1)),
    kind: fc.constantFrom('recognition', 'clearing', 'notice-acknowledged', 'study-hours', 'interview-held'),
  })
  .map(({ who: n, hours, kind }) =>
    step(`${kind} of ${n}, ${hours} h ago`, async (model, world) => {
      const at = model.now - hours * 3_600_000;
      const data = kind === 'study-hours' ? { hours: 2, evidence: 'class' } : { text: 'x' };
      await world.record(n, kind, at, model.now, data);
      model.facts.push({ who: n, kind, at, data });
    }),
  );

/** A rectification from its opening on: perhaps put off, perhaps closed. */
const rectification = fc
  .record({
    who,
    ago,
    due: fc.integer({ min: -5, max: 60 }),
    later: fc.option(fc.integer({ min: 1, max: 60 })),
    closed: fc.boolean(),
  })
  .map(({ who: n, ago: hours, due, later, closed }) =>
    step(
      `rectification of ${n}, ${hours} h ago, due in ${due}, later ${later}, closed ${closed}`,
      async (model, world) => {
        const [item, at] = [newId(), model.now - hours * 3_600_000];
        const dueOn = addDays(dayOf(new Date(at)), due);
        const add = async (kind: string, when: number, data: Record<string, unknown>, source: string) => {
          await world.record(n, kind, when, model.now, data, source);
          model.facts.push({ who: n, kind, at: when, data });
        };
        await add('rectification-opened', at, { text: 'x', dueOn }, item);
        if (later !== null) {
          const data = { text: 'x', dueOn: addDays(dueOn, later), item };
          await add('rectification-extended', at + 1_000, data, newId());
        }
        if (closed) await add('rectification-closed', at + 1_800_000, { text: 'x' }, item);
      },
    ),
  );

/** A sanction of some months ago or less, in effect until a day before or after now. */
const sanction = fc
  .record({ who, ago, until: fc.integer({ min: -3, max: 60 }) })
  .map(({ who: n, ago: hours, until }) =>
    step(`sanction of ${n}, ${hours} h ago, in effect for ${until} days more`, async (model, world) => {
      const at = model.now - hours * 3_600_000;
      const data = { kind: 'x', effectiveUntil: addDays(dayOf(new Date(model.now)), until) };
      await world.record(n, 'sanction', at, model.now, data);
      model.facts.push({ who: n, kind: 'sanction', at, data });
    }),
  );

const post = fc
  .record({
    who,
    since: fc.integer({ min: -20, max: 90 }),
    days: fc.option(fc.integer({ min: 1, max: 120 })),
  })
  .map(({ who: n, since, days }) =>
    step(`post of ${n} since ${since} days, for ${days}`, async (model, world) => {
      const startsOn = addDays(dayOf(new Date(model.now)), -since);
      const endsOn = days === null ? null : addDays(startsOn, days);
      await world.db.execute(sql`
        insert into posts (id, person_id, unit_id, title, roles, starts_on, ends_on)
        values (${newId()}, ${world.who(n).personId}, ${unitId}, 'another', '{cadre}', ${startsOn}, ${endsOn})`);
      const data = { unit: 'a1', title: 'another' };
      model.facts.push({ who: n, kind: 'post-started', at: startOfDay(startsOn).getTime(), data });
      if (endsOn !== null)
        model.facts.push({ who: n, kind: 'post-ended', at: startOfDay(endsOn).getTime(), data });
    }),
  );

const exemption = fc.record({ who, days: fc.integer({ min: 1, max: 40 }) }).map(({ who: n, days }) =>
  step(`${n} is exempt for ${days} days`, async (model, world) => {
    const from = dayOf(new Date(model.now));
    const to = addDays(from, days);
    await world.db.execute(sql`
      insert into exemptions (id, person_id, reason, starts_on, ends_on, approved_by)
      values (uuidv7(), ${world.who(n).personId}, 'illness', ${from}, ${to}, ${world.answerers[0].personId})`);
    model.exemptions.push({ who: n, from, to });
  }),
);

/** An objection to one of the entries, answered: not upheld, put right, or to be disregarded; a correction may be objected to too. */
const objection = fc
  .record({
    who,
    nth: fc.nat(30),
    answer: fc.constantFrom<'no' | 'change' | 'disregard' | 'open'>('no', 'change', 'disregard', 'open'),
    value: fc.nat(5),
  })
  .map(({ who: n, nth, answer, value }) =>
    step(`objection of ${n} to entry ${nth}, ${answer} ${value}`, async (model, world) => {
      const [person, now] = [world.who(n), new Date(model.now)];
      const { rows, total } = await listOwnEntries(world.db, person, null, 0);
      const own = total === 0 ? undefined : rows[nth % rows.length];
      if (!own) return;
      const id = newId();
      const said = await objectToEntry(world.db, person, { id, entryId: own.id, text: 'no' }, pack, now);
      expect(said).toMatchObject({ ok: true });
      model.facts.push({ who: n, kind: 'objection', at: model.now, data: { about: own.id } });
      if (answer === 'open') return;
      const kind = changeableIn(own);
      const change: Change =
        answer === 'disregard' || kind === null
          ? { kind: 'disregard' }
          : kind === 'count'
            ? { kind, correct: Math.min(value, mostOf(own)) }
            : kind === 'hours'
              ? { kind, hours: value }
              : { kind, text: `right ${value}` };
      const given: Answer =
        answer === 'no' ? { verdict: 'not-upheld', text: 'no' } : { verdict: 'upheld', text: 'yes', change };
      let answered = await answerObjection(world.db, world.answerers[0], id, given, pack, now);
      // Who has corrected it before is an author of it, and leaves it to the other one.
      if (!answered.ok && answered.problem === 'author')
        answered = await answerObjection(world.db, world.answerers[1], id, given, pack, now);
      expect(answered).toMatchObject({ ok: true });
      if (given.verdict === 'upheld')
        model.facts.push({ who: n, kind: 'correction', at: model.now, data: null });
      const data = { about: own.id, verdict: given.verdict };
      model.facts.push({ who: n, kind: 'objection-answer', at: model.now, data });
    }),
  );

const night = fc.constant(
  step('a night', async (model, world) => {
    model.now += 60_000;
    await world.night(model);
  }),
);
const again = fc.constant(
  step('the same again, of an earlier day and of now', async (model, world) => {
    // What an operator may ask for: it must not stay in the files.
    const before = new Date(model.now - 3 * DAY);
    await rollUp(world.db, pack, before, new Date(model.now));
  }),
);

test('a file is a function of its ledger, whatever happens in whatever order', async () => {
  const steps = fc.commands(
    [
      pass,
      quiz,
      entry,
      rectification,
      sanction,
      post,
      exemption,
      objection,
      night,
      night,
      again,
      pass,
      quiz,
      objection,
    ],
    { maxCommands: STEPS, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (commands) => {
      const model = newModel();
      const world = await World.begin(database.db, unitId, answerers, model);
      await fc.asyncModelRun(() => ({ model, real: world }), commands);
      // A day later all that has come in has happened.
      model.now += DAY;
      await world.night(model);
    }),
    {
      numRuns: RUNS,
      interruptAfterTimeLimit: 3_000_000,
      ...(process.env['MODEL_SEED'] && { seed: Number(process.env['MODEL_SEED']) }),
    },
  );
  expect((await verifyLedger(database.db, shelf)).faults).toEqual([]);
}, 3_600_000);
