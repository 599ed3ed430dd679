import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '../../../src/db/client.ts';
import { startEmbeddedDatabase } from '../../../src/db/embedded/start-database.ts';
import { rollUp } from '../../../src/domain/credit/roll-up.ts';
import { verifyLedger } from '../../../src/domain/credit/verify-ledger.ts';
import { listSandboxUsers } from '../../../src/domain/demo/list-sandbox-users.ts';
import { seedCounty } from '../../../src/domain/demo/seed-county.ts';
import { remindUnconfirmed } from '../../../src/domain/notices/remind-unconfirmed.ts';
import { readCountySeed } from '../../../src/domain/people/county-seed.ts';
import { redeemInvitation } from '../../../src/domain/people/redeem-invitation.ts';
import type { QuestionFile } from '../../../src/domain/questions/import-questions.ts';
import { loadRulePack } from '../../../src/domain/rules/load-rule-pack.ts';
import type { RulePack } from '../../../src/domain/rules/rule-pack.ts';
import { plans } from '../../support/plans.ts';
import { readQuestionFile } from '../../../src/formats/read-questions.ts';
import { createTestShelf } from '../../support/shelf.ts';

const shelf = createTestShelf();
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** A server of its own, as the application role sees it. */
async function startDatabase(): Promise<{ db: Db; stop: () => Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'qingfeng-seed-'));
  const server = await startEmbeddedDatabase({
    dir: join(dir, 'postgres'),
    migrations: join(ROOT, 'drizzle'),
  });
  const database = openDatabase({ url: server.appUrl });
  const stop = async () => {
    await database.close();
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  };
  return { db: database.db, stop };
}

const NOW = new Date('2026-11-24T02:30:00Z');
const clock = () => NOW;
const seed = readCountySeed(readJson('content/demo/county.json'));
const form = readJson('content/assessments/annual-2026.json');
const questions = readdirSync(join(ROOT, 'content/questions')).flatMap((name): QuestionFile[] => {
  const read = readQuestionFile(readJson(`content/questions/${name}`));
  return read.ok ? [read.file] : [];
});

let db: Db;
let pack: RulePack;
let stop: () => Promise<void>;
let first: { seeded: boolean; people: number };

const count = async (table: string, where = 'true'): Promise<number> => {
  const [row] = await db.execute<{ n: number }>(
    sql.raw(`select count(*)::int as n from ${table} where ${where}`),
  );
  return row?.n ?? 0;
};

beforeAll(async () => {
  ({ db, stop } = await startDatabase());
  pack = await loadRulePack(db, readJson('content/rules/default.json'), NOW);
  const before = Date.now();
  first = await seedCounty({ db, clock, pack }, { seed, form, questions, plans });
  console.info(`seeded in ${Date.now() - before} ms`);
}, 120_000);
afterAll(() => stop());

const TABLES = [
  'organisation_units',
  'people',
  'posts',
  'telegram_accounts',
  'papers',
  'answers',
  'deliveries',
  'acknowledgements',
  'interviews',
  'assessment_submissions',
  'ledger_entries',
  'access_log',
];
const counts = () => Promise.all(TABLES.map((table) => count(table)));

const MIDNIGHT = '2026-11-24 00:00+08';
const TIMES = {
  papers: 'created_at',
  deliveries: 'created_at',
  acknowledgements: 'at',
  interviews: 'created_at',
  assessment_submissions: 'started_at',
  telegram_accounts: 'bound_at',
  invitations: 'created_at',
  ledger_entries: 'occurred_at',
  exemptions: 'starts_on',
  study_hours: 'recorded_at',
  study_assignments: 'created_at',
  card_answers: 'at',
  study_hour_decisions: 'decided_at',
  people: 'created_at',
};

/** Rows from before the person's first post began, or from `end` on. */
async function countMisplaced(at: Db, table: string, end: string): Promise<number> {
  const column = TIMES[table as keyof typeof TIMES];
  const person = table === 'people' ? 'id' : 'person_id';
  const [row] = await at.execute<{ n: number }>(
    sql.raw(`select count(*)::int as n from ${table} t where t.${column} >= '${end}' or t.${column} <
      (select min(o.starts_on)::timestamp at time zone 'Asia/Shanghai' from posts o where o.person_id = t.${person})`),
  );
  return row?.n ?? -1;
}

describe('the seeded county', () => {
  test('has the units and people of the file', async () => {
    expect(first).toEqual({ seeded: true, people: seed.people.length });
    expect(await count('organisation_units')).toBe(seed.units.length);
    expect(await count('people')).toBe(seed.people.length);
    expect(await count('posts')).toBe(seed.people.flatMap((person) => person.posts).length);
    const bound = seed.people.filter((person) => person.telegramId !== undefined);
    expect(await count('telegram_accounts')).toBe(bound.length);
    expect(await count('telegram_accounts', 'unreachable_at is not null')).toBe(
      bound.filter((person) => person.blocked).length,
    );
    expect(await count('interviews')).toBe(seed.history.interviews.length);
    expect(await count('notices', 'due_at is not null')).toBe(
      seed.history.notices.filter((notice) => notice.dueInDays !== null).length,
    );
    expect(await count('people', "name = '吕例静' and pinyin = 'lv li jing' and initials = 'llj'")).toBe(1);
  });

  test('is seeded once', async () => {
    const before = await counts();
    const again = await Promise.all([
      seedCounty({ db, clock, pack }, { seed, form, questions, plans }),
      seedCounty({ db, clock, pack }, { seed, form, questions, plans }),
    ]);
    expect(again).toEqual([
      { seeded: false, people: 0 },
      { seeded: false, people: 0 },
    ]);
    expect(await counts()).toEqual(before);
  });

  test('scores every attempt by its answers, and every answer by its key', async () => {
    expect(await count('attempts')).toBeGreaterThan(300);
    expect(
      await count(
        'attempts a',
        `a.correct <> (select count(*) from answers s where s.attempt_id = a.id and s.correct)
         or a.total <> (select count(*) from answers s where s.attempt_id = a.id)
         or a.total <> (select count(*) from paper_items i where i.paper_id = a.paper_id)
         or a.finished_at <> (select max(s.submitted_at) from answers s where s.attempt_id = a.id)`,
      ),
    ).toBe(0);
    expect(
      await count(
        `answers s join attempts a on a.id = s.attempt_id join paper_items i on i.paper_id = a.paper_id and i.position = s.position
         join question_versions v on v.id = i.question_version_id`,
        '(to_jsonb(s.chosen) = v.answer) <> s.correct or cardinality(s.chosen) = 0',
      ),
    ).toBe(0);
    const { min, max } = seed.history.quizzes.correctShare;
    const levels = await db.execute<{ share: number }>(sql`
      select (sum(a.correct)::float8 / sum(a.total)) as share from attempts a join papers p on p.id = a.paper_id
      group by p.person_id having count(*) >= 6`);
    expect(
      Math.max(...levels.map((row) => row.share)) - Math.min(...levels.map((row) => row.share)),
    ).toBeGreaterThan((max - min) / 2);
  });

  test('has no row for a person before their first post, and none from after the day began', async () => {
    for (const table of Object.keys(TIMES))
      expect([table, await countMisplaced(db, table, MIDNIGHT)]).toEqual([table, 0]);
    expect(await count('deliveries', `sent_at >= '${MIDNIGHT}'`)).toBe(0);
  });

  test('writes to nobody who could not be reached, and reminds nobody who is exempted', async () => {
    expect(await count('deliveries', "state not in ('sent', 'unreachable')")).toBe(0);
    expect(
      await count(
        'deliveries d left join telegram_accounts a on a.person_id = d.person_id',
        `(d.state = 'sent') <> (a.id is not null and a.bound_at <= coalesce(d.sent_at, d.created_at)
            and (a.unreachable_at is null or a.unreachable_at > d.created_at + interval '1 minute'))
         or (d.state = 'sent') <> (d.sent_at is not null and d.chat_id = a.telegram_id and d.message_id > 0)`,
      ),
    ).toBe(0);
    expect(
      await count(
        'deliveries d join exemptions e on e.person_id = d.person_id',
        `d.kind in ('ack-reminder', 'quiz-offer', 'study-reminder', 'assessment-reminder')
         and (d.created_at at time zone 'Asia/Shanghai')::date >= e.starts_on`,
      ),
    ).toBe(0);
    const unbound = 'not exists (select 1 from telegram_accounts a where a.person_id = t.person_id)';
    for (const table of ['papers', 'acknowledgements', 'assessment_submissions'])
      expect([table, await count(`${table} t`, unbound)]).toEqual([table, 0]);
    expect(await count('deliveries t', `${unbound} and kind <> 'notice'`)).toBe(0);
    expect(await count('deliveries t', `${unbound} and kind = 'notice'`)).toBeGreaterThan(0);
  });

  test('kept the cap and the gap of reminders, so that the timetable adds only what fell due since', async () => {
    const { max } = pack.reminders.ackReminder;
    expect(await count('deliveries', "kind = 'ack-reminder'")).toBeGreaterThan(0);
    const lastTick = new Date('2026-11-23T12:10:30Z');
    expect(await remindUnconfirmed(db, pack, lastTick)).toBe(0);
    expect(
      await count(
        `(select count(*) as n from deliveries where kind = 'ack-reminder' group by subject_id, person_id) r`,
        `r.n > ${max}`,
      ),
    ).toBe(0);
  });
});

/** Everything drawn, without ids. */
async function digest(at: Db): Promise<unknown[]> {
  const lines = {
    papers: `select p.staff_no, z.slot, q.seed, a.correct, a.finished_at from papers q join people p on p.id = q.person_id
      join quizzes z on z.id = q.quiz_id join attempts a on a.paper_id = q.id`,
    deliveries: `select p.staff_no, d.kind, d.state, d.created_at, d.sent_at, d.message_id, d.problem from deliveries d
      join people p on p.id = d.person_id`,
    answers: 'select p.staff_no, k.state, k.at from acknowledgements k join people p on p.id = k.person_id',
    forms: `select p.staff_no, s.state, s.answers, s.started_at, s.submitted_at from assessment_submissions s
      join people p on p.id = s.person_id`,
    accounts: 'select telegram_id, bound_at, unreachable_at from telegram_accounts',
  };
  return Promise.all(
    Object.values(lines).map(async (query) => {
      const [row] = await at.execute(
        sql.raw(
          `select md5(string_agg(t::text, ',' order by t::text)) as digest, count(*)::int as n from (${query}) t`,
        ),
      );
      return row;
    }),
  );
}

test('the same day gives the same history, whatever the hour', async () => {
  const other = await startDatabase();
  try {
    const late = () => new Date('2026-11-24T15:59:00Z');
    await seedCounty({ db: other.db, clock: late, pack }, { seed, form, questions, plans });
    expect(await digest(other.db)).toEqual(await digest(db));
  } finally {
    await other.stop();
  }
});

test('a post just begun, a notice of today and a cycle about to close are laid in order too', async () => {
  const other = await startDatabase();
  try {
    const changed = structuredClone(seed);
    const fresh = changed.people.find((person) => person.staffNo === 'QS-018');
    if (fresh?.posts[0]) fresh.posts[0].since = '2026-11-20';
    const [notice] = changed.history.notices;
    if (notice) Object.assign(notice, { daysAgo: 0, dueInDays: 2 });
    const [cycle] = changed.history.assessmentCycles;
    if (cycle) cycle.closesInDays = 0;
    const justAfterMidnight = () => new Date('2026-11-23T16:30:00Z');
    await seedCounty(
      { db: other.db, clock: justAfterMidnight, pack },
      { seed: changed, form, questions, plans },
    );
    for (const table of Object.keys(TIMES))
      expect([table, await countMisplaced(other.db, table, '2026-11-24 00:30:01+08')]).toEqual([table, 0]);
    const [fact] = await other.db.execute<{
      papers: number;
      week: number;
      reminded: number;
      submitted: number;
      early: number;
    }>(sql`
      select (select count(*)::int from papers q join people p on p.id = q.person_id where p.staff_no = 'QS-018') as papers,
        (select count(*)::int from deliveries where kind = 'assessment-reminder' and once_key like '%:7') as week,
        (select count(*)::int from deliveries where kind = 'assessment-reminder') as reminded,
        (select count(*)::int from deliveries d join assessment_submissions s on s.person_id = d.person_id
          where d.kind = 'assessment-reminder' and s.submitted_at < d.created_at) as submitted,
        (select count(*)::int from notices where sent_at > ${justAfterMidnight().toISOString()}::timestamptz) as early`);
    expect(fact).toMatchObject({ submitted: 0, early: 0 });
    expect(fact?.papers).toBeLessThanOrEqual(3);
    expect(fact?.week).toBeGreaterThan(20);
    expect(fact?.reminded).toBeGreaterThan(fact?.week ?? 0);
  } finally {
    await other.stop();
  }
});

describe('the people of the local Telegram', () => {
  test('are those of the database, each with an account of their own', async () => {
    const users = await listSandboxUsers({ db, clock }, { seed });
    expect(users).toHaveLength(seed.people.length);
    expect(new Set(users.map((user) => user.id)).size).toBe(users.length);
    expect(users[4]).toEqual({
      id: 5_000_005,
      firstName: '刘试芳',
      languageCode: 'zh',
      note: '镇党委书记 · 青石镇',
      started: true,
      blocked: false,
    });
    expect(users.find((user) => user.id === 5_000_013)?.note).toBe('Township Party secretary · 红枫镇');
    expect(users.filter((user) => user.blocked).map((user) => user.id)).toEqual([5_000_025, 5_000_051]);
    expect(users.filter((user) => !user.started)).toHaveLength(
      seed.people.filter((person) => person.telegramId === undefined).length,
    );
  });

  test('get a new invitation each time until they are bound', async () => {
    const codeOf = async (name: string) =>
      (await listSandboxUsers({ db, clock }, { seed })).find((user) => user.firstName === name);
    const old = await codeOf('罗试青');
    const now = await codeOf('罗试青');
    const code = (suggest = '') => suggest.replace('/start ', '');
    expect(old?.suggest).toMatch(/^\/start [\w-]{22}$/);
    expect(now?.suggest).not.toBe(old?.suggest);
    const account = { telegramId: now?.id ?? 0, botId: 0 };
    expect(await redeemInvitation(db, { code: code(old?.suggest), ...account }, NOW)).toMatchObject({
      problem: 'revoked',
    });
    expect(await redeemInvitation(db, { code: code(now?.suggest), ...account }, NOW)).toMatchObject({
      ok: true,
    });
    expect(await codeOf('罗试青')).toEqual({ ...now, started: true, suggest: undefined });
  });
});

test('the nightly roll-up makes a file for everybody with a post, on ledgers that verify', async () => {
  const rolled = await rollUp(db, pack, NOW, NOW);
  expect(rolled.people).toBe(seed.people.length);
  // Of the month, the quarter and the year.
  expect(await count('credit_files')).toBe(3 * seed.people.length);
  expect(rolled.facts).toMatchObject({
    'interview-held': seed.history.interviews.filter((interview) => interview.state === 'held').length,
    'post-started': seed.people.flatMap((person) => person.posts).length,
  });
  const states = await db.execute<{ id: string; state: string; n: number }>(sql`
    select s->>'id' as id, s->>'state' as state, count(*)::int as n from credit_files, jsonb_array_elements(sections) s where period like '____-Q_' group by 1, 2`);
  const stateOf = (id: string, state: string) =>
    states.find((row) => row.id === id && row.state === state)?.n ?? 0;
  expect(stateOf('discipline-knowledge', 'in-order')).toBeGreaterThan(20);
  expect(stateOf('discipline-knowledge', 'attention')).toBeGreaterThan(0);
  expect(stateOf('rectification', 'attention')).toBe(1);
  expect(stateOf('rectification', 'information')).toBe(1);
  const check = await verifyLedger(db, shelf);
  expect(check.faults).toEqual([]);
  expect(check.chains).toBe(seed.people.length);
  expect(await rollUp(db, pack, NOW, NOW)).toMatchObject({ facts: {}, changed: 0 });
});
