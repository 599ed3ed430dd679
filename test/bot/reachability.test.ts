import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { FaultRule } from '../../src/sandbox/protocol.ts';
import { words } from '../loop/words.ts';
import { BOT, startBot } from '../support/bot.ts';
import type { BotStage } from '../support/bot.ts';
import { wizardsOf } from './wizards.ts';
import type { Wizard } from './wizards.ts';

const w = words.zh;

let stage: BotStage;
let wizards: Wizard[];
beforeAll(async () => {
  stage = await startBot();
  wizards = wizardsOf(stage);
});
afterEach(() => stage.client.setFaults([]));
afterAll(() => stage.close());

const isReachable = async (account: number): Promise<boolean> => {
  const [row] = await stage.inspector.sql<{ reachable: boolean }[]>`
    select unreachable_at is null as reachable from telegram_accounts where telegram_id = ${account} and revoked_at is null`;
  return row?.reachable ?? false;
};
const block = (account: number, blocked: boolean) =>
  stage.after(() => stage.client.block(BOT, account, blocked));
const fail = (account: number, method: string, fault: FaultRule['fault'], times = 1) =>
  stage.client.setFaults([{ method, chatId: account, times, fault }]);

test('who blocks the bot is out of reach until they come back', async () => {
  const account = 5_000_018;
  await block(account, true);
  expect(await isReachable(account)).toBe(false);
  const [first] = await stage.inspector
    .sql`select unreachable_at from telegram_accounts where telegram_id = ${account}`;
  await stage.deliver([{ ...stage.newest(), update_id: 77 }]);
  expect(
    await stage.inspector.sql`select unreachable_at from telegram_accounts where telegram_id = ${account}`,
  ).toEqual([first]);
  await block(account, false);
  expect(await isReachable(account)).toBe(true);
  expect((await stage.person(account).send('/menu')).text).toContain('林例平');
});

test('a block between a press and its answer is noted, and the update is done with', async () => {
  stage.forgive(/blocked by the user/);
  const person = stage.person(5_000_019);
  await fail(person.id, 'sendMessage', { kind: 'status', status: 403 });
  await person.send('/quiz');
  expect(await isReachable(person.id)).toBe(false);
  const [row] = await stage.inspector.sql`
    select state, tries from processed_updates where update_id = ${stage.newest().update_id}`;
  expect(row).toEqual({ state: 'done', tries: 0 });
});

test('a press and a block at the same time harm nobody else', async () => {
  const person = stage.person(5_000_020);
  await person.send('/language');
  const { messages } = await person.chat();
  const message = messages.at(-1);
  const data = message?.buttons[0]?.[0]?.callbackData ?? '';
  await stage.after(async () => {
    await stage.client.press(BOT, person.id, message?.messageId ?? 0, data);
    await stage.client.block(BOT, person.id, true);
  }, 2);
  expect(await isReachable(person.id)).toBe(false);
  expect((await stage.person(5_000_021).send('/menu')).shown).toHaveLength(1);
  await block(person.id, false);
  expect((await person.send('/menu')).shown).toHaveLength(1);
});

const FAULTS: [string, FaultRule['fault']][] = [
  ['a server error', { kind: 'status', status: 502 }],
  ['too many requests', { kind: 'status', status: 429, retryAfter: 1 }],
  ['a connection that breaks after the message went', { kind: 'reset', accept: true }],
  ['a connection that breaks before', { kind: 'reset', accept: false }],
];
const FLOWS = ['broadcast', 'interview', 'assessment', 'objection', 'file', 'interview-answer'];

test.each(FAULTS.flatMap(([name, fault]) => FLOWS.map((flow) => [name, flow, fault] as const)))(
  '%s at the end of the wizard %s is borne: done once, and said',
  async (_, flow, fault) => {
    stage.forgive(/Bad Gateway|Too Many Requests|update failed|query is too old/);
    const wizard = wizards.find((it) => it.flow === flow);
    const person = stage.person((await wizard?.account()) ?? 0);
    for (const step of wizard?.steps ?? []) await step.go(person);
    const before = await wizard?.count();
    const rule = { chatId: person.id, times: 1, fault };
    await stage.client.setFaults([
      { method: 'editMessageText', ...rule },
      { method: 'sendMessage', ...rule },
    ]);
    const reply = await wizard?.finish(person);
    const said = [wizard?.finished ?? '', w.broadcast.sentBefore, w.interviews.arrangedBefore];
    expect(said.some((it) => reply?.text.includes(it))).toBe(true);
    expect(await wizard?.count()).toBeGreaterThan(before ?? 0);
    if (flow !== 'file') expect(await wizard?.count()).toBe((before ?? 0) + 1);
    expect((await stage.inspector.step(person.id))?.flow).not.toBe(flow);
  },
);

test('what matters about a press that comes too late for a box is said as a message', async () => {
  stage.forgive(/query is too old/);
  const person = stage.person(5_000_021);
  await person.pressData('board.list');
  const press = stage.newest();
  if (!('callback_query' in press)) throw new Error('the newest update is no press');
  await stage.takeCalls();
  await stage.deliver([{ update_id: 78, callback_query: { ...press.callback_query, id: '1' } }]);
  const said = (await stage.takeCalls()).filter(({ method }) => method === 'sendMessage');
  expect(said[0]?.params['text']).toBe(w.common.notAllowed);
});

test('an update that cannot be handled is given up with an apology, and the next one works', async () => {
  stage.forgive(/Internal Server Error|told to fail|update failed/);
  const person = stage.person(5_000_022);
  await fail(person.id, 'sendMessage', { kind: 'status', status: 400 }, 5);
  expect((await person.send('/menu')).shown).toEqual([w.common.wrong]);
  const [row] = await stage.inspector.sql`
    select state, tries from processed_updates where update_id = ${stage.newest().update_id}`;
  expect(row).toEqual({ state: 'failed', tries: 5 });
  expect((await person.send('/menu')).text).toContain(w.people.menuTitle('').slice(3, 4));
});
