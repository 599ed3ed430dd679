import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import formJson from '../../content/assessments/annual-2026.json' with { type: 'json' };
import { insertCycle } from '../../src/db/queries/assessments.ts';
import { acknowledgeNotice } from '../../src/domain/notices/acknowledge-notice.ts';
import { submitNotice } from '../../src/domain/notices/send-notice.ts';
import type { Actor } from '../../src/domain/people/rules.ts';
import { openQuiz } from '../../src/domain/quizzes/open-quiz.ts';
import { offerQuiz } from '../../src/jobs/offer-quiz.ts';
import { remindAssessments } from '../../src/jobs/remind-assessments.ts';
import { remindLearners } from '../../src/jobs/remind-learners.ts';
import { remindUnconfirmed } from '../../src/jobs/remind-unconfirmed.ts';
import { addBank } from '../support/bank.ts';
import { createTestClock, START } from '../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { noticeDraft } from '../support/notice-draft.ts';
import { pack } from '../support/pack.ts';
import { addPerson, layUnits, type Units } from '../support/roster.ts';
import { createTestBallots, createTestShelf } from '../support/shelf.ts';

const HOUR = 3_600_000;
const clock = createTestClock();
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let author: Actor;
let cadre: Actor;
let second: Actor;
let exempt: Actor;
const shelf = createTestShelf();
const ballots = createTestBallots();
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  author = await addPerson(db, { unitId: units.townA, roles: ['township-secretary'] });
  cadre = await addPerson(db, { unitId: units.a1 });
  second = await addPerson(db, { unitId: units.a1 });
  exempt = await addPerson(db, { unitId: units.a1, exemptFrom: '2026-01-01' });
  await addPerson(db, { unitId: units.a1, unreachable: true });
  await addPerson(db, { unitId: units.a1, telegramId: null });
  await addBank(db);
});
afterAll(() => database.close());
beforeEach(async () => {
  clock.set(START);
  await db.execute(sql`delete from deliveries`);
});

const tools = () => ({ db, pack, plans: [], shelf, ballots, clock: clock.now, bots: [] });
const queue = (job: { run: typeof offerQuiz.run }) => job.run(tools(), clock.now());
type Queued = { personId: string; createdAt: string };
const queued = async (kind: string): Promise<Queued[]> => [
  ...(await db.execute<Queued>(sql`
    select person_id as "personId", created_at as "createdAt" from deliveries
    where kind = ${kind} order by created_at, person_id`)),
];
const hoursAfterStart = (time: string) => (Date.parse(time) - Date.parse(START)) / HOUR;
const ids = (...people: Actor[]) => people.map((person) => person.personId).toSorted();

describe('the reminder of a notice', () => {
  async function sentNotice(): Promise<string> {
    const id = newId();
    await submitNotice(db, author, noticeDraft([units.a1], { id }), pack, clock.now());
    await db.execute(sql`
      update deliveries set state = 'sent', sent_at = ${START} where subject_id = ${id} and person_id in
        (select person_id from telegram_accounts where unreachable_at is null)`);
    return id;
  }

  test('comes a day after, a day apart, twice at most, and only to who can answer', async () => {
    await sentNotice();
    for (let hour = 0; hour < 24 * 6; hour += 1) {
      await queue(remindUnconfirmed);
      clock.advance(HOUR);
    }
    const made = await queued('ack-reminder');
    expect(made.map((row) => row.personId).toSorted()).toEqual(ids(cadre, cadre, second, second));
    expect(made.map((row) => hoursAfterStart(row.createdAt))).toEqual([24, 24, 48, 48]);
  });

  test('stops once it is answered, or the person is exempted', async () => {
    const id = await sentNotice();
    clock.advance(24 * HOUR);
    const given = { noticeId: id, answer: 'understood', version: 1 } as const;
    await acknowledgeNotice(db, cadre, given, pack, clock.now());
    await queue(remindUnconfirmed);
    expect((await queued('ack-reminder')).map((row) => row.personId)).toEqual(ids(second));
    await db.execute(sql`
      insert into exemptions (id, person_id, reason, starts_on) values (${newId()}, ${second.personId}, 'on-leave', '2026-11-27')`);
    clock.advance(24 * HOUR);
    await queue(remindUnconfirmed);
    expect(await queued('ack-reminder')).toHaveLength(1);
    await db.execute(sql`delete from exemptions where person_id = ${second.personId}`);
  });
});

describe('the reminder of a self-assessment', () => {
  const CLOSES = '2026-12-05T18:00:00+08:00';
  async function cycle(): Promise<void> {
    await db.execute(sql`delete from assessment_cycles`);
    const row = {
      id: newId(),
      title: '述职自评',
      titleEn: null,
      unitId: units.a1,
      formId: 'f',
      form: formJson,
    };
    await db.transaction((tx) =>
      insertCycle(tx, { ...row, opensAt: new Date(START), closesAt: new Date(CLOSES) }),
    );
  }
  const eachMorning = async (from: string, days: number) => {
    clock.set(from);
    for (let day = 0; day < days; day += 1) {
      await queue(remindAssessments);
      clock.advance(24 * HOUR);
    }
    const made = await queued('assessment-reminder');
    return {
      people: made.map((row) => row.personId).toSorted(),
      days: made.map((row) => row.createdAt.slice(0, 10)),
    };
  };

  test('comes a week and two days before it closes, to who has not submitted', async () => {
    await cycle();
    const made = await eachMorning('2026-11-26T09:00:00+08:00', 12);
    expect(made.people).toEqual(ids(cadre, cadre, second, second));
    expect(made.days).toEqual(['2026-11-29', '2026-11-29', '2026-12-04', '2026-12-04']);
  });

  test('is said once to whom it reaches late', async () => {
    await cycle();
    const made = await eachMorning('2026-12-04T09:00:00+08:00', 3);
    expect(made.people).toEqual(ids(cadre, second));
  });
});

describe('the offer of the daily paper', () => {
  test('goes to who learns and has not begun, and lapses with the day', async () => {
    await openQuiz(db, cadre.personId, { preset: 'daily' }, pack, clock.now());
    await queue(offerQuiz);
    expect((await queued('quiz-offer')).map((row) => row.personId)).toEqual(ids(author, second));
    const [row] = await db.execute(sql`
      select count(*)::int as n from deliveries where expires_at = '2026-11-26T00:00:00+08:00'`);
    expect(row).toEqual({ n: 2 });
  });
});

describe('the word of the week', () => {
  test('goes to everybody who learns and has not turned it off', async () => {
    await db.execute(sql`update people set weekly = false where id = ${second.personId}`);
    await queue(remindLearners);
    expect((await queued('week')).map((row) => row.personId)).toEqual(ids(author, cadre));
    await db.execute(sql`update people set weekly = true`);
  });
});

describe('whatever they have to say', () => {
  type Digest = { personId: string; at: string; carried: number };
  const digests = async (): Promise<Digest[]> => [
    ...(await db.execute<Digest>(sql`
      select person_id as "personId", not_before as at,
        (select count(*)::int from deliveries c where c.carrier_id = d.id) as carried
      from deliveries d where kind = 'digest' order by person_id`)),
  ];

  test('is one message a day, in the morning', async () => {
    clock.set('2026-11-26T02:10:00+08:00');
    await queue(offerQuiz);
    await queue(remindLearners);
    const made = await digests();
    expect(made.length).toBeGreaterThan(2);
    expect(new Set(made.map((row) => row.personId)).size).toBe(made.length);
    expect(new Set(made.map((row) => new Date(row.at).toISOString()))).toEqual(
      new Set([new Date('2026-11-26T07:30:00+08:00').toISOString()]),
    );
    expect(Math.max(...made.map((row) => row.carried))).toBe(2);
  });

  test('is said the next morning to whom the digest of today went already', async () => {
    clock.set('2026-11-26T07:00:00+08:00');
    await queue(offerQuiz);
    await db.execute(sql`update deliveries set state = 'sent' where kind = 'digest'`);
    clock.set('2026-11-26T08:00:00+08:00');
    await queue(remindLearners);
    const late = (await digests()).filter((row) => new Date(row.at) > clock.now());
    expect(late.length).toBeGreaterThan(0);
    expect(new Set(late.map((row) => new Date(row.at).toISOString()))).toEqual(
      new Set([new Date('2026-11-27T07:30:00+08:00').toISOString()]),
    );
  });
});

test('nobody exempt is in the outbox of any of these', async () => {
  await db.execute(sql`delete from papers where person_id = ${exempt.personId}`);
  for (const job of [offerQuiz, remindLearners, remindAssessments, remindUnconfirmed]) await queue(job);
  const [row] = await db.execute<{ n: number; theirs: number }>(sql`
    select count(*)::int as n, count(*) filter (where person_id = ${exempt.personId})::int as theirs from deliveries`);
  expect(row?.n).toBeGreaterThan(2);
  expect(row?.theirs).toBe(0);
});
