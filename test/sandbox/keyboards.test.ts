import { describe, expect, test } from 'vitest';
import { ANN, useSandbox } from './open-sandbox.ts';

const sandbox = useSandbox();
const buttons = (...data: string[]) => ({
  inline_keyboard: [data.map((it) => ({ text: it, callback_data: it }))],
});
const refused = async (method: string, params: Record<string, unknown>) => {
  const { error_code: code, description } = await sandbox.call(method, params);
  return [code, description?.replace(/^Bad Request: /, '')];
};

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
