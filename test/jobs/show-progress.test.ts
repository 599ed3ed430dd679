import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { v7 as newId } from 'uuid';
import { cancelNotice, decideNotice } from '../../src/domain/notices/decide-notice.ts';
import { submitNotice } from '../../src/domain/notices/send-notice.ts';
import { watchProgress } from '../../src/domain/notices/watch-progress.ts';
import type { Actor } from '../../src/domain/people/rules.ts';
import { startShowingProgress, type ShowProgress } from '../../src/jobs/show-progress.ts';
import { startCast, type Cast } from '../domain/notices/cast.ts';
import { deliverAll } from '../support/deliver-all.ts';
import { BOT, startSandboxSender } from './sandbox-sender.ts';

const PEOPLE = 10;
const PATIENCE = { timeout: 10_000 };
let cast: Cast;
let people: Actor[];
let telegram: Awaited<ReturnType<typeof startSandboxSender>>;
let running: ShowProgress[] = [];
beforeAll(async () => {
  cast = await startCast();
  people = [];
  for (let i = 0; i < PEOPLE; i += 1) people.push(await cast.add(i < 5 ? 'a' : 'b'));
  telegram = await startSandboxSender([cast.author]);
});
beforeEach(() => cast.forget());
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  running = [];
  await cast.db.execute(cast.sql`delete from notice_progress`);
});
afterAll(async () => {
  await telegram.close();
  await cast.close();
});

const log = { info: () => undefined, warn: vi.fn(), error: () => undefined, debug: () => undefined };
const start = () => {
  const bots = [{ id: BOT, sender: telegram.sender }];
  const one = startShowingProgress({ db: cast.db, bots, clock: cast.clock.now, log, lookEveryMs: 10 });
  running.push(one);
  return one;
};
let messageId = 0;
/** A notice and the message in the author's chat that is to show how far it is. */
const begin = async () => {
  const noticeId = await cast.send();
  const sent = await telegram.sender.send(cast.author.telegramId, { text: '0', buttons: [] });
  if (sent.kind !== 'sent') throw new Error(`the message was not sent: ${sent.kind}`);
  const message = { noticeId, botId: BOT, chatId: sent.chatId, messageId: sent.messageId };
  await watchProgress(cast.db, cast.author, message, cast.clock.now());
  messageId = sent.messageId;
  return noticeId;
};
/** Waits until what is due now has been looked at, and what came of it is done: by rows of their own, which end at once. */
const looked = async () => {
  for (let i = 0; i < 2; i += 1) {
    await cast.db.execute(cast.sql`
      insert into notice_progress (notice_id, bot_id, chat_id, message_id, started_at)
      select id, ${BOT}, 1, 1, now() from notices order by id limit 1 on conflict (notice_id, chat_id) do update set shown_at = null, done_at = null`);
    await vi.waitFor(async () => {
      const [row] = await cast.db.execute<{ due: boolean }>(
        cast.sql`select done_at is null as due from notice_progress where chat_id = 1`,
      );
      expect(row?.due).toBe(false);
    }, PATIENCE);
  }
};
/** Some of the rows end, as if they had been sent now. */
const settle = (noticeId: string, state: 'sent' | 'rejected', n: number) =>
  cast.db.execute(cast.sql`
    update deliveries set state = ${state}, sent_at = ${state === 'sent' ? cast.clock.now().toISOString() : null}
    where id in (select id from deliveries where subject_id = ${noticeId} and state = 'pending' order by id limit ${n})`);
const shown = async () => (await telegram.messages(cast.author)).find((it) => it.messageId === messageId);
const see = (...parts: string[]) =>
  vi.waitFor(async () => {
    const text = (await shown())?.text ?? '';
    for (const part of parts) expect(text).toContain(part);
    return text;
  }, PATIENCE);
const edits = async () =>
  (await telegram.calls('editMessageText')).filter(
    ({ params }) => params['chat_id'] === cast.author.telegramId && params['message_id'] === messageId,
  ).length;

test('shows how far a notice is, with the time left at the rate of late, and at the end what became of it', async () => {
  const noticeId = await begin();
  start();
  await see('正在发送', '░░░░░░░░░░ 0%', '已送达 0');
  await settle(noticeId, 'sent', 4);
  await settle(noticeId, 'rejected', 1);
  cast.clock.advance(4_000);
  // 4 in 4 s, 5 to go.
  await see('▓▓▓▓▓░░░░░ 50% · 已送达 4 · 未能送达 1 · 约剩 5 秒');
  await settle(noticeId, 'sent', 5);
  cast.clock.advance(4_000);
  await see('已发完', '100% · 已送达 9 · 未能送达 1');
  expect((await shown())?.buttons.flat().map(({ text }) => text)).toEqual(['看回执']);
  const done = await edits();
  cast.clock.advance(60_000);
  await looked();
  expect(await edits()).toBe(done);
});

test('edits a message every 3 s at most, however many processes look, and only when it changed', async () => {
  const noticeId = await begin();
  const before = await edits();
  [start(), start(), start()].forEach(() => undefined);
  await see('0%');
  for (let second = 1; second <= 9; second += 1) {
    await settle(noticeId, 'sent', 1);
    cast.clock.advance(1_000);
    await looked();
  }
  await see('90%');
  // At 0, 3, 6 and 9 s.
  expect((await edits()) - before).toBe(4);
  await settle(noticeId, 'sent', 1);
  cast.clock.advance(3_000);
  await see('已发完');
  expect((await edits()) - before).toBe(5);
});

test('goes on after a restart', async () => {
  const noticeId = await begin();
  const first = start();
  await see('0%');
  await first.stop();
  await settle(noticeId, 'sent', 10);
  cast.clock.advance(3_000);
  start();
  await see('已发完', '已送达 10');
});

test('says when it goes on in the morning, and does not count the seconds until then', async () => {
  const noticeId = await begin();
  cast.clock.set('2026-11-25T22:00:00+08:00');
  await settle(noticeId, 'sent', 2);
  await cast.db.execute(cast.sql`
    update deliveries set not_before = '2026-11-26T07:30:00+08:00' where subject_id = ${noticeId} and state = 'pending'`);
  start();
  await see('其余 8 人在免打扰时段', '07:30');
  const before = await edits();
  for (let i = 0; i < 5; i += 1) {
    cast.clock.advance(30_000);
    await looked();
  }
  expect(await edits()).toBe(before);
});

test('ends with what was stopped', async () => {
  const noticeId = await begin();
  await settle(noticeId, 'sent', 3);
  await cancelNotice(cast.db, cast.author, noticeId, cast.clock.now());
  start();
  await see('已停止发送', '已送达 3', '没有发 7');
});

test('waits when Telegram asks for it, and gives up a message that is gone', async () => {
  const noticeId = await begin();
  await telegram.client.setFaults([
    {
      method: 'editMessageText',
      chatId: cast.author.telegramId,
      fault: { kind: 'status', status: 429, retryAfter: 30 },
    },
  ]);
  start();
  await vi.waitFor(async () => expect(await edits()).toBe(1), PATIENCE);
  const before = await edits();
  cast.clock.advance(20_000);
  await looked();
  expect(await edits()).toBe(before);
  await telegram.client.setFaults([
    {
      method: 'editMessageText',
      chatId: cast.author.telegramId,
      fault: { kind: 'status', status: 400, description: 'Bad Request: message to edit not found' },
    },
  ]);
  cast.clock.advance(15_000);
  await vi.waitFor(async () => expect(await edits()).toBe(before + 1), PATIENCE);
  await telegram.client.setFaults([]);
  await settle(noticeId, 'sent', 10);
  cast.clock.advance(60_000);
  await looked();
  expect(await edits()).toBe(before + 1);
});

test('stands in the word that a notice was approved, while there is anything left to send', async () => {
  const admin = await cast.add('county', { roles: ['admin'], bound: false });
  const noticeId = newId();
  const draft = { ...cast.draft(), id: noticeId, kind: 'emergency', urgentReason: '河水上涨' };
  const submitted = await submitNotice(cast.db, cast.author, draft, cast.pack, cast.clock.now());
  expect(submitted).toMatchObject({ outcome: 'awaiting-approval' });
  const decision = { id: noticeId, approve: true, reason: null };
  await decideNotice(cast.db, admin, decision, cast.pack, cast.clock.now());
  await deliverAll({ db: cast.db, clock: cast.clock.now, pack: cast.pack, sender: telegram.sender });
  const [row] = await cast.db.execute<{ messageId: number; chatId: number }>(cast.sql`
    select message_id::float8 as "messageId", chat_id::float8 as "chatId" from notice_progress where notice_id = ${noticeId}`);
  expect(row).toMatchObject({ chatId: cast.author.telegramId });
  expect((await telegram.messages(cast.author)).map((it) => it.messageId)).toContain(row?.messageId);
});

test('is for the author of a notice that is being sent', async () => {
  const noticeId = await cast.send();
  const message = { noticeId, botId: BOT, chatId: 1, messageId: 1 };
  const [person] = people;
  if (!person) throw new Error('there are people');
  await watchProgress(cast.db, person, message, cast.clock.now());
  const [row] = await cast.db.execute<{ n: number }>(
    cast.sql`select count(*)::int as n from notice_progress`,
  );
  expect(row?.n).toBe(0);
});
