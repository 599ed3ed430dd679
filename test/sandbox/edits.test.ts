import { describe, expect, test } from 'vitest';
import { ANN, BOT, useSandbox } from './open-sandbox.ts';

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
