import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { words } from '../loop/words.ts';
import { BOT, startBot, STRANGERS } from '../support/bot.ts';
import type { BotStage } from '../support/bot.ts';

const w = words.zh;
const SECRETARY = 5_000_005;
const BRANCH_SECRETARY = 5_000_017;
const CADRE = 5_000_018;
let group = -1_002_000;

let stage: BotStage;
beforeAll(async () => void (stage = await startBot()));
afterAll(() => stage.close());
beforeEach(() => void (group -= 1));

async function speak(userId: number, text: string) {
  await stage.takeCalls();
  await stage.after(() => stage.client.writeInGroup(BOT, { userId, chatId: group, text, title: 'Village' }));
  return stage.takeCalls();
}
const shown = (calls: Awaited<ReturnType<typeof speak>>) =>
  calls.map(({ method, params }) => (method === 'sendMessage' ? params['text'] : method));
const poll = (calls: Awaited<ReturnType<typeof speak>>) => {
  const call = calls.find(({ method }) => method === 'sendPoll');
  if (!call) throw new Error(`no poll, but ${shown(calls).join(', ')}`);
  const { question, options, explanation, correct_option_ids: right } = call.params;
  return {
    call,
    question: String(question),
    options: options as { text: string }[],
    explanation: String(explanation),
    right: right as number[],
    messageId: (call.result as { message_id: number }).message_id,
  };
};

describe('/warmup in a group', () => {
  test('from a secretary is one quiz poll, anonymous, with its source, inside what Telegram takes', async () => {
    const asked = poll(await speak(SECRETARY, '/warmup'));
    expect(asked.call.status).toBe(200);
    expect(asked.call.params).toMatchObject({ type: 'quiz', is_anonymous: true });
    expect(asked.question.length).toBeLessThanOrEqual(300);
    expect(asked.options.length).toBeLessThanOrEqual(12);
    expect(Math.max(...asked.options.map(({ text }) => text.length))).toBeLessThanOrEqual(100);
    expect(asked.explanation.length).toBeLessThanOrEqual(200);
    expect(asked.explanation).toMatch(/依据：/);
    const [row] = await stage.inspector.sql`
      select v.answer from question_versions v join questions q on q.id = v.question_id
      where v.stem = ${asked.question} and q.status = 'published' order by v.version desc limit 1`;
    expect(asked.right).toEqual(row?.['answer']);
  });

  test('keeps nothing of the votes, and counts for nobody', async () => {
    const { messageId } = poll(await speak(BRANCH_SECRETARY, `/warmup@qingfeng_test_bot`));
    const before = await stage.inspector.fingerprint();
    await stage.client.vote(BOT, group, messageId, [0], CADRE);
    await speak(CADRE, 'A');
    expect(await stage.inspector.fingerprint()).toEqual(before);
  });

  test('comes once in ten minutes, and then with another question', async () => {
    const first = poll(await speak(SECRETARY, '/warmup'));
    expect(shown(await speak(BRANCH_SECRETARY, '/warmup'))).toEqual([w.quizzes.warmUpSoon(10)]);
    stage.clock.advance(9 * 60_000);
    expect(shown(await speak(SECRETARY, '/warmup'))).toEqual([w.quizzes.warmUpSoon(1)]);
    stage.clock.advance(60_000);
    expect(poll(await speak(SECRETARY, '/warmup')).question).not.toBe(first.question);
  });

  test('is the same question when the update comes again after a crash', async () => {
    const first = poll(await speak(SECRETARY, '/warmup'));
    await stage.restartBeforeMark();
    expect(poll(await stage.takeCalls()).question).toBe(first.question);
  });

  test('from anybody else is answered as any other command: nothing tells who is bound, or what they are', async () => {
    for (const user of [CADRE, 5_000_001, STRANGERS[1] ?? 0])
      expect(shown(await speak(user, '/warmup'))).toEqual([w.people.group]);
    expect(shown(await speak(SECRETARY, '/broadcast'))).toEqual([w.people.group]);
    const [row] = await stage.inspector
      .sql`select count(*)::int as n from group_warm_ups where chat_id = ${group}`;
    expect(row?.['n']).toBe(0);
  });

  test('to another bot of the group is not for this one', async () => {
    expect(await speak(SECRETARY, '/warmup@another_bot')).toEqual([]);
    expect(await speak(SECRETARY, 'warmup')).toEqual([]);
  });

  test('in private is no command', async () => {
    expect((await stage.person(SECRETARY).send('/warmup')).text).toContain(w.people.unknownText);
  });
});

test('a group that takes no polls is left in peace', async () => {
  const status = {
    kind: 'status' as const,
    status: 400 as const,
    description: 'Bad Request: not enough rights to send polls to the chat',
  };
  stage.forgive(/not enough rights/);
  await stage.client.setFaults([{ method: 'sendPoll', chatId: group, times: 1, fault: status }]);
  await speak(SECRETARY, '/warmup');
  expect(stage.failures).toEqual([]);
});
