import { describe, expect, test } from 'vitest';
import { ANN, BEN, BOT, useSandbox } from './open-sandbox.ts';

const sandbox = useSandbox();
const buttons = (...data: string[]) => ({
  inline_keyboard: [data.map((it) => ({ text: it, callback_data: it }))],
});
const refused = async (method: string, params: Record<string, unknown>) => {
  const { error_code: code, description } = await sandbox.call(method, params);
  return [code, description?.replace(/^Bad Request: /, '')];
};
const onPage = async (id: number) =>
  (await sandbox.client.chat(BOT, ANN)).messages.find((message) => message.messageId === id);

describe('sendMessage', () => {
  test('is in the chat as it was said, with the sandbox time', async () => {
    const clock = await sandbox.client.moveClock({ to: '2026-11-25T10:00:00+08:00' });
    const sent = await sandbox.send(ANN, '  您好 \n', { reply_markup: buttons('a', 'b') });
    expect(sent).toMatchObject({ text: '您好', from: { id: BOT, is_bot: true } });
    expect(Math.abs(sent.date - Date.parse(clock.now) / 1000)).toBeLessThan(5);
    expect(await onPage(sent.message_id)).toMatchObject({
      from: 'bot',
      text: '您好',
      protected: false,
      buttons: [
        [
          { text: 'a', callbackData: 'a' },
          { text: 'b', callbackData: 'b' },
        ],
      ],
    });
    await sandbox.client.moveClock({ offsetMs: 0 });
  });

  test.each([
    ['no chat', { text: 'x' }, 'chat_id is empty'],
    ['no text', { chat_id: ANN }, 'message text is empty'],
    ['an empty text', { chat_id: ANN, text: '' }, 'message text is empty'],
    ['spaces', { chat_id: ANN, text: ' \n ' }, 'text must be non-empty'],
    ['what nobody sees', { chat_id: ANN, text: '\u200b\u2060' }, 'text must be non-empty'],
    ['empty tags', { chat_id: ANN, text: '<b></b>', parse_mode: 'HTML' }, 'text must be non-empty'],
    ['half an emoji', { chat_id: ANN, text: 'a\ud83d' }, 'strings must be encoded in UTF-8'],
    ['a text in 33 KB', { chat_id: ANN, text: 'a'.repeat(33_000) }, 'text is too long'],
    ['a name for a chat', { chat_id: '@nobody', text: 'x' }, 'chat not found'],
    ['a flag that is none', { chat_id: ANN, text: 'x', protect_content: 'maybe' }, /protect_content must be/],
  ])('refuses %s', async (_, params, why) => {
    const [code, said] = await refused('sendMessage', params);
    expect(code).toBe(400);
    expect(said).toMatch(why);
  });

  test('counts 4,096 in UTF-16 units after parsing', async () => {
    expect(await sandbox.send(ANN, '龙'.repeat(4096))).toMatchObject({ text: '龙'.repeat(4096) });
    expect(await sandbox.send(ANN, '😀'.repeat(2048))).toMatchObject({ text: '😀'.repeat(2048) });
    expect(await refused('sendMessage', { chat_id: ANN, text: '龙'.repeat(4097) })).toEqual([
      400,
      'message is too long',
    ]);
    expect(await refused('sendMessage', { chat_id: ANN, text: `${'😀'.repeat(2048)}a` })).toEqual([
      400,
      'message is too long',
    ]);
    const bold = `<b>${'a'.repeat(4096)}</b>`;
    expect(await sandbox.send(ANN, bold, { parse_mode: 'HTML' })).toMatchObject({ text: 'a'.repeat(4096) });
  });

  test('marks what is protected, for the bot and for the page', async () => {
    const sent = await sandbox.send(ANN, '仅供本人查看', { protect_content: true });
    expect(sent).toMatchObject({ has_protected_content: true });
    expect(await onPage(sent.message_id)).toMatchObject({ protected: true });
    expect(await sandbox.send(ANN, 'open')).not.toHaveProperty('has_protected_content');
  });

  test('answers a message of the same chat only', async () => {
    const { messageId } = await sandbox.client.write(BOT, ANN, 'a question');
    const answer = await sandbox.send(ANN, 'the answer', { reply_parameters: { message_id: messageId } });
    expect(answer).toMatchObject({ reply_to_message: { message_id: messageId, text: 'a question' } });
    expect(await onPage(answer.message_id)).toMatchObject({ replyTo: messageId });
    const missing = { chat_id: ANN, text: 'x', reply_parameters: { message_id: 99_999 } };
    expect(await refused('sendMessage', missing)).toEqual([400, 'message to be replied not found']);
    const { message_id: hers } = await sandbox.send(BEN, 'the same number in another chat');
    const elsewhere = { chat_id: BEN, text: 'x', reply_parameters: { message_id: hers, chat_id: ANN } };
    expect(await refused('sendMessage', elsewhere)).toEqual([400, 'message to be replied not found']);
    const anyway = { message_id: 99_999, allow_sending_without_reply: true };
    expect(await sandbox.send(ANN, 'x', { reply_parameters: anyway })).not.toHaveProperty('reply_to_message');
  });

  test('sets and removes the keyboard under the input field', async () => {
    const empty = { chat_id: ANN, text: 'x', reply_markup: { keyboard: [] } };
    expect(await refused('sendMessage', empty)).toEqual([400, 'reply keyboard is empty']);
    const keyboard = { keyboard: [[{ text: '我的档案' }, { text: '帮助' }]], resize_keyboard: true };
    await sandbox.send(ANN, 'menu', { reply_markup: keyboard });
    const { keyboard: shown } = await sandbox.client.chat(BOT, ANN);
    expect(shown).toEqual({ rows: [['我的档案', '帮助']], resize: true });
    await sandbox.send(ANN, 'gone', { reply_markup: { remove_keyboard: true } });
    expect(await sandbox.client.chat(BOT, ANN)).not.toHaveProperty('keyboard');
  });
});

describe('chat actions and reactions', () => {
  test('refuse what is no action', async () => {
    await sandbox.result('sendChatAction', { chat_id: ANN, action: 'typing' });
    for (const action of ['dancing', undefined])
      expect(await refused('sendChatAction', { chat_id: ANN, action })).toEqual([
        400,
        'wrong parameter action in request',
      ]);
  });

  test('put an emoji under a message and take it back', async () => {
    const { messageId } = await sandbox.client.write(BOT, ANN, 'well done');
    const where = { chat_id: ANN, message_id: messageId };
    await sandbox.result('setMessageReaction', { ...where, reaction: [{ type: 'emoji', emoji: '👍' }] });
    expect(await onPage(messageId)).toMatchObject({ reaction: '👍' });
    await sandbox.result('setMessageReaction', where);
    expect(await onPage(messageId)).not.toHaveProperty('reaction');
  });
});
