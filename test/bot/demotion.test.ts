import { afterAll, beforeAll, expect, test } from 'vitest';
import { words } from '../loop/words.ts';
import { startBot } from '../support/bot.ts';
import type { BotStage } from '../support/bot.ts';
import { wizardsOf } from './wizards.ts';

const w = words.zh;

let stage: BotStage;
beforeAll(async () => void (stage = await startBot()));
afterAll(() => stage.close());

/** The posts end today; a post ends with the day before. */
async function endPosts(staffNo: string): Promise<void> {
  const { sql, personId } = stage.inspector;
  await sql`update posts set ends_on = '2026-11-25' where person_id = ${await personId(staffNo)} and ends_on is null`;
}

test('a secretary whose post has ended is refused in the middle of a notice, and the menu shrinks', async () => {
  const [broadcast] = wizardsOf(stage);
  const person = stage.person(5_000_005);
  await person.send('/menu');
  for (const step of broadcast?.steps ?? []) await step.go(person);
  const [confirm, change] = [await person.dataOf(w.common.confirmSend), await person.dataOf(w.common.change)];
  await endPosts('QS-005');
  const before = await stage.inspector.fingerprint();

  const { shown } = await person.pressData(confirm);
  expect(shown[0]).toBe(w.common.notAllowed);
  const { commands, keyboard } = await person.chat();
  expect(commands.map(({ command }) => command)).toEqual([
    'menu',
    'settings',
    'quiet',
    'language',
    'help',
    'cancel',
  ]);
  expect(keyboard?.rows).toEqual([[w.people.labels.help]]);

  expect((await person.pressData(change)).shown[0]).toBe(w.common.notAllowed);
  for (const text of [
    'Another text',
    '/broadcast',
    '/board',
    '/file QS-018',
    '/quiz',
    '/myfile',
    '/notices',
    '/assess',
  ])
    expect((await person.send(text)).shown).toEqual([w.common.notAllowed]);
  for (const data of [
    'board.list',
    'quiz.open',
    'file.own',
    'notice.page:0',
    'interview.new',
    'people.roots',
  ])
    expect((await person.pressData(data)).shown[0]).toBe(w.common.notAllowed);
  expect((await person.send('/cancel')).shown).toEqual([w.people.cancelled(w.people.flows.broadcast)]);
  expect(await stage.inspector.fingerprint()).toEqual(before);
});

test('a cadre whose post has ended answers no question, no notice and no form any more', async () => {
  const { sql, personId } = stage.inspector;
  const person = stage.person(5_000_019);
  await person.send('/quiz');
  const press = await person.dataOf('A');
  await person.send('/assess');
  await person.press((await person.buttons())[0] ?? '');
  const [row] = await sql<{ id: string }[]>`
    select notice_id::text as id from notice_recipients where person_id = ${await personId('QS-019')} limit 1`;
  await endPosts('QS-019');
  const before = await stage.inspector.fingerprint();
  for (const data of [press, `notice.answer:${row?.id ?? ''}:understood`, `notice.read:${row?.id ?? ''}`])
    expect((await person.pressData(data)).shown[0]).toBe(w.common.notAllowed);
  expect((await person.send('A')).shown).toEqual([w.common.notAllowed]);
  await person.send('/cancel');
  expect((await person.send('A')).shown).toEqual([w.people.unknownText]);
  expect(await stage.inspector.fingerprint()).toEqual(before);
});

test('a supervisor arranges nothing from the day the post ends', async () => {
  const interview = wizardsOf(stage)[1];
  const person = stage.person(5_000_007);
  for (const step of interview?.steps ?? []) await step.go(person);
  const confirm = await person.dataOf(w.common.confirmSend);
  await endPosts('QS-007');
  const before = await stage.inspector.fingerprint();
  expect((await person.pressData(confirm)).shown[0]).toBe(w.common.notAllowed);
  expect((await person.send('QS-019')).shown).toEqual([w.common.notAllowed]);
  expect(await stage.inspector.fingerprint()).toEqual(before);
});
