import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { insertCycle } from '../../src/db/queries/assessments.ts';
import { insertDelivery } from '../../src/db/queries/deliveries.ts';
import type { Actor } from '../../src/domain/people/rules.ts';
import type { Jobs } from '../../src/jobs/start.ts';
import { createSandboxClient, type SandboxClient } from '../../src/sandbox/client.ts';
import type { FaultRule } from '../../src/sandbox/protocol.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/start.ts';
import { createSender } from '../../src/sender/create-sender.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { testRedis } from '../support/redis.ts';
import { addPerson, layUnits } from '../support/roster.ts';
import { eventually, keepLog, runJobs } from './run-jobs.ts';

const BOT = 7_700_000_009;
const TOKEN = `${BOT}:a_token_for_the_tests_only`;
const NO_LIMITS = { perSecond: 0, perChatPerSecond: 0, perChatBurst: 5, retryAfterSeconds: 1 };
const PEOPLE = 8;
let database: TestDatabase;
let db: TestDatabase['db'];
let unitId: string;
let sandbox: RunningSandbox;
let client: SandboxClient;
let people: Actor[];
let jobs: Jobs | undefined;
let logged = keepLog();
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  unitId = (await layUnits(db)).a1;
  sandbox = await startSandbox({ page: false });
  client = createSandboxClient(sandbox.url);
  await client.setLimits(NO_LIMITS);
  await client.putBot(BOT, { username: 'qingfeng_test_bot', firstName: 'Qingfeng' });
});
afterAll(async () => {
  await sandbox.close();
  await database.close();
});
beforeEach(async () => {
  logged = keepLog();
  await db.execute(sql`delete from deliveries`);
  people = [];
  for (let n = 0; n < PEOPLE; n += 1) people.push(await addPerson(db, { unitId, roles: ['supervisor'] }));
  const users = people.map(({ telegramId, name }) => ({
    id: telegramId,
    firstName: name,
    languageCode: 'zh',
  }));
  await client.putUsers(users);
  await client.putStarted(
    BOT,
    users.map(({ id }) => id),
  );
});
afterEach(async () => {
  await client.setFaults([]);
  await jobs?.stop();
  jobs = undefined;
});

const now = () => new Date();
const put = (person: Actor, change: { kind?: string; subjectId?: string } = {}) =>
  insertDelivery(
    db,
    {
      id: newId(),
      kind: 'study-reminder',
      personId: person.personId,
      onceKey: newId(),
      data: { finished: 1 },
      priority: 7,
      policy: 'hold',
      // At whatever hour the tests are run.
      urgent: true,
      notBefore: now(),
      ...change,
    },
    now(),
  );
/** One message to everybody, with these faults in the way. */
async function broadcast(faults: FaultRule[] = []): Promise<void> {
  await client.setFaults(faults);
  for (const person of people) await put(person);
  const sender = createSender({ token: TOKEN, apiRoot: sandbox.url });
  jobs = await runJobs({ database, redis: testRedis(), clock: now, sender, log: logged.log, rate: 100 });
}
const states = async (): Promise<Record<string, number>> => {
  const rows = await db.execute<{ state: string; n: number }>(sql`
    select state, count(*)::int as n from deliveries group by state`);
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
};
const rowOf = async (person: Actor | undefined) => {
  const [row] = await db.execute<{ state: string; tries: number; problem: string | null }>(sql`
    select state, tries, problem from deliveries where person_id = ${person?.personId ?? ''}`);
  return row;
};
const fault = (person: Actor | undefined, it: FaultRule['fault'], times?: number): FaultRule => ({
  method: 'sendMessage',
  ...(person && { chatId: person.telegramId }),
  ...(times !== undefined && { times }),
  fault: it,
});
const settled = () => eventually(async () => expect((await states())['pending'] ?? 0).toBe(0));
/** How many messages somebody has in the chat with the bot. */
const received = async (person: Actor | undefined) =>
  (await client.chat(BOT, person?.telegramId ?? 0)).messages.filter(({ from }) => from === 'bot').length;

describe('sending', () => {
  test('reaches everybody once, in words from the moment of sending', async () => {
    await broadcast();
    await eventually(async () => expect(await states()).toEqual({ sent: PEOPLE }));
    for (const person of people) expect(await received(person)).toBe(1);
  });

  test('stops for everybody when Telegram says "too many", for as long as it says', async () => {
    const before = (await client.calls()).at(-1)?.n ?? 0;
    await broadcast([fault(undefined, { kind: 'status', status: 429, retryAfter: 2 }, 1)]);
    await eventually(async () => expect(await states()).toEqual({ sent: PEOPLE }));
    const calls = (await client.calls(before)).filter(({ method }) => method === 'sendMessage');
    const times = calls.filter(({ status }) => status === 200).map(({ at }) => Date.parse(at));
    const refused = calls.filter(({ status }) => status === 429);
    expect(times).toHaveLength(PEOPLE);
    expect(refused).toHaveLength(1);
    const ban = Date.parse(refused[0]?.at ?? '');
    // What was in flight already may pass; the queue then rests for two seconds.
    const during = times.filter((time) => time > ban && time < ban + 1_900);
    expect(during.length).toBeLessThanOrEqual(4);
    expect(times.filter((time) => time >= ban + 1_900).length).toBeGreaterThanOrEqual(PEOPLE - 5);
    for (const person of people) expect(await received(person)).toBe(1);
    const [tries] = await db.execute<{ n: number }>(sql`select sum(tries)::int as n from deliveries`);
    // The refused one came again, and whatever was in hand when the ban began.
    expect(tries?.n).toBeGreaterThan(PEOPLE);
    expect(tries?.n).toBeLessThanOrEqual(PEOPLE + 4);
  });

  test('gives up on who blocked the bot, and does not write to them again', async () => {
    await client.block(BOT, people[0]?.telegramId ?? 0, true);
    await broadcast([
      fault(people[1], { kind: 'status', status: 400, description: 'Bad Request: chat not found' }),
    ]);
    await settled();
    await eventually(async () => expect(await states()).toEqual({ sent: PEOPLE - 2, unreachable: 2 }));
    expect(await rowOf(people[0])).toMatchObject({
      state: 'unreachable',
      tries: 1,
      problem: expect.stringContaining('403'),
    });
    const before = (await client.calls()).at(-1)?.n ?? 0;
    if (people[0] && people[1]) await Promise.all([put(people[0]), put(people[1])]);
    await eventually(async () => expect(await states()).toEqual({ sent: PEOPLE - 2, unreachable: 4 }));
    expect((await client.calls(before)).filter(({ method }) => method === 'sendMessage')).toEqual([]);
  });

  test('sorts every other failure: refused for good, or known to nobody', async () => {
    const [refused, broken, accepted, dropped, ...rest] = people;
    await broadcast([
      fault(refused, { kind: 'status', status: 400, description: 'Bad Request: message is too long' }),
      fault(broken, { kind: 'status', status: 502 }),
      fault(accepted, { kind: 'reset', accept: true }),
      fault(dropped, { kind: 'reset', accept: false }),
    ]);
    await eventually(async () =>
      expect(await states()).toEqual({ sent: rest.length, rejected: 1, unknown: 3 }),
    );
    expect(await rowOf(refused)).toMatchObject({ state: 'rejected', tries: 1 });
    for (const person of [broken, accepted, dropped])
      expect(await rowOf(person)).toMatchObject({ state: 'unknown', tries: 1 });
    // Held rows are not sent again blindly, whatever is true.
    expect([await received(accepted), await received(dropped), await received(broken)]).toEqual([1, 0, 0]);
  });

  test('waits where nothing can have been sent: nobody answers at all', async () => {
    const dead = await startSandbox({ page: false });
    await dead.close();
    for (const person of people) await put(person);
    const sender = createSender({ token: TOKEN, apiRoot: dead.url });
    jobs = await runJobs({ database, redis: testRedis(), clock: now, sender, log: logged.log, rate: 100 });
    await eventually(async () => {
      const [row] = await db.execute(sql`
        select count(*)::int as n from deliveries where state = 'pending' and problem = 'ECONNREFUSED'`);
      expect(row).toEqual({ n: PEOPLE });
    });
  });
});

describe('a message', () => {
  test('about nothing any more is dropped without a call', async () => {
    const [person] = people;
    if (!person) throw new Error('nobody');
    people = [];
    await put(person, { kind: 'notice-correction', subjectId: newId() });
    await broadcast();
    await eventually(async () => expect(await rowOf(person)).toMatchObject({ state: 'cancelled' }));
    expect(await received(person)).toBe(0);
  });

  test('that cannot be put into words waits, and is known as not sent', async () => {
    const [person] = people;
    if (!person) throw new Error('nobody');
    people = [];
    const cycle = {
      id: newId(),
      title: 't',
      titleEn: null,
      unitId,
      formId: 'f',
      form: { roles: ['supervisor'] },
    };
    const closesAt = new Date(Date.now() + 86_400_000);
    await db.transaction((tx) => insertCycle(tx, { ...cycle, opensAt: new Date(0), closesAt }));
    await put(person, { kind: 'assessment-reminder', subjectId: cycle.id });
    await broadcast();
    await eventually(async () =>
      expect(await rowOf(person)).toMatchObject({ state: 'pending', problem: 'could not be put into words' }),
    );
    // It comes again by itself.
    await eventually(async () => expect((await rowOf(person))?.tries).toBeGreaterThan(1));
    const errors = logged.said.filter(({ level }) => level === 'error');
    expect(new Set(errors.map(({ message }) => message))).toEqual(new Set(['delivery failed']));
    expect(await received(person)).toBe(0);
  });
});
