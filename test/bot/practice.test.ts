import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../loop/words.ts';
import { startBot, type BotStage } from '../support/bot.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { pack } from '../support/pack.ts';
import { papersOf } from './papers.ts';

const w = words.zh;
const { weekly, topic, challenge, mock } = pack.quizPresets;
const MINUTE = 60_000;

let stage: BotStage;
let papers: ReturnType<typeof papersOf>;
let learners: number[];
beforeAll(async () => {
  stage = await startBot();
  papers = papersOf(stage);
  learners = await papers.learners();
});
afterEach(() => papers.keepOnly());
afterAll(() => stage.close());

const learner = (): BotPerson => {
  const account = learners.shift();
  if (account === undefined) throw new Error('no learner is left');
  return stage.person(account);
};
/** The open question of their newest attempt, with what is right as places in the shown order. */
async function asked(person: BotPerson, position: number) {
  const [row] = await stage.inspector.sql<
    { key: number[]; extra: Record<string, unknown>; letters: number; explanation: string }[]
  >`
    select coalesce((select jsonb_agg(array_position(i.option_order, o.x::int) - 1 order by n)
        from jsonb_array_elements_text(v.answer) with ordinality as o(x, n)), '[]'::jsonb) as key,
      v.extra, cardinality(i.option_order) as letters, v.explanation
    from telegram_accounts c join papers p on p.person_id = c.person_id join attempts a on a.paper_id = p.id
    join paper_items i on i.paper_id = p.id join question_versions v on v.id = i.question_version_id
    where c.telegram_id = ${person.id} and i.position = ${position} order by a.started_at desc, a.id desc limit 1`;
  if (!row) throw new Error('nothing is asked');
  return row;
}
const letter = (place: number): string => 'ABCDEFGHIJK'[place] ?? '?';

test('practice says what there is, by topic as well, and leads back', async () => {
  const person = learner();
  const menu = await person.send('/practice');
  for (const preset of [weekly, topic, challenge, mock]) expect(menu.text).toContain(preset.name.zh);
  expect(await person.buttons()).toEqual([weekly, topic, challenge, mock].map(({ name }) => name.zh));
  const topics = await person.press(topic.name.zh);
  expect(topics.text).toContain(w.quizzes.topicTitle);
  expect(await person.buttons()).toEqual([...pack.quizTopics.map(({ name }) => name.zh), w.common.return]);
  await person.press(w.common.return);
  await person.press(topic.name.zh);
  const [first] = pack.quizTopics;
  const question = await person.press(first?.name.zh ?? '');
  expect(question.text).toContain(
    w.quizzes.title(`${topic.name.zh} · ${first?.name.zh ?? ''}`, 1, topic.items),
  );
});

test('a number is answered by typing it, changed by typing again, and final once submitted', async () => {
  await papers.keepOnly('numeric');
  const person = learner();
  await person.send('/practice');
  const question = await person.press(weekly.name.zh);
  const { extra } = await asked(person, 0);
  expect(question.text).toContain(w.quizzes.numeric(String(extra['unit'])));
  expect((await person.send('99999')).text).toContain(w.quizzes.answered('99999'));
  const draft = await person.send(`${String(extra['answer'])} ${String(extra['unit'])}`);
  expect(draft.text).toContain(w.quizzes.again);
  const done = await person.press(w.common.submit);
  expect(done.text).toContain(w.quizzes.right);
  expect(await person.buttons()).toEqual([w.common.source, w.reports.report, w.quizzes.nextQuestion]);
});

test('gaps are filled in one reply, each apart, and half of them are worth half', async () => {
  await papers.keepOnly('fill');
  const person = learner();
  await person.send('/practice');
  await person.press(weekly.name.zh);
  const { extra } = await asked(person, 0);
  const blanks = extra['blanks'] as string[][];
  const wrongNumber = Array.from({ length: blanks.length + 1 }, () => 'x').join('；');
  if (blanks.length > 1)
    expect((await person.send(wrongNumber)).text).toContain(w.quizzes.tooMany(blanks.length));
  await person.send(blanks.map(([first]) => first).join('；'));
  expect((await person.press(w.common.submit)).text).toContain(w.quizzes.right);
});

test.each(['ordering', 'matching'] as const)(
  '%s is answered letter by letter, with a step back',
  async (type) => {
    await papers.keepOnly(type);
    const person = learner();
    await person.send('/practice');
    const question = await person.press(weekly.name.zh);
    expect(question.text).toContain(type === 'ordering' ? w.quizzes.ordering : w.quizzes.matching);
    const { key, letters } = await asked(person, 0);
    const other =
      Array.from({ length: letters }, (_, place) => place).find((place) => place !== key[0]) ?? -1;
    await person.press(letter(other));
    expect(await person.buttons()).not.toContain(letter(other));
    await person.press(w.quizzes.undo);
    const data = await person.dataOf(letter(key[0] ?? -1));
    // Pressed twice it is named once.
    await person.pressTogether([data, data]);
    for (const place of key.slice(1)) await person.press(letter(place));
    expect(await person.buttons()).toEqual([
      w.quizzes.undo,
      w.quizzes.sure,
      w.quizzes.unsure,
      w.common.submit,
    ]);
    expect((await person.press(w.common.submit)).text).toContain(w.quizzes.right);
  },
);

test('a mark of confidence is offered before it is marked, may be left out, and is told at the end', async () => {
  await papers.keepOnly('single');
  const person = learner();
  await person.send('/practice');
  await person.press(weekly.name.zh);
  for (let position = 0; position < weekly.items; position += 1) {
    const { key, explanation } = await asked(person, position);
    const place = position < 3 ? (key[0] === 0 ? 1 : 0) : (key[0] ?? -1);
    const chosen = await person.press(letter(place));
    expect(chosen.text).toContain(w.quizzes.sureAsk);
    expect(chosen.text).not.toContain(explanation);
    const word = position === 2 ? w.common.submit : position === 1 ? w.quizzes.unsure : w.quizzes.sure;
    expect((await person.press(word)).text).toContain(position < 3 ? w.quizzes.wrong : w.quizzes.right);
    await person.press(position + 1 < weekly.items ? w.quizzes.nextQuestion : w.quizzes.seeResult);
  }
  const { messages } = await person.chat();
  expect(messages.at(-1)?.text).toContain(w.quizzes.sureWrong('1'));
});

describe('a mock exam', () => {
  test('lets answers be changed, shows nothing before it is handed in, and everything after', async () => {
    await papers.keepOnly('single');
    const person = learner();
    await person.send('/practice');
    const first = await person.press(mock.name.zh);
    expect(first.text).toContain(w.quizzes.until('').split(' ')[0]);
    expect(await person.buttons()).toEqual(['A', 'B', 'C', 'D', w.quizzes.nextQuestion, w.quizzes.handIn]);
    const one = await asked(person, 0);
    await person.press(letter(one.key[0] === 0 ? 1 : 0));
    const changed = await person.press(letter(one.key[0] ?? -1));
    expect(changed.text).not.toContain(one.explanation);
    expect(await person.buttons()).toContain(`✓ ${letter(one.key[0] ?? -1)}`);
    await person.press(w.quizzes.nextQuestion);
    const two = await asked(person, 1);
    await person.press(letter(two.key[0] === 0 ? 1 : 0));
    expect(await person.buttons()).toContain(w.quizzes.previousQuestion);
    const early = (await person.dataOf(w.quizzes.handIn)).split(':')[1] ?? '';
    for (const data of [`quiz.result:${early}`, `quiz.wrong:${early}`, `quiz.source:${early}:0`])
      expect((await person.pressData(data)).shown).toEqual([w.common.stale]);
    const ask = await person.press(w.quizzes.handIn);
    expect(ask.text).toContain(w.quizzes.handInAsk(mock.items, mock.items - 2));
    await person.press(w.quizzes.goOn);
    await person.press(w.quizzes.handIn);
    const now = await person.dataOf(w.quizzes.handInNow);
    const result = await person.pressData(now);
    expect(result.text).toContain(w.quizzes.finished(mock.name.zh, mock.items, 1));
    // Pressed twice it is handed in once, and there is nothing new to show.
    expect((await person.pressData(now)).shown).toEqual([]);
    const missed = await person.press(w.quizzes.seeWrong);
    expect(missed.text).toContain(two.explanation);
    expect(missed.text).not.toContain(one.explanation);
    expect(await person.buttons()).toContain('▶');
    await person.press('▶');
    expect((await person.press(w.common.return)).text).toBe(result.text);
    expect(await person.buttons()).toContain(w.quizzes.once);
  });

  test('takes what is typed for the question on the screen, forth and back', async () => {
    await papers.keepOnly('numeric');
    const person = learner();
    await person.send('/practice');
    await person.press(mock.name.zh);
    const total =
      (
        await stage.inspector.sql<
          { n: number }[]
        >`select count(*)::int as n from questions where status = 'published'`
      )[0]?.n ?? 0;
    await person.press(w.quizzes.nextQuestion);
    const second = w.quizzes.title(mock.name.zh, 2, Math.min(total, mock.items));
    for (const text of ['7', '8']) {
      const reply = await person.send(text);
      expect(reply.text).toContain(second);
      expect(reply.text).toContain(w.quizzes.answered(text));
    }
    await person.press(w.quizzes.previousQuestion);
    expect((await person.send('9')).text).toContain(
      w.quizzes.title(mock.name.zh, 1, Math.min(total, mock.items)),
    );
  });

  test('is over when its time is, for a press as for handing in, and says how it went', async () => {
    await papers.keepOnly('single');
    const start = stage.clock.now();
    const person = learner();
    await person.send('/practice');
    await person.press(mock.name.zh);
    const { key } = await asked(person, 0);
    await person.press(letter(key[0] ?? -1));
    const [a, hand] = [
      await person.dataOf(letter(key[0] === 0 ? 1 : 0)),
      await person.dataOf(w.quizzes.handIn),
    ];
    stage.clock.advance((mock.timeLimit ?? 0) * MINUTE);
    expect((await person.pressData(a)).shown).toEqual([w.quizzes.over]);
    const result = await person.pressData(hand);
    expect(result.text).toContain(w.quizzes.timeOver);
    expect(result.text).toContain(w.quizzes.finished(mock.name.zh, mock.items, 1));
    stage.clock.set(start);
  });
});

test('a challenge ends with its last mistake, and may be taken once more', async () => {
  await papers.keepOnly('truefalse');
  const person = learner();
  await person.send('/practice');
  await person.press(challenge.name.zh);
  for (let position = 0; position < 3; position += 1) {
    const { key } = await asked(person, position);
    await person.press(letter(key[0] === 0 ? 1 : 0));
    await person.press(position < 2 ? w.quizzes.nextQuestion : w.quizzes.seeResult);
  }
  const { messages } = await person.chat();
  expect(messages.at(-1)?.text).toContain(w.quizzes.livesOver);
  const again = await person.press(w.quizzes.once);
  expect(again.text).toContain(w.quizzes.title(challenge.name.zh, 1, challenge.items));
});

test('practice feeds no file', async () => {
  const [row] = await stage.inspector.sql<{ presets: string[] }[]>`
    select coalesce(jsonb_agg(distinct preset), '[]'::jsonb) as presets from quizzes where (settings->>'forFile')::boolean`;
  expect(row?.presets).toEqual(['daily']);
});
