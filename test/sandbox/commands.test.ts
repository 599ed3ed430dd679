import { beforeEach, describe, expect, test } from 'vitest';
import { ANN, BEN, BOT, CAT, useSandbox } from './open-sandbox.ts';

const sandbox = useSandbox();
const commands = (...names: string[]) =>
  names.map((command) => ({ command, description: `the ${command} command` }));
const set = (names: string[], more: Record<string, unknown> = {}) =>
  sandbox.result('setMyCommands', { commands: commands(...names), ...more });
const sees = async (user: number) =>
  (await sandbox.client.chat(BOT, user)).commands.map(({ command }) => command);
const SCOPES = [
  { type: 'default' },
  { type: 'all_private_chats' },
  { type: 'chat', chat_id: ANN },
  { type: 'chat', chat_id: BEN },
];

beforeEach(async () => {
  for (const scope of SCOPES)
    for (const language of ['', 'zh', 'en'])
      await sandbox.result('deleteMyCommands', { scope, language_code: language });
});

describe('what a person sees', () => {
  test('is the narrowest scope that has commands', async () => {
    await set(['help']);
    expect([await sees(ANN), await sees(BEN)]).toEqual([['help'], ['help']]);
    await set(['quiz'], { scope: { type: 'all_private_chats' } });
    expect([await sees(ANN), await sees(BEN)]).toEqual([['quiz'], ['quiz']]);
    await set(['board', 'broadcast'], { scope: { type: 'chat', chat_id: ANN } });
    expect([await sees(ANN), await sees(BEN)]).toEqual([['board', 'broadcast'], ['quiz']]);
    await sandbox.result('deleteMyCommands', { scope: { type: 'chat', chat_id: ANN } });
    expect(await sees(ANN)).toEqual(['quiz']);
  });

  test("is in the person's language before no language, scope by scope", async () => {
    await set(['help']);
    await set(['bangzhu'], { language_code: 'zh' });
    expect([await sees(ANN), await sees(BEN)]).toEqual([['bangzhu'], ['help']]);
    await set(['quiz'], { scope: { type: 'all_private_chats' } });
    expect(await sees(ANN)).toEqual(['quiz']);
  });
});

test('getMyCommands gives exactly what was set for a scope and language', async () => {
  await set(['help', 'quiz'], { scope: { type: 'chat', chat_id: ANN }, language_code: 'zh' });
  const where = { scope: { type: 'chat', chat_id: ANN } };
  expect(await sandbox.result('getMyCommands', { ...where, language_code: 'zh' })).toEqual(
    commands('help', 'quiz'),
  );
  expect(await sandbox.result('getMyCommands', where)).toEqual([]);
  expect(await sandbox.result('getMyCommands')).toEqual([]);
});

test.each([
  ['capitals', { commands: commands('Help') }, 'BOT_COMMAND_INVALID'],
  ['33 letters', { commands: commands('a'.repeat(33)) }, 'BOT_COMMAND_INVALID'],
  ['Chinese', { commands: commands('帮助') }, 'BOT_COMMAND_INVALID'],
  ['no description', { commands: [{ command: 'help', description: ' ' }] }, 'description must be non-empty'],
  [
    'a long description',
    { commands: [{ command: 'help', description: 'x'.repeat(257) }] },
    'BOT_COMMAND_DESCRIPTION_INVALID',
  ],
  [
    '101 commands',
    { commands: commands(...Array.from({ length: 101 }, (_, i) => `c${i}`)) },
    'BOT_COMMANDS_TOO_MUCH',
  ],
  ['no list', {}, 'parameter "commands" is required'],
  ['an unknown chat', { commands: [], scope: { type: 'chat', chat_id: 1 } }, 'chat not found'],
  ['somebody it never met', { commands: [], scope: { type: 'chat', chat_id: CAT } }, 'chat not found'],
  ['a long language', { commands: [], language_code: 'zho' }, 'invalid language code specified'],
])('refuses %s', async (_, params, why) => {
  expect(await sandbox.call('setMyCommands', params)).toMatchObject({
    error_code: 400,
    description: expect.stringContaining(why),
  });
});

test('keeps names and descriptions by language', async () => {
  await sandbox.result('setMyDescription', { description: '学习与通知', language_code: 'zh' });
  await sandbox.result('setMyDescription', { description: 'Study and notices' });
  expect(await sandbox.result('getMyDescription', { language_code: 'zh' })).toEqual({
    description: '学习与通知',
  });
  expect(await sandbox.result('getMyDescription', { language_code: 'fr' })).toEqual({
    description: 'Study and notices',
  });
});
