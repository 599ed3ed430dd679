import { describe, expect, test } from 'vitest';
import { ANN, BEN, BOT, useSandbox } from './open-sandbox.ts';
import type { SentMessage, Update } from './open-sandbox.ts';

const sandbox = useSandbox();
type Poll = { id: string; total_voter_count: number; options: { voter_count: number }[] } & Record<
  string,
  unknown
>;
type PollMessage = SentMessage & { poll: Poll };
const OPTIONS = [{ text: '二年' }, { text: '三年' }, { text: '五年' }];
const ask = (more: Record<string, unknown> = {}, user = ANN) =>
  sandbox.result<PollMessage>('sendPoll', {
    chat_id: user,
    question: '每届任期几年？',
    options: OPTIONS,
    ...more,
  });
const kinds = (updates: Update[]) => updates.map((update) => Object.keys(update)[1]);
const shown = async (id: number) =>
  (await sandbox.client.chat(BOT, ANN)).messages.find((message) => message.messageId === id)?.poll;

describe('a regular poll', () => {
  test('counts votes, takes them back, and tells the bot', async () => {
    const { message_id: id, poll } = await ask({ is_anonymous: false });
    expect(poll).toMatchObject({ type: 'regular', is_closed: false, total_voter_count: 0 });
    await sandbox.client.vote(BOT, ANN, id, [2]);
    const updates = await sandbox.updates();
    expect(kinds(updates)).toEqual(['poll_answer', 'poll']);
    expect(updates[0]).toMatchObject({
      poll_answer: { poll_id: poll.id, user: { id: ANN }, option_ids: [2], option_persistent_ids: ['2'] },
    });
    expect(updates[1]).toMatchObject({ poll: { total_voter_count: 1 } });
    expect((await shown(id))?.options.map((option) => [option.voters, option.chosen])).toEqual([
      [0, false],
      [0, false],
      [1, true],
    ]);
    await sandbox.client.vote(BOT, ANN, id, []);
    expect(await sandbox.updates()).toMatchObject([
      { poll_answer: { option_ids: [] } },
      { poll: { total_voter_count: 0 } },
    ]);
  });

  test('keeps names to itself when it is anonymous', async () => {
    const { message_id: id } = await ask({}, BEN);
    await sandbox.client.vote(BOT, BEN, id, [0]);
    expect(kinds(await sandbox.updates())).toEqual(['poll']);
  });

  test('takes several options only where it says so', async () => {
    const { message_id: one } = await ask();
    await expect(sandbox.client.vote(BOT, ANN, one, [0, 1])).rejects.toThrow('this poll takes one option');
    const { message_id: many } = await ask({ allows_multiple_answers: true });
    await sandbox.client.vote(BOT, ANN, many, [0, 1]);
    expect((await shown(many))?.options.map((option) => option.chosen)).toEqual([true, true, false]);
    await expect(sandbox.client.vote(BOT, ANN, many, [3])).rejects.toThrow('options are 0 to 2');
  });
});

describe('a quiz', () => {
  const quiz = {
    type: 'quiz',
    correct_option_ids: [2],
    explanation: '<b>第十一条</b>',
    explanation_parse_mode: 'HTML',
  };

  test('shows the right option and the explanation once it is answered', async () => {
    const { message_id: id, poll } = await ask(quiz);
    expect(poll).toMatchObject({ type: 'quiz', correct_option_ids: [2], explanation: '第十一条' });
    expect(await shown(id)).not.toHaveProperty('correct');
    await sandbox.client.vote(BOT, ANN, id, [0]);
    expect(await shown(id)).toMatchObject({ quiz: true, correct: [2], explanation: '第十一条' });
    await expect(sandbox.client.vote(BOT, ANN, id, [2])).rejects.toThrow('this poll takes one answer');
  });

  test('takes several right options when several may be chosen', async () => {
    const { poll } = await ask({ ...quiz, correct_option_ids: [0, 2], allows_multiple_answers: true });
    expect(poll.correct_option_ids).toEqual([0, 2]);
  });

  test.each([
    ['no right option', { correct_option_ids: undefined }, 'quiz poll must have correct option specified'],
    ['the field of old', { correct_option_ids: undefined, correct_option_id: 2 }, 'must have correct option'],
    ['an option that is not there', { correct_option_ids: [3] }, 'wrong correct option ID specified'],
    ['two right options for one answer', { correct_option_ids: [0, 1] }, 'wrong number of correct options'],
    [
      'right options out of order',
      { correct_option_ids: [2, 0], allows_multiple_answers: true },
      'increasing order',
    ],
    ['an explanation of four lines', { explanation: '1\n2\n3\n4' }, 'too many line feeds'],
    ['a long explanation', { explanation: '长'.repeat(201) }, 'poll explanation is too long'],
  ])('refuses %s', async (_, change, why) => {
    const params = { chat_id: ANN, question: 'x', options: OPTIONS, ...quiz, ...change };
    expect(await sandbox.call('sendPoll', params)).toMatchObject({
      error_code: 400,
      description: expect.stringContaining(why),
    });
  });
});

test.each([
  ['no question', { question: undefined }, 'text must be non-empty'],
  ['a long question', { question: '长'.repeat(301) }, 'poll question length must not exceed 300'],
  ['no options', { options: undefined }, "can't parse options JSON object"],
  ['an empty list of options', { options: [] }, 'poll must have at least 1 option'],
  [
    '13 options',
    { options: Array.from({ length: 13 }, (_, i) => ({ text: `${i}` })) },
    'more than 12 options',
  ],
  ['an empty option', { options: [{ text: '' }, { text: 'x' }] }, 'text must be non-empty'],
  ['a long option', { options: [{ text: 'x'.repeat(101) }] }, 'poll options length must not exceed 100'],
  ['another kind', { type: 'guess' }, 'unsupported poll type specified'],
  ['a time of 3 seconds', { open_period: 3 }, 'POLL_CLOSE_DATE_INVALID'],
])('refuses a poll with %s', async (_, change, why) => {
  const params = { chat_id: ANN, question: 'x', options: OPTIONS, ...change };
  expect(await sandbox.call('sendPoll', params)).toMatchObject({
    error_code: 400,
    description: expect.stringContaining(why),
  });
});

test('closes by itself when the sandbox clock passes its time', async () => {
  const { message_id: id } = await ask({ open_period: 600 });
  await sandbox.client.moveClock({ advanceMs: 601_000 });
  expect((await sandbox.updates()).at(-1)).toMatchObject({ poll: { is_closed: true } });
  await expect(sandbox.client.vote(BOT, ANN, id, [0])).rejects.toThrow('the poll is closed');
  expect(await shown(id)).toMatchObject({ closed: true });
  await sandbox.client.moveClock({ offsetMs: 0 });
});

test('is stopped by its bot, once', async () => {
  const { message_id: id } = await ask();
  const where = { chat_id: ANN, message_id: id };
  expect(await sandbox.result('stopPoll', where)).toMatchObject({ is_closed: true });
  expect(await sandbox.call('stopPoll', where)).toMatchObject({
    description: 'Bad Request: poll has already been closed',
  });
  const { message_id: text } = await sandbox.send(ANN, 'no poll');
  expect(await sandbox.call('stopPoll', { ...where, message_id: text })).toMatchObject({ error_code: 400 });
});
