import { afterAll, beforeAll, expect, test } from 'vitest';
import { escapeHtml } from '../../src/messages/view.ts';
import { words } from '../loop/words.ts';
import { startBot } from '../support/bot.ts';
import type { BotStage } from '../support/bot.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { HOSTILE, kept } from './hostile-texts.ts';
import { papersOf } from './papers.ts';
import { wizardsOf } from './wizards.ts';
import type { Wizard } from './wizards.ts';
import { SEALED_FIELDS, type SealedFieldName } from '../../src/db/sealed-fields.ts';
import { openSealed } from '../support/field-keys.ts';

const w = words.zh;
const [ADMIN, SECRETARY, SUPERVISOR, CADRE] = [5_000_001, 5_000_005, 5_000_007, 5_000_018];

let stage: BotStage;
let wizards: Wizard[];
beforeAll(async () => {
  stage = await startBot();
  wizards = wizardsOf(stage);
});
afterAll(() => stage.close());

/** Says every hostile text; each gets an answer, and no call is refused (`close` sees to that). */
async function sayAll(
  person: BotPerson,
  before: () => Promise<unknown>,
  after: (text: string, reply: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (const text of Object.values(HOSTILE)) {
    await before();
    const { shown } = await person.sendRaw({ text });
    expect(shown).not.toEqual([]);
    await after(kept(text), shown.join('\n'));
  }
}
const named = (flow: string): Wizard => {
  const wizard = wizards.find((it) => it.flow === flow);
  if (!wizard) throw new Error(`there is no wizard ${flow}`);
  return wizard;
};
const reach = async (flow: string, last: number, person: BotPerson) => {
  for (const step of named(flow).steps.slice(0, last + 1)) await step.go(person);
};
const newest = async (table: string, column: string): Promise<unknown> => {
  const { sql } = stage.inspector;
  const [row] = await sql<{ id: string; value: string }[]>`
    select id, ${sql(column)} as value from ${sql(table)} order by id desc limit 1`;
  const field = `${table}.${column}`;
  return row && field in SEALED_FIELDS ? openSealed(field as SealedFieldName, row.id, row.value) : row?.value;
};

test('a notice is stored and shown as it was written, or refused with a reason', async () => {
  const person = stage.person(SECRETARY);
  await sayAll(
    person,
    () => person.send('/broadcast'),
    async (text, reply) => {
      if (!reply.includes(w.broadcast.unitAsk.slice(0, 8))) return;
      await person.press('青石第一村');
      const { text: preview } = await person.press(w.common.next);
      expect(preview).toContain(`\n${escapeHtml(text)}`);
      await person.press(w.common.confirmSend);
      expect(await newest('notices', 'text')).toBe(text);
      expect((await person.press(w.receipts.board.see)).text).toContain(w.receipts.board.confirmed(0));
    },
  );
  expect((await person.send('/board')).shown).toEqual([w.receipts.board.list]);
  expect(await stage.inspector.count('notices')).toBeGreaterThan(20);
});

test('a place is stored and shown as it was written, in one line', async () => {
  const person = stage.person(SUPERVISOR);
  await sayAll(
    person,
    () => reach('interview', 3, person),
    async (text, reply) => {
      if (!reply.includes(w.interviews.previewTitle)) return;
      const place = text.trim().replace(/\s+/g, ' ');
      expect(reply).toContain(escapeHtml(place));
      await person.press(w.common.confirmSend);
      expect(await newest('interviews', 'place')).toBe(place);
      await person.press(w.common.details);
    },
  );
  expect(await stage.inspector.count('interviews')).toBeGreaterThan(15);
});

test('an objection is stored as it was written', async () => {
  const person = stage.person(SECRETARY);
  await sayAll(
    person,
    () => reach('objection', 0, person),
    async (text, reply) => {
      if (reply.includes(w.credit.objected)) expect(await newest('objections', 'text')).toBe(text.trim());
      else expect(reply).toContain(w.objections.problem);
    },
  );
  expect(await stage.inspector.count('objections')).toBeGreaterThan(15);
});

test('a reason is stored as it was written', async () => {
  const person = stage.person(CADRE);
  await sayAll(
    person,
    () => reach('interview-answer', 0, person),
    async (text, reply) => {
      if (reply.includes(w.interviews.answerStored))
        expect(await newest('interviews', 'answer_reason')).toBe(text.trim());
      else expect(reply).toContain(w.interviews.reasonProblem);
      await person.send('/cancel');
    },
  );
});

test('an answer in a form is stored and shown as it was written', async () => {
  const person = stage.person(await named('assessment').account());
  await reach('assessment', 1, person);
  const back = await person.dataOf(w.common.back);
  const again = back.replace(/:0$/, ':1');
  await sayAll(
    person,
    () => person.pressData(again),
    async (text, reply) => {
      if (!reply.includes(w.assessments.question(3, 8))) return;
      const { sql } = stage.inspector;
      const [row] =
        await sql`select answers from assessment_submissions where state = 'draft' order by id desc limit 1`;
      expect(row?.['answers']).toMatchObject({ 'main-work': text.trim() });
      const shown = [...(text.trim().split('\n')[0] ?? '')].slice(0, 60).join('');
      expect((await person.pressData(again)).text).toContain(escapeHtml(shown));
    },
  );
  await person.send('/cancel');
});

test.each([
  ['the search of an interview', SUPERVISOR, 'interview', 0],
  ['the time of an interview', SUPERVISOR, 'interview', 2],
  ['the search of a file', SUPERVISOR, 'file', 0],
  ['a step for buttons', SECRETARY, 'broadcast', 2],
] as const)('%s answers anything, and stays where it is', async (_, account, flow, last) => {
  const person = stage.person(account);
  const before = await stage.inspector.fingerprint();
  await reach(flow, last, person);
  const { step } = (await stage.inspector.step(account)) ?? {};
  await sayAll(
    person,
    () => Promise.resolve(),
    async () => expect(await stage.inspector.step(account)).toMatchObject({ flow, step }),
  );
  await person.send('/cancel');
  expect(await stage.inspector.fingerprint()).toEqual(before);
});

test('outside a wizard anything is answered, and changes nothing', async () => {
  const learner = stage.person((await papersOf(stage).learners())[0] ?? 0);
  await learner.send('/quiz');
  const before = await stage.inspector.fingerprint();
  for (const person of [stage.person(ADMIN), learner]) await sayAll(person, () => Promise.resolve());
  for (const text of Object.values(HOSTILE)) {
    const entities = [{ type: 'bot_command', offset: 0, length: 5 }];
    const { shown } = await stage.person(SUPERVISOR).sendRaw({ text: `/file ${text}`, entities });
    expect(shown).not.toEqual([]);
  }
  await stage.person(SUPERVISOR).send('/cancel');
  expect(await stage.inspector.fingerprint()).toEqual(before);
});
