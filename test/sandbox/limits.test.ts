import { afterEach, expect, test } from 'vitest';
import { ANN, BEN, BOT, useSandbox } from './open-sandbox.ts';
import type { Answer } from './open-sandbox.ts';

const sandbox = useSandbox();
const OFF = { perSecond: 0, perChatPerSecond: 0, perChatBurst: 1, retryAfterSeconds: 1 };
afterEach(() => sandbox.client.setLimits(OFF));

const sendRaw = async (chatId = ANN) => {
  const response = await fetch(`${sandbox.at('sendMessage')}?chat_id=${chatId}&text=x`);
  return { response, answer: (await response.json()) as Answer };
};

test('a 429 says how long to wait in its body and in its header', async () => {
  await sandbox.client.setLimits({ ...OFF, perSecond: 1, retryAfterSeconds: 7 });
  await sandbox.send(ANN, 'passes');
  const { response, answer } = await sendRaw();
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('7');
  expect(answer).toEqual({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 7',
    parameters: { retry_after: 7 },
  });
});

test('no second has more than 30 messages, and what was refused is not in the chat', async () => {
  await sandbox.client.setLimits({ ...OFF, perSecond: 30, retryAfterSeconds: 1 });
  const before = (await sandbox.client.calls()).at(-1)?.n ?? 0;
  const shown = (await sandbox.client.chat(BOT, ANN)).messages.length;
  await Promise.all(Array.from({ length: 90 }, () => sendRaw()));
  const calls = await sandbox.client.calls(before);
  const passed = calls.filter((call) => call.status === 200).map((call) => Date.parse(call.at));
  expect(calls.filter((call) => call.status === 429)).toHaveLength(90 - passed.length);
  expect((await sandbox.client.chat(BOT, ANN)).messages.length - shown).toBe(passed.length);
  expect(passed.length).toBeGreaterThan(20);
  const spans = passed.slice(30).map((at, i) => at - (passed[i] ?? 0));
  expect(spans.filter((ms) => ms < 990)).toEqual([]);
});

test('one chat that is full leaves the other alone; edits and actions are free', async () => {
  await sandbox.client.setLimits({ ...OFF, perChatPerSecond: 0.001, perChatBurst: 2 });
  const { message_id: id } = await sandbox.send(ANN, '1');
  await sandbox.send(ANN, '2');
  expect((await sendRaw(ANN)).response.status).toBe(429);
  expect((await sendRaw(BEN)).response.status).toBe(200);
  await sandbox.result('editMessageText', { chat_id: ANN, message_id: id, text: 'edited' });
  await sandbox.result('sendChatAction', { chat_id: ANN, action: 'typing' });
});

test('what is allowed can be asked and set, and nonsense is refused', async () => {
  const limits = { ...OFF, perSecond: 20, groupPerMinute: 5, paidPerSecond: 100 };
  expect(await sandbox.client.setLimits(limits)).toEqual(limits);
  const asked = await fetch(`${sandbox.url}/sandbox/api/limits`);
  expect(await asked.json()).toEqual(limits);
  await expect(sandbox.client.setLimits({ ...OFF, perSecond: -1 })).rejects.toThrow('400 perSecond');
  await expect(sandbox.client.setLimits({ ...OFF, perChatBurst: 0 })).rejects.toThrow('400 perChatBurst');
});
