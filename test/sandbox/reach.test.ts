import { afterEach, describe, expect, test } from 'vitest';
import { ANN, BEN, BOT, CAT, useSandbox } from './open-sandbox.ts';

const sandbox = useSandbox();
const GROUP = -500;
const DAN = 104;
const EVE = 105;
const write = async (chatId: number) => {
  const { error_code: code = 200, description = '' } = await sandbox.call('sendMessage', {
    chat_id: chatId,
    text: 'x',
  });
  return [code, description];
};
/** Every method that speaks into a chat, with enough to be done there. */
const INTO_A_CHAT = {
  sendMessage: { text: 'x' },
  sendPoll: { question: 'x', options: [{ text: 'a' }, { text: 'b' }] },
  sendChatAction: { action: 'typing' },
  editMessageText: { message_id: 1, text: 'x' },
  deleteMessage: { message_id: 1 },
};

afterEach(() => sandbox.client.block(BOT, BEN, false));

describe('a bot cannot write to', () => {
  test('anybody who has no account', async () => {
    expect(await write(1)).toEqual([400, 'Bad Request: chat not found']);
    expect(await write(-1)).toEqual([400, 'Bad Request: chat not found']);
  });

  test('a person it never met, who can always write first', async () => {
    for (const [method, params] of Object.entries(INTO_A_CHAT))
      expect(await sandbox.call(method, { chat_id: CAT, ...params })).toMatchObject({
        error_code: 400,
        description: 'Bad Request: chat not found',
      });
    expect(await sandbox.call('getChat', { chat_id: CAT })).toMatchObject({ error_code: 400 });
    await sandbox.client.write(BOT, CAT, '/start');
    expect(await write(CAT)).toEqual([200, '']);
  });

  test('a person it met in a group alone', async () => {
    await sandbox.client.putUsers([{ id: DAN, firstName: 'Dan', languageCode: 'en' }]);
    await sandbox.client.writeInGroup(BOT, {
      userId: DAN,
      chatId: GROUP,
      text: 'hello all',
      title: 'Village',
    });
    expect(await write(DAN)).toEqual([403, "Forbidden: bot can't initiate conversation with a user"]);
    expect(await write(GROUP)).toEqual([200, '']);
  });

  test('a person who blocked it, in no way', async () => {
    await sandbox.send(BEN, 'before');
    await sandbox.client.block(BOT, BEN, true);
    for (const [method, params] of Object.entries(INTO_A_CHAT))
      expect(await sandbox.call(method, { chat_id: BEN, ...params })).toMatchObject({
        error_code: 403,
        description: 'Forbidden: bot was blocked by the user',
      });
    await sandbox.client.block(BOT, BEN, false);
    expect(await write(BEN)).toEqual([200, '']);
  });

  test('a deleted account', async () => {
    await sandbox.client.putUsers([{ id: EVE, firstName: 'Eve', languageCode: 'en' }]);
    await sandbox.client.write(BOT, EVE, 'hi');
    await sandbox.client.deactivate(EVE, true);
    expect(await write(EVE)).toEqual([403, 'Forbidden: user is deactivated']);
    await expect(sandbox.client.write(BOT, EVE, 'hi')).rejects.toThrow('409 this account is deactivated');
    await sandbox.client.deactivate(EVE, false);
    expect(await write(EVE)).toEqual([200, '']);
  });

  test('itself', async () => {
    expect(await write(BOT)).toEqual([403, "Forbidden: bot can't send messages to bots"]);
  });
});

describe('my_chat_member', () => {
  test('comes when a person blocks the bot and when they take that back, once each', async () => {
    await sandbox.updates();
    for (const blocked of [true, true, false, false]) await sandbox.client.block(BOT, ANN, blocked);
    const bot = { id: BOT, is_bot: true };
    const member = { status: 'member', user: bot };
    const kicked = { status: 'kicked', user: bot, until_date: 0 };
    const change = { chat: { id: ANN, type: 'private' }, from: { id: ANN } };
    expect(await sandbox.updates()).toMatchObject([
      { my_chat_member: { ...change, old_chat_member: member, new_chat_member: kicked } },
      { my_chat_member: { ...change, old_chat_member: kicked, new_chat_member: member } },
    ]);
  });

  test('a person who blocked the bot writes and presses nothing', async () => {
    const { message_id: id } = await sandbox.send(BEN, 'x', {
      reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] },
    });
    await sandbox.client.block(BOT, BEN, true);
    await expect(sandbox.client.write(BOT, BEN, 'x')).rejects.toThrow('409 the user has blocked the bot');
    await expect(sandbox.client.press(BOT, BEN, id, 'a')).rejects.toThrow('409 the user has blocked the bot');
  });
});

test('a contact is the own one unless it is said to be another', async () => {
  await sandbox.updates();
  const share = (body: object) =>
    fetch(`${sandbox.url}/sandbox/api/chats/${BOT}/${ANN}/contacts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await share({ phoneNumber: '+8613800000000' });
  await share({ phoneNumber: '13800000001', userId: BEN, firstName: 'Ben' });
  expect((await share({ phoneNumber: 'abc' })).status).toBe(400);
  expect(await sandbox.updates()).toMatchObject([
    { message: { contact: { phone_number: '+8613800000000', first_name: '安娜', user_id: ANN } } },
    { message: { contact: { phone_number: '13800000001', first_name: 'Ben', user_id: BEN } } },
  ]);
});
