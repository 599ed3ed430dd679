import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { words } from '../loop/words.ts';
import { BOT, ENGLISH_STRANGER, isOfInbox, startBot, STRANGERS } from '../support/bot.ts';
import type { BotStage } from '../support/bot.ts';

const w = words.zh;
const GROUP = -1_001_234;

let stage: BotStage;
beforeAll(async () => void (stage = await startBot()));
afterAll(() => stage.close());
beforeEach(() => void (stage.statements.length = 0));

/** What was asked of the database, apart from the inbox that every update passes, which looks up who writes as it stores. */
const asked = () => stage.statements.filter((text) => !isOfInbox(text));
const lookUps = () =>
  stage.statements.filter((text) => text.includes('from telegram_accounts a join people p')).length;

describe('somebody who is not bound', () => {
  const [stranger = 0] = STRANGERS;

  test.each([
    'hello',
    '/menu',
    '/help',
    '/language',
    '/cancel',
    '/quiz',
    '/notices',
    '/assess',
    '/hours',
    '/meetings',
    '/classes',
    '/here 1234',
    '/study',
    '/myfile',
    '/broadcast',
    '/board',
    '/file QS-001',
    '/interview',
    '/people',
    '/nonsense',
    w.people.labels.quiz,
    'A',
    'QS-046',
    '/start',
    '/start a b',
    `/start ${'x'.repeat(65)}`,
    `/start <b>&amp;"'; drop table people`,
  ])('gets one friendly sentence to %j, after one look-up', async (text) => {
    const { shown, calls } = await stage.person(stranger).send(text);
    expect(shown).toEqual([w.people.notBound]);
    expect(calls).toHaveLength(1);
    expect([lookUps(), asked()]).toEqual([1, []]);
  });

  test.each([
    ['a photo', { photo: [{ file_id: 'x', file_unique_id: 'x', width: 1, height: 1 }] }],
    ['a sticker', { sticker: { file_id: 'x', file_unique_id: 'x', width: 1, height: 1, type: 'regular' } }],
    ['a voice message', { voice: { file_id: 'x', file_unique_id: 'x', duration: 1 } }],
    ['a contact', { contact: { phone_number: '13800000000', first_name: 'x' } }],
  ])('gets the same for %s', async (_, content) => {
    expect((await stage.person(stranger).sendRaw(content)).shown).toEqual([w.people.notBound]);
    expect([lookUps(), asked()]).toEqual([1, []]);
  });

  test('gets it once over the chat for a press, when the account was taken away', async () => {
    const person = stage.person(5_000_017);
    await person.send('/language');
    await stage.inspector
      .sql`update telegram_accounts set revoked_at = now() where telegram_id = ${person.id}`;
    stage.statements.length = 0;
    const { shown, calls } = await person.press('English');
    expect(shown).toEqual([w.people.notBound]);
    expect(calls.map(({ method }) => method)).toEqual(['answerCallbackQuery']);
    expect([lookUps(), asked()]).toEqual([1, []]);
    expect((await person.send('/quiz')).shown).toEqual([w.people.notBound]);
  });

  test('is spoken to in the language of their Telegram', async () => {
    const { shown } = await stage.person(ENGLISH_STRANGER).send('hello');
    expect(shown).toEqual([words.en.people.notBound]);
  });

  test('who blocks the bot and comes back is not asked about', async () => {
    await stage.takeCalls();
    await stage.after(() => stage.client.block(BOT, stranger, true));
    await stage.after(() => stage.client.block(BOT, stranger, false));
    expect(await stage.takeCalls()).toEqual([]);
    const looks = asked().filter((text) => !/^(begin|commit)|update telegram_accounts/.test(text));
    expect(looks).toEqual([]);
  });
});

describe('a group', () => {
  const speak = async (userId: number, text: string) => {
    await stage.takeCalls();
    await stage.after(() =>
      stage.client.writeInGroup(BOT, { userId, chatId: GROUP, text, title: 'Village' }),
    );
    return stage.takeCalls();
  };

  test('gets a polite word for a command, from anybody, and the database is not asked', async () => {
    for (const user of [STRANGERS[1] ?? 0, 5_000_005]) {
      const calls = await speak(user, '/broadcast@qingfeng_test_bot');
      expect(calls.map(({ params }) => [params['chat_id'], params['text']])).toEqual([
        [GROUP, w.people.group],
      ]);
    }
    expect(asked()).toEqual([]);
  });

  test('is left in peace otherwise', async () => {
    expect(await speak(5_000_005, 'good morning')).toEqual([]);
    expect(asked()).toEqual([]);
  });

  test('that shuts the bot out makes nobody unreachable', async () => {
    stage.forgive(/bot was kicked from the group/);
    const status = {
      kind: 'status' as const,
      status: 403 as const,
      description: 'Forbidden: bot was kicked from the group chat',
    };
    await stage.client.setFaults([{ method: 'sendMessage', chatId: GROUP, times: 1, fault: status }]);
    await speak(5_000_005, '/help');
    const [account] = await stage.inspector
      .sql`select unreachable_at from telegram_accounts where telegram_id = 5000005`;
    expect(account).toEqual({ unreachable_at: null });
  });
});

test('updates of other kinds are passed over', async () => {
  const [from] = [{ id: 5_000_005, is_bot: false, first_name: 'x' }];
  const chat = { id: 5_000_005, type: 'private', first_name: 'x' };
  const channel = { id: -100_777, type: 'channel', title: 'x' };
  const message = { message_id: 1, date: 1, chat: channel, text: '/start' };
  const kinds: Record<string, unknown>[] = [
    { channel_post: message },
    { edited_channel_post: { ...message, edit_date: 2 } },
    { edited_message: { ...message, chat, from, edit_date: 2 } },
    { inline_query: { id: '1', from, query: 'x', offset: '' } },
    { chosen_inline_result: { result_id: '1', from, query: 'x' } },
    {
      poll: {
        id: '1',
        question: 'x',
        options: [],
        total_voter_count: 0,
        is_closed: true,
        is_anonymous: true,
        type: 'regular',
        allows_multiple_answers: false,
      },
    },
    { poll_answer: { poll_id: '1', user: from, option_ids: [0] } },
    { pre_checkout_query: { id: '1', from, currency: 'XTR', total_amount: 1, invoice_payload: 'x' } },
    { message_reaction: { chat, message_id: 1, user: from, date: 1, old_reaction: [], new_reaction: [] } },
    {
      chat_member: {
        chat: channel,
        from,
        date: 1,
        old_chat_member: { user: from, status: 'left' },
        new_chat_member: { user: from, status: 'member' },
      },
    },
    { something_of_next_year: { anything: true } },
    {},
  ];
  const before = await stage.inspector.fingerprint();
  await stage.takeCalls();
  await stage.deliver(kinds.map((kind, i) => ({ update_id: 9_000_000 + i, ...kind }) as never));
  expect(await stage.takeCalls()).toEqual([]);
  expect(await stage.inspector.fingerprint()).toEqual(before);
  const rows = await stage.inspector
    .sql`select state from processed_updates where update_id >= 9000000 and update_id < 9000020`;
  expect(rows.map(({ state }) => state as string)).toEqual(kinds.map(() => 'done'));
});
