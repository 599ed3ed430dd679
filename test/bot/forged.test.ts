import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../loop/words.ts';
import { BOT, startBot } from '../support/bot.ts';
import type { BotStage } from '../support/bot.ts';
import { seededNumbers } from '../../src/domain/quizzes/rules.ts';
import { buttonActions } from './button-actions.ts';
import { A, layTownshipB } from './townships.ts';

const SEED = 'forged';
const BATCH = 25;

let stage: BotStage;
/** What real buttons of township B carry, and made-up ones of every action with ids of B in them. */
let real: string[];
beforeAll(async () => {
  stage = await startBot();
  const { names: _names, ...ids } = await layTownshipB(stage);
  const short = Object.values(ids).map(
    (id) => `~${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`,
  );
  // To go on with one's own review shows a question, and to ask for the erasure of one's own data is noted, whatever stands
  // behind the button's name.
  const actions = buttonActions().filter(
    (action) => !action.startsWith('review.') && action !== 'data.erase-now',
  );
  real = actions.flatMap((action) => short.map((id) => `${action}:${id}:0:1`));
});
afterAll(() => stage.close());

/** One bit of one byte, as a broken or a curious client would turn it. */
function flip(data: string, next: () => number): string {
  const bytes = Buffer.from(data);
  const at = Math.floor(next() * bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(next() * 8));
  return bytes.toString('utf8').replaceAll('\ufffd', '?');
}
const FORGERIES: ((data: string, next: () => number) => string)[] = [
  flip,
  (data, next) => flip(flip(flip(data, next), next), next),
  (data, next) => data.slice(0, Math.floor(next() * data.length)),
  (data) => `${data}:${'9'.repeat(64)}`,
  (data) => data + 'x'.repeat(4096),
  (data) => data.toUpperCase(),
  (data) => data.replaceAll(':', '|'),
  (data) => ` ${data}`,
  (data) => data.replace(/~[\w-]{22}/, "' or 1=1 --"),
  (data) => data.replace(/~[\w-]{22}/, '00000000-0000-0000-0000-000000000000'),
  (data) => data.replace(/~[\w-]{22}/, '~'),
  (data) => data.replace(/:0:1$/, ':-1:1e9:NaN:undefined'),
  (data) => `${data.split(':')[0] ?? ''}:`,
  (data) => data.split(':')[0] ?? '',
  (data) => JSON.stringify({ action: data, admin: true }),
  () => '\0\ud800\u202e',
  () => ':::::',
  () => '__proto__:constructor',
  (data) => data,
];

/** A message whose buttons are really pressed, and another that the forged presses name. */
type Anchor = { pressed: number; named: number };
async function anchorOf(account: number): Promise<Anchor> {
  const idOf = ({ calls }: { calls: { result?: unknown }[] }): number =>
    (calls.at(-1)?.result as { message_id: number } | undefined)?.message_id ?? 0;
  const person = stage.person(account);
  return { pressed: idOf(await person.send('/language')), named: idOf(await person.send('/help')) };
}

/** Presses many at once; the updates come in with what was forged in place of what was pressed. */
async function pressAll(account: number, { pressed, named }: Anchor, forged: readonly string[]) {
  await stage.takeCalls();
  for (const data of forged)
    stage.changeNext(account, (update) => {
      if (!('callback_query' in update) || !update.callback_query.message) return update;
      const message = { ...update.callback_query.message, message_id: named };
      return { ...update, callback_query: { ...update.callback_query, data, message } };
    });
  await stage.after(
    () => Promise.all(forged.map(() => stage.client.press(BOT, account, pressed, 'language.set:zh'))),
    forged.length,
  );
  return stage.takeCalls();
}

describe('a forged press', () => {
  test('changes nothing and is answered, a thousand times', async () => {
    const next = seededNumbers(SEED);
    const accounts = Object.values(A);
    const anchors = new Map<number, Anchor>();
    for (const account of accounts) {
      // So that opening the paper or the card of today, which anybody may, changes nothing any more.
      await stage.person(account).send('/quiz');
      await stage.person(account).send('/study');
      anchors.set(account, await anchorOf(account));
    }
    const before = await stage.inspector.fingerprint();
    const unanswered: string[] = [];
    let pressed = 0;
    while (pressed < 1000) {
      const account = accounts[Math.floor(pressed / BATCH) % accounts.length] ?? 0;
      const forged = Array.from({ length: BATCH }, () => {
        const data = real[Math.floor(next() * real.length)] ?? '';
        const forge = FORGERIES[Math.floor(next() * FORGERIES.length)] ?? flip;
        return forge(data, next);
      });
      const calls = await pressAll(account, anchors.get(account) ?? { pressed: 0, named: 0 }, forged);
      const answers = calls.filter(
        ({ method, status }) => method === 'answerCallbackQuery' && status === 200,
      );
      if (answers.length !== BATCH) unanswered.push(`${answers.length} of ${JSON.stringify(forged)}`);
      pressed += BATCH;
    }
    expect(unanswered).toEqual([]);
    expect(await stage.inspector.fingerprint()).toEqual(before);
    const [stuck] = await stage.inspector
      .sql`select count(*)::int as n from processed_updates where state <> 'done'`;
    expect(stuck).toEqual({ n: 0 });
  }, 180_000);

  test('cannot spell an id in a second way', async () => {
    const person = stage.person(A.cadre);
    const anchor = await anchorOf(A.cadre);
    await person.send('/quiz');
    const data = await person.dataOf('A');
    const before = await stage.inspector.fingerprint();
    const id = /~([\w-]{22})/.exec(data)?.[1] ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const forged = [...alphabet].map((last) => id.slice(0, 21) + last).filter((other) => other !== id);
    for (let at = 0; at < forged.length; at += BATCH)
      await pressAll(
        A.cadre,
        anchor,
        forged.slice(at, at + BATCH).map((other) => data.replace(id, other)),
      );
    expect(await stage.inspector.fingerprint()).toEqual(before);
    expect((await person.pressData(data)).text).not.toContain(words.zh.common.stale);
    expect(await stage.inspector.fingerprint()).not.toEqual(before);
  });
});
