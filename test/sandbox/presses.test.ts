import { expect, test } from 'vitest';
import { ANN, BEN, BOT, CAT, useSandbox } from './open-sandbox.ts';

const sandbox = useSandbox();
const TOO_OLD = 'Bad Request: query is too old and response timeout expired or query ID is invalid';

/** Ann presses a button of a new message; the bot hears of it. */
async function pressed() {
  const message = await sandbox.send(ANN, 'choose', {
    reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'q:1:a' }]] },
  });
  const { pressId } = await sandbox.client.press(BOT, ANN, message.message_id, 'q:1:a');
  const updates = await sandbox.updates();
  return { message, pressId, updates };
}

test('tells the bot who pressed which button of which message', async () => {
  const { message, pressId, updates } = await pressed();
  expect(updates).toMatchObject([
    {
      callback_query: {
        id: pressId,
        from: { id: ANN, is_bot: false, language_code: 'zh' },
        message: { message_id: message.message_id, chat: { id: ANN }, text: 'choose' },
        data: 'q:1:a',
      },
    },
  ]);
});

test('is answered once', async () => {
  const { pressId } = await pressed();
  const answer = { callback_query_id: pressId, text: '已记录', show_alert: true };
  expect(await sandbox.call('answerCallbackQuery', answer)).toEqual({ ok: true, result: true });
  expect(await sandbox.call('answerCallbackQuery', answer)).toEqual({
    ok: false,
    error_code: 400,
    description: TOO_OLD,
  });
});

test('is too old after 15 minutes of the sandbox clock', async () => {
  const { pressId } = await pressed();
  await sandbox.client.moveClock({ advanceMs: 15 * 60_000 + 1000 });
  expect(await sandbox.call('answerCallbackQuery', { callback_query_id: pressId })).toMatchObject({
    error_code: 400,
    description: TOO_OLD,
  });
  await sandbox.client.moveClock({ offsetMs: 0 });
});

test.each([
  ['an unknown query', { callback_query_id: '123' }, TOO_OLD],
  ['no query', {}, TOO_OLD],
])('refuses %s', async (_, params, description) => {
  expect(await sandbox.call('answerCallbackQuery', params)).toMatchObject({ error_code: 400, description });
});

test('refuses a long answer and leaves the press open', async () => {
  const { pressId } = await pressed();
  const long = { callback_query_id: pressId, text: '长'.repeat(201) };
  expect(await sandbox.call('answerCallbackQuery', long)).toMatchObject({
    description: 'Bad Request: MESSAGE_TOO_LONG',
  });
  await sandbox.result('answerCallbackQuery', { callback_query_id: pressId, text: '长'.repeat(200) });
});

test("does not answer another bot's press", async () => {
  const { pressId } = await pressed();
  const other = sandbox.at('answerCallbackQuery', `${BOT + 5}:a_token_for_the_tests_only`);
  expect(await (await fetch(`${other}?callback_query_id=${pressId}`)).json()).toMatchObject({
    description: TOO_OLD,
  });
  await sandbox.result('answerCallbackQuery', { callback_query_id: pressId });
});

test('presses only what is there, by whom it may be', async () => {
  const { message } = await pressed();
  const { message_id: id } = message;
  await expect(sandbox.client.press(BOT, ANN, id, 'q:1:b')).rejects.toThrow(/409 .*has no button "q:1:b"/);
  await expect(sandbox.client.press(BOT, ANN, 99_999, 'q:1:a')).rejects.toThrow(/404 there is no message/);
  await expect(sandbox.client.press(BOT, BEN, id, 'q:1:a')).rejects.toThrow(/40[49]/);
  await expect(sandbox.client.press(BOT, CAT, id, 'q:1:a')).rejects.toThrow('404');
  await sandbox.result('editMessageReplyMarkup', { chat_id: ANN, message_id: id });
  await expect(sandbox.client.press(BOT, ANN, id, 'q:1:a')).rejects.toThrow(/409 .*has no button/);
});
