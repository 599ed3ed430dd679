import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/start.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { ANN, BEN, BOT, TOKEN, peopleTests, speakTo } from './open-sandbox.ts';

let dataDir: string;
let running: RunningSandbox | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'qingfeng-sandbox-'));
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

async function start() {
  await running?.close();
  running = await startSandbox({ page: false, dataDir, log: console.error });
  return speakTo(running.url);
}

test('a restart keeps people, chats, files, commands, the clock and what the bot has not fetched', async () => {
  const before = await start();
  await peopleTests(before);
  await before.client.moveClock({ advanceMs: 3_600_000 });
  await before.result('setMyCommands', { commands: [{ command: 'quiz', description: '答题' }] });
  const question = await before.send(ANN, '第一题', {
    protect_content: true,
    reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
  });
  await before.result('sendPoll', { chat_id: ANN, question: '?', options: [{ text: '是' }, { text: '否' }] });
  await before.client.sendFile(BOT, ANN, { name: '表.txt', bytes: Buffer.from('ok'), kind: 'document' });
  await before.updates();
  const { pressId } = await before.client.press(BOT, ANN, question.message_id, 'a');
  await before.client.block(BOT, BEN, true);
  const chat = await before.client.chat(BOT, ANN);

  const after = await start();
  expect(await after.client.chat(BOT, ANN)).toEqual(chat);
  expect((await after.client.clock()).offsetMs).toBe(3_600_000);
  expect(await after.client.chat(BOT, BEN)).toMatchObject({ blocked: true, started: true });
  expect((await after.updates()).slice(-2)).toMatchObject([
    { callback_query: { id: pressId } },
    { my_chat_member: { new_chat_member: { status: 'kicked' } } },
  ]);
  await after.result('answerCallbackQuery', { callback_query_id: pressId });
  const file = chat.messages.at(-1)?.document?.fileId;
  const down = await fetch(`${after.url}/sandbox/api/files/${file}`);
  expect(await down.text()).toBe('ok');
  const next = await after.send(ANN, '第二题');
  expect(next.message_id).toBe((chat.messages.at(-1)?.messageId ?? 0) + 1);
});

test('update ids go on after a restart, and what was confirmed does not come again', async () => {
  const before = await start();
  await peopleTests(before);
  await before.client.write(BOT, ANN, 'one');
  const [one] = await before.updates();
  await before.updates();
  const after = await start();
  await after.client.write(BOT, ANN, 'two');
  expect(await after.updates()).toMatchObject([
    { update_id: (one?.update_id ?? 0) + 1, message: { text: 'two' } },
  ]);
});

test('a bot keeps its token, which is not in the journal', async () => {
  const before = await start();
  await before.result('getMe');
  const after = await start();
  expect((await fetch(after.at('getMe', `${BOT}:another_secret_of_that_bot`))).status).toBe(401);
  expect((await fetch(after.at('getMe'))).status).toBe(200);
  await running?.close();
  running = undefined;
  expect(readFileSync(join(dataDir, 'journal.jsonl'), 'utf8')).not.toContain(TOKEN.split(':')[1]);
});

test('a line cut by a kill costs that line only', async () => {
  const before = await start();
  await peopleTests(before);
  await before.send(ANN, 'kept');
  await running?.close();
  running = undefined;
  appendFileSync(join(dataDir, 'journal.jsonl'), '["messages","cut off in the mid');
  const after = await start();
  expect((await after.client.chat(BOT, ANN)).messages).toMatchObject([{ text: 'kept' }]);
  await after.send(ANN, 'goes on');
});
