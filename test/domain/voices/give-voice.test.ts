import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearVoices } from '../../../src/domain/voices/clear-voices.ts';
import { giveVoice, giveWords } from '../../../src/domain/voices/give-voice.ts';
import { stampOfTopics } from '../../../src/domain/voices/rules.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack as whole } from '../../support/pack.ts';

const NOW = new Date(START);
const TOMORROW = new Date(NOW.getTime() + 86_400_000);
const pack = { ...whole, opinions: { ...whole.opinions, mostADay: 6 } };
const { topics } = pack.opinions;
const marks = (place: number) => [place, stampOfTopics(topics)];
const speaker = (account: number) => ({ account, botId: 1, secret: 'token' });

let database: TestDatabase;
let db: TestDatabase['db'];
let villages: string[];
beforeAll(async () => {
  database = await createTestDatabase({ county: true });
  ({ db } = database);
  const rows = await db.execute<{ id: string }>(
    sql`select id from organisation_units where kind = 'village' order by id limit 4`,
  );
  villages = rows.map(({ id }) => id);
});
afterAll(() => database.close());

let codes = 0;
async function layCode(village: number): Promise<string> {
  const id = newId();
  codes += 1;
  await db.execute(sql`
    insert into voice_codes (id, unit_id, code, bot_id, created_by, created_at)
    select ${id}, ${villages[village] ?? ''}, ${`code-${codes}`}, 1, id, ${START} from people limit 1`);
  return id;
}
const counted = async (village: number): Promise<Record<string, number>> => {
  const rows = await db.execute<{ topic: string; n: number }>(
    sql`select topic, n from voice_counts where unit_id = ${villages[village] ?? ''}`,
  );
  return Object.fromEntries(rows.map(({ topic, n }) => [topic, n]));
};

test('twenty presses of one account at once are counted once', async () => {
  const codeId = await layCode(0);
  const given = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      giveVoice(db, speaker(7), { codeId, marks: marks(i % topics.length) }, pack, NOW),
    ),
  );
  expect(given.filter((one) => one.ok && one.first)).toHaveLength(1);
  expect(given.filter((one) => one.ok)).toHaveLength(20);
  expect(Object.values(await counted(0))).toEqual([1]);
});

test('of a village no more than the most are counted a day, also when all come at once', async () => {
  const codeId = await layCode(1);
  const press = { codeId, marks: marks(2) };
  const given = await Promise.all(
    Array.from({ length: 15 }, (_, i) => giveVoice(db, speaker(100 + i), press, pack, NOW)),
  );
  expect(given.filter((one) => one.ok)).toHaveLength(6);
  expect(given.filter((one) => !one.ok && one.problem === 'full')).toHaveLength(9);
  expect(await counted(1)).toEqual({ [topics[2]?.id ?? '']: 6 });
  // A new code in its place counts on; a new day begins anew.
  await db.execute(sql`update voice_codes set ended_at = ${START} where id = ${codeId}`);
  const renewed = { ...press, codeId: await layCode(1) };
  expect(await giveVoice(db, speaker(200), renewed, pack, NOW)).toEqual({ ok: false, problem: 'full' });
  expect(await giveVoice(db, speaker(200), press, pack, TOMORROW)).toEqual({ ok: false, problem: 'over' });
  expect(await giveVoice(db, speaker(200), renewed, pack, TOMORROW)).toMatchObject({ ok: true, first: true });
});

test('the same account may speak about another village, and again on another day, under marks that do not join', async () => {
  const [one, two] = [await layCode(2), await layCode(3)];
  for (const [codeId, now] of [
    [one, NOW],
    [two, NOW],
    [one, TOMORROW],
  ] as const)
    expect(await giveVoice(db, speaker(7), { codeId, marks: marks(0) }, pack, now)).toMatchObject({
      ok: true,
      first: true,
    });
  const rows = await db.execute<{ account: string }>(sql`
    select account from voice_givers where unit_id in (${villages[2] ?? ''}, ${villages[3] ?? ''})`);
  expect(new Set(rows.map(({ account }) => account)).size).toBe(3);
});

test('a code of another bot, an unknown one and a button of another list count for nothing', async () => {
  const [row] = await db.execute<{ id: string }>(
    sql`select id from voice_codes where unit_id = ${villages[2] ?? ''} and ended_at is null`,
  );
  const codeId = row?.id ?? '';
  const elsewhere = { ...speaker(9), botId: 2 };
  expect(await giveVoice(db, elsewhere, { codeId, marks: marks(0) }, pack, NOW)).toEqual({
    ok: false,
    problem: 'over',
  });
  const unknown = { codeId: newId(), marks: marks(0) };
  expect(await giveVoice(db, speaker(9), unknown, pack, NOW)).toEqual({ ok: false, problem: 'over' });
  const old = { codeId, marks: [0, (marks(0)[1] ?? 0) + 1] };
  expect(await giveVoice(db, speaker(9), old, pack, NOW)).toEqual({ ok: false, problem: 'stale' });
});

test('words come once to an opinion of the same day, and to none that was not given', async () => {
  const [row] = await db.execute<{ id: string }>(
    sql`select id from voice_codes where unit_id = ${villages[2] ?? ''} and ended_at is null`,
  );
  const press = { codeId: row?.id ?? '', marks: marks(0) };
  const write = (account: number, text: string, now = NOW) =>
    giveWords(db, speaker(account), press, text, pack, now);
  expect(await write(8, 'x')).toEqual({ ok: false, problem: 'stale' });
  expect(await write(7, '   ')).toEqual({ ok: false, problem: 'empty' });
  const { textLimit: limit } = pack.opinions;
  expect(await write(7, '路'.repeat(limit + 1))).toEqual({
    ok: false,
    problem: 'too-long',
    length: limit + 1,
    limit,
  });
  expect(await write(7, '电话 13812345678')).toEqual({ ok: false, problem: 'private-number', what: 'phone' });
  const both = await Promise.all([write(7, ' 路灯坏了 '), write(7, ' 路灯坏了 ')]);
  expect(both.every(({ ok }) => ok)).toBe(true);
  expect(both.filter((given) => given.ok && given.first)).toHaveLength(1);
  expect(await write(7, 'again')).toEqual({ ok: true, first: false });
  const rows = await db.execute(
    sql`select topic, text, received_on::text as day, handled_at from voice_words`,
  );
  expect([...rows]).toEqual([
    { topic: topics[0]?.id, text: '路灯坏了', day: '2026-11-25', handled_at: null },
  ]);
});

test('the night deletes who spoke on days that are over, and words after their days; counts stay', async () => {
  const before = await counted(1);
  const days = async () =>
    (await db.execute<{ day: string }>(sql`select day::text from voice_days order by day`)).map(
      ({ day }) => day,
    );
  expect(await days()).toEqual(['2026-11-25', '2026-11-26']);
  await clearVoices(db, pack, TOMORROW);
  expect(await days()).toEqual(['2026-11-26']);
  const [left] = await db.execute(sql`
    select count(*) filter (where day < '2026-11-26')::int as old, count(*)::int as n from voice_givers`);
  expect(left).toEqual({ old: 0, n: 2 });
  expect(await counted(1)).toEqual(before);
  const words = async () => (await db.execute(sql`select 1 from voice_words`)).length;
  const { keepTextDays } = pack.opinions;
  await clearVoices(db, pack, new Date(NOW.getTime() + (keepTextDays - 1) * 86_400_000));
  expect(await words()).toBe(1);
  await clearVoices(db, pack, new Date(NOW.getTime() + keepTextDays * 86_400_000));
  expect(await words()).toBe(0);
});
