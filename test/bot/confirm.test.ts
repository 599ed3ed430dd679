import { afterAll, beforeAll, expect, test } from 'vitest';
import { words } from '../loop/words.ts';
import { startBot } from '../support/bot.ts';
import type { BotStage } from '../support/bot.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { wizardsOf } from './wizards.ts';
import type { Wizard } from './wizards.ts';

const w = words.zh;

let stage: BotStage;
let wizards: Wizard[];
beforeAll(async () => {
  stage = await startBot();
  wizards = wizardsOf(stage);
});
afterAll(() => stage.close());

async function preview(flow: string): Promise<{ person: BotPerson; confirm: string; wizard: Wizard }> {
  const wizard = wizards.find((it) => it.flow === flow);
  if (!wizard) throw new Error(`there is no wizard ${flow}`);
  const person = stage.person(await wizard.account());
  for (const step of wizard.steps) await step.go(person);
  return { person, confirm: await person.dataOf(w.common.confirmSend), wizard };
}

test('a preview sends what it shows: not the text that was written after it', async () => {
  const { person, confirm, wizard } = await preview('broadcast');
  const before = await wizard.count();
  await person.press(w.common.change);
  await person.send('Come at ten');
  expect((await person.pressData(confirm)).text).toContain(w.people.otherStep);
  await person.pressData('broadcast.preview');
  expect((await person.pressData(confirm)).shown).toEqual([w.common.stale]);
  expect(await wizard.count()).toBe(before);
  await person.press(w.common.confirmSend);
  const [notice] = await stage.inspector.sql`select text from notices order by sent_at desc, id desc limit 1`;
  expect(notice).toEqual({ text: 'Come at ten' });
});

test('a preview sends what it shows: not the time that was chosen after it', async () => {
  const { person, confirm, wizard } = await preview('interview');
  const before = await wizard.count();
  await person.press(w.common.change);
  for (const step of wizard.steps.slice(3)) await step.go(person);
  expect((await person.pressData(confirm)).shown).toEqual([w.common.stale]);
  expect(await wizard.count()).toBe(before);
  expect((await person.press(w.common.confirmSend)).text).toContain(wizard.finished);
});

test.each(['broadcast', 'interview'])(
  'a preview of an earlier %s does not confirm a later one',
  async (flow) => {
    const { confirm: earlier } = await preview(flow);
    const { person, confirm, wizard } = await preview(flow);
    const before = await wizard.count();
    expect(confirm).not.toBe(earlier);
    expect((await person.pressData(earlier)).shown).toEqual([w.common.stale]);
    expect(await wizard.count()).toBe(before);
    await person.send('/cancel');
  },
);

test('the cancel button of one wizard does not end another', async () => {
  const { person } = await preview('interview');
  const cancel = await person.dataOf(w.common.cancel);
  await person.send('/file');
  await stage.takeCalls();
  const labels = stage.keyboards(person.id).flatMap(({ buttons }) => buttons.map(({ text }) => text));
  expect(labels).not.toContain(w.common.confirmSend);
  expect((await person.pressData(cancel)).shown).toEqual([w.common.stale]);
  expect(await stage.inspector.step(person.id)).toMatchObject({ flow: 'file' });
  await person.send('/cancel');
});

test('opening a file does not end a notice that is being written', async () => {
  const { person, wizard } = await preview('broadcast');
  await person.send('/file QS-018');
  expect((await person.press(w.credit.purposes['routine-check'] ?? '')).text).toContain('QS-018');
  expect(await stage.inspector.step(person.id)).toMatchObject({ flow: 'broadcast', step: 'preview' });
  expect((await person.press(w.common.confirmSend)).text).toContain(wizard.finished);
});
