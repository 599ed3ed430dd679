import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../loop/words.ts';
import { BOT, startBot, STRANGERS } from '../support/bot.ts';
import type { BotStage } from '../support/bot.ts';

const w = words.zh;
const ADMIN = 5_000_001;
const HOUR = 3_600_000;

let stage: BotStage;
beforeAll(async () => void (stage = await startBot()));
afterAll(() => stage.close());

/** The administrator makes a code for somebody who is not bound. */
async function invite(staffNo: string): Promise<string> {
  const admin = stage.person(ADMIN);
  await admin.send(staffNo);
  await admin.press('1');
  const { text } = await admin.press(w.people.invite);
  const code = /\?start=([\w-]{22})\b/.exec(text)?.[1];
  if (code === undefined) throw new Error(`no code for ${staffNo}: ${text}`);
  return code;
}
const start = async (account: number | undefined, code: string) =>
  (await stage.person(account ?? 0).send(`/start ${code}`)).shown;

describe('a binding code', () => {
  test('binds nobody from a group', async () => {
    const code = await invite('QS-020');
    const [account = 0] = STRANGERS;
    const text = `/start ${code}`;
    await stage.after(() =>
      stage.client.writeInGroup(BOT, { userId: account, chatId: -1_001_234, text, title: 'Village' }),
    );
    expect((await stage.person(account).send('hello')).shown).toEqual([w.people.notBound]);
  });

  test('binds once, and brings the menu of the post', async () => {
    const code = await invite('QS-032');
    const shown = await start(STRANGERS[2], code);
    expect(shown).toEqual([w.people.bound('彭样兰')]);
    const { commands } = await stage.person(STRANGERS[2] ?? 0).chat();
    expect(commands.map(({ command }) => command)).toContain('quiz');
    expect(await start(STRANGERS[3], code)).toEqual([w.people.problem.used]);
  });

  test('is of no use to somebody who is bound, and stays good', async () => {
    const code = await invite('QS-036');
    expect(await start(5_000_018, code)).toEqual([w.people.alreadyBound('林例平')]);
    expect(await start(STRANGERS[4], code)).toEqual([w.people.bound('袁试文')]);
  });

  test('that expired, was replaced, or is for somebody bound meanwhile says so', async () => {
    const { sql, personId } = stage.inspector;
    const replaced = await invite('QS-045');
    const expired = await invite('QS-045');
    await sql`update invitations set expires_at = ${stage.clock.now()} where person_id = ${await personId('QS-045')}`;
    const late = await invite('QS-054');
    await sql`insert into telegram_accounts (id, telegram_id, person_id, bound_at)
      values (uuidv7(), 5009900, ${await personId('QS-054')}, now())`;
    const { problem } = w.people;
    expect(await start(STRANGERS[5], replaced)).toEqual([problem.revoked]);
    expect(await start(STRANGERS[5], expired)).toEqual([problem.expired]);
    expect(await start(STRANGERS[5], late)).toEqual([problem['person-bound']]);
    expect(await stage.inspector.count('binding_failures')).toBe(0);
  });

  test('goes on working when the press that made it comes again after a crash', async () => {
    const code = await invite('QS-058');
    await stage.restartBeforeMark();
    const link = /\?start=([\w-]{22})\b/;
    const texts = (await stage.person(ADMIN).chat()).messages.map(({ text }) => link.exec(text ?? '')?.[1]);
    const again = texts.findLast((it) => it !== undefined);
    expect(again).not.toBe(code);
    expect(await start(STRANGERS[6], code)).toEqual([w.people.bound('汪样勇')]);
    expect(await start(STRANGERS[7], again ?? '')).toEqual([w.people.problem['person-bound']]);
  });

  test('may be guessed five times, then the account waits an hour', async () => {
    const code = await invite('QS-068');
    const guess = (n: number) => String(n).repeat(22);
    const wrong = [];
    for (let n = 1; n <= 5; n += 1) wrong.push(...(await start(STRANGERS[8], guess(n))));
    const { unknown, locked } = w.people.problem;
    expect(wrong).toEqual([unknown, unknown, unknown, unknown, locked]);
    expect(await start(STRANGERS[8], code)).toEqual([locked]);
    expect(await start(STRANGERS[9], guess(6))).toEqual([unknown]);
    stage.clock.advance(HOUR);
    expect(await start(STRANGERS[8], code)).toEqual([words.zh.people.bound('方样柏')]);
  });

  test('of 64 characters is looked for, and hostile ones are only wrong', async () => {
    const codes = ['y'.repeat(64), `';drop`, '<b>&amp;', '\u202eabc', '%', '✌️‍💥'];
    const account = STRANGERS.slice(10);
    for (const [i, code] of codes.entries())
      expect(await start(account[i], code)).toEqual([w.people.problem.unknown]);
    const { shown } = await stage.person(account[7] ?? 0).sendRaw({ text: '/start a\0b\ud800' });
    expect(shown).toEqual([w.people.problem.unknown]);
  });
});
