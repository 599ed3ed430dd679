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
const onPage = async (id: number, user = ANN) =>
  (await sandbox.client.chat(BOT, user)).messages.find((message) => message.messageId === id);

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
    const elsewhere = {
      chat_id: BEN,
      text: 'x',
      reply_parameters: { message_id: messageId, chat_id: ANN },
    };
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

describe('inline keyboards', () => {
  const send = (...row: unknown[]) => ({ chat_id: ANN, text: 'x', reply_markup: { inline_keyboard: [row] } });

  test('takes 1 to 64 bytes of callback data', async () => {
    await sandbox.send(ANN, 'x', { reply_markup: buttons('a') });
    await sandbox.send(ANN, 'x', { reply_markup: buttons('答'.repeat(21)) });
    await sandbox.send(ANN, 'x', { reply_markup: buttons('x'.repeat(64)) });
    for (const data of ['x'.repeat(65), '答'.repeat(22)])
      expect(await refused('sendMessage', send({ text: 'x', callback_data: data }))).toEqual([
        400,
        'BUTTON_DATA_INVALID',
      ]);
  });

  test.each([
    ['empty callback data', [{ text: 'x', callback_data: '' }], /Text buttons are unallowed/],
    ['no action', [{ text: 'x' }], /Text buttons are unallowed/],
    ['two actions', [{ text: 'x', callback_data: 'a', url: 'https://a.cn' }], /one action is allowed/],
    ['no text', [{ callback_data: 'a' }], `can't parse inline keyboard button: Can't find field "text"`],
    ['an empty text', [{ text: ' ', callback_data: 'a' }], 'button text must be non-empty'],
    ['a number as text', [{ text: 1, callback_data: 'a' }], 'Field "text" must be of type String'],
    ['a bad link', [{ text: 'x', url: 'http://' }], "inline keyboard button URL 'http://' is invalid"],
    [
      '101 buttons',
      Array.from({ length: 101 }, () => ({ text: 'x', callback_data: 'a' })),
      'reply markup is too long',
    ],
  ])('refuses %s', async (_, row, why) => {
    const [code, said] = await refused('sendMessage', send(...row));
    expect(code).toBe(400);
    expect(said).toMatch(why);
  });

  test('refuses a markup that is no object', async () => {
    expect(await refused('sendMessage', { chat_id: ANN, text: 'x', reply_markup: '{"inline' })).toEqual([
      400,
      "can't parse reply keyboard markup JSON object",
    ]);
    expect(await refused('sendMessage', { chat_id: ANN, text: 'x', reply_markup: 7 })).toEqual([
      400,
      'object expected as reply markup',
    ]);
  });
});

describe('edits', () => {
  test('change the text, say when, and keep the date', async () => {
    const sent = await sandbox.send(ANN, 'old', { reply_markup: buttons('a') });
    const edited = await sandbox.result('editMessageText', {
      chat_id: ANN,
      message_id: sent.message_id,
      text: 'new',
      reply_markup: buttons('b'),
    });
    expect(edited).toMatchObject({
      message_id: sent.message_id,
      date: sent.date,
      edit_date: expect.any(Number),
      text: 'new',
      reply_markup: buttons('b'),
    });
    expect(await onPage(sent.message_id)).toMatchObject({ text: 'new', editDate: expect.any(Number) });
  });

  test('take the buttons away where the new ones are not given', async () => {
    const { message_id: id } = await sandbox.send(ANN, 'x', { reply_markup: buttons('a') });
    await sandbox.result('editMessageReplyMarkup', { chat_id: ANN, message_id: id });
    expect(await onPage(id)).toMatchObject({ text: 'x', buttons: [] });
    expect(await onPage(id)).not.toHaveProperty('editDate');
  });

  test('say so when nothing would change', async () => {
    const { message_id: id } = await sandbox.send(ANN, 'same', { reply_markup: buttons('a') });
    const unchanged = [
      400,
      'message is not modified: specified new message content and reply markup are exactly the same as a ' +
        'current content and reply markup of the message',
    ];
    const where = { chat_id: ANN, message_id: id };
    const same = { ...where, text: ' same ', reply_markup: buttons('a') };
    expect(await refused('editMessageText', same)).toEqual(unchanged);
    expect(await refused('editMessageReplyMarkup', { ...where, reply_markup: buttons('a') })).toEqual(
      unchanged,
    );
    await sandbox.result('editMessageText', { ...same, text: '<b>same</b>', parse_mode: 'HTML' });
  });

  test.each([
    ['no message', { chat_id: ANN, text: 'x' }, 'message to edit not found'],
    ['neither chat nor message', { text: 'x' }, 'message identifier is not specified'],
    ['an unknown message', { chat_id: ANN, message_id: 99_999, text: 'x' }, 'message to edit not found'],
    ['another chat', { chat_id: 1, message_id: 1, text: 'x' }, 'chat not found'],
  ])('refuse %s', async (_, params, why) => {
    expect(await refused('editMessageText', params)).toEqual([400, why]);
  });

  test('refuse an empty text, a reply keyboard, and the wrong kind of message', async () => {
    const { message_id: id } = await sandbox.send(ANN, 'x');
    const where = { chat_id: ANN, message_id: id };
    expect(await refused('editMessageText', { ...where, text: '' })).toEqual([400, 'message text is empty']);
    const keyboard = { keyboard: [[{ text: 'x' }]] };
    expect(await refused('editMessageText', { ...where, text: 'y', reply_markup: keyboard })).toEqual([
      400,
      'inline keyboard expected',
    ]);
    expect(await refused('editMessageCaption', { ...where, caption: 'c' })).toEqual([
      400,
      'there is no caption in the message to edit',
    ]);
  });

  test("do not touch a person's own message", async () => {
    const { messageId } = await sandbox.client.write(BOT, ANN, 'mine');
    const where = { chat_id: ANN, message_id: messageId };
    for (const [method, more] of [
      ['editMessageText', { text: 'yours' }],
      ['editMessageReplyMarkup', { reply_markup: buttons('a') }],
    ] as const)
      expect(await refused(method, { ...where, ...more })).toEqual([400, "message can't be edited"]);
    expect(await onPage(messageId)).toMatchObject({ text: 'mine', buttons: [] });
  });
});

describe('deletion', () => {
  test('takes a message away for both sides', async () => {
    const { message_id: id } = await sandbox.send(ANN, 'gone');
    await sandbox.result('deleteMessage', { chat_id: ANN, message_id: id });
    expect(await onPage(id)).toBeUndefined();
    expect(await refused('deleteMessage', { chat_id: ANN, message_id: id })).toEqual([
      400,
      'message to delete not found',
    ]);
    const { messageId } = await sandbox.client.write(BOT, ANN, 'a slip');
    await sandbox.result('deleteMessage', { chat_id: ANN, message_id: messageId });
    expect(await onPage(messageId)).toBeUndefined();
  });

  test('ends 48 hours after the message', async () => {
    const { message_id: id } = await sandbox.send(ANN, 'stays');
    const { message_id: other } = await sandbox.send(ANN, 'stays too');
    await sandbox.client.moveClock({ advanceMs: 48 * 3_600_000 + 2000 });
    const late = [400, "message can't be deleted for everyone"];
    expect(await refused('deleteMessage', { chat_id: ANN, message_id: id })).toEqual(late);
    const { message_id: fresh } = await sandbox.send(ANN, 'fresh');
    expect(await refused('deleteMessages', { chat_id: ANN, message_ids: [fresh, other] })).toEqual(late);
    expect(await onPage(fresh)).toMatchObject({ text: 'fresh' });
    await sandbox.client.moveClock({ offsetMs: 0 });
  });

  test('of many leaves out what is not there', async () => {
    const ids = [];
    for (const text of ['1', '2', '3']) ids.push((await sandbox.send(ANN, text)).message_id);
    const [first = 0, second = 0, third = 0] = ids;
    await sandbox.result('deleteMessages', { chat_id: ANN, message_ids: [first, 99_999, third] });
    expect([await onPage(first), await onPage(third)]).toEqual([undefined, undefined]);
    expect(await onPage(second)).toMatchObject({ text: '2' });
    expect(await refused('deleteMessages', { chat_id: ANN, message_ids: [] })).toEqual([
      400,
      'message identifiers are not specified',
    ]);
    const many = Array.from({ length: 101 }, (_, i) => i + 1);
    expect(await refused('deleteMessages', { chat_id: ANN, message_ids: many })).toEqual([
      400,
      'too many message identifiers specified',
    ]);
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
