import { readFileSync } from 'node:fs';
import { Telegram, TelegramError } from 'telegraf';
import { beforeAll, expect, test } from 'vitest';
import { ANN, BEN, BOT, TOKEN, useSandbox } from './open-sandbox.ts';
import { png } from './pictures.ts';

/** The library the bot is made with, as its own proof that this is a Telegram. */
const sandbox = useSandbox();
let telegram: Telegram;
beforeAll(() => {
  telegram = new Telegram(TOKEN, { apiRoot: sandbox.url });
});

test('speaks, edits, deletes', async () => {
  expect(await telegram.getMe()).toMatchObject({ id: BOT, is_bot: true });
  const sent = await telegram.sendMessage(ANN, '<b>您好</b>', {
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [[{ text: '好', callback_data: 'ok' }]] },
  });
  expect(sent).toMatchObject({ text: '您好', entities: [{ type: 'bold', offset: 0, length: 2 }] });
  expect(await telegram.editMessageText(ANN, sent.message_id, undefined, '改')).toMatchObject({ text: '改' });
  expect(await telegram.deleteMessage(ANN, sent.message_id)).toBe(true);
});

test('sends pictures and files as streams and buffers, and finds them again', async () => {
  const picture = png(12, 8);
  const photo = await telegram.sendPhoto(ANN, { source: picture }, { caption: '图' });
  expect(photo).toMatchObject({ caption: '图', photo: [{ width: 12, height: 8 }] });
  const link = await telegram.getFileLink(photo.photo[0]?.file_id ?? '');
  const down = Buffer.from(await (await fetch(link)).arrayBuffer());
  expect(down.equals(picture)).toBe(true);
  const here = new URL(import.meta.url).pathname;
  const file = await telegram.sendDocument(ANN, { source: here, filename: '本页.ts' });
  expect(file.document).toMatchObject({ file_name: '本页.ts', file_size: readFileSync(here).length });
});

test('asks, answers presses, sets commands', async () => {
  const poll = await telegram.callApi('sendPoll', {
    chat_id: ANN,
    question: '几年？',
    options: ['三年', '五年'].map((text) => ({ text })),
    type: 'quiz',
    correct_option_ids: [1],
  } as never);
  expect(poll).toMatchObject({ poll: { type: 'quiz', correct_option_ids: [1] } });
  const { message_id: id } = await telegram.sendMessage(ANN, '?', {
    reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] },
  });
  const { pressId } = await sandbox.client.press(BOT, ANN, id, 'x');
  expect(await telegram.answerCbQuery(pressId, '收到')).toBe(true);
  await telegram.setMyCommands([{ command: 'quiz', description: '答题' }], {
    scope: { type: 'chat', chat_id: BEN },
    language_code: 'en',
  });
  expect((await sandbox.client.chat(BOT, BEN)).commands).toEqual([{ command: 'quiz', description: '答题' }]);
});

test('gets updates with what is allowed', async () => {
  await telegram.getUpdates(0, 100, -1, ['message']);
  await sandbox.client.write(BOT, ANN, '/quiz');
  const updates = await telegram.getUpdates(1, 100, 0, ['message']);
  expect(updates.at(-1)).toMatchObject({ message: { text: '/quiz', entities: [{ type: 'bot_command' }] } });
});

test('hears refusals as its own errors', async () => {
  await sandbox.client.block(BOT, BEN, true);
  await expect(telegram.sendMessage(BEN, 'x')).rejects.toThrow('403: Forbidden: bot was blocked by the user');
  await sandbox.client.setFaults([{ fault: { kind: 'status', status: 429, retryAfter: 4 }, times: 1 }]);
  const error: unknown = await telegram.sendMessage(ANN, 'x').catch((problem: unknown) => problem);
  expect(error).toBeInstanceOf(TelegramError);
  expect(error).toMatchObject({ code: 429, parameters: { retry_after: 4 } });
});
