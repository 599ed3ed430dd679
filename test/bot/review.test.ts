import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../loop/words.ts';
import { startBot, type BotStage } from '../support/bot.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { answer, goOn, papersOf } from './papers.ts';

const w = words.zh;
const DAY = 86_400_000;

let stage: BotStage;
let papers: ReturnType<typeof papersOf>;
let learners: number[];
beforeAll(async () => {
  stage = await startBot();
  papers = papersOf(stage);
  learners = await papers.learners();
  // Nobody has missed anything before.
  await stage.inspector.sql`delete from review_log`;
  await stage.inspector.sql`delete from review_cards`;
  await stage.inspector.sql`delete from answers`;
  await stage.inspector.sql`delete from card_answers`;
});
afterAll(() => stage.close());

const learner = (): BotPerson => {
  const account = learners.shift();
  if (account === undefined) throw new Error('no learner is left');
  return stage.person(account);
};
/** Takes today's paper with this many mistakes; returns what the result says. */
async function takePaper(person: BotPerson, mistakes: number) {
  await person.send('/quiz');
  let last;
  for (const [at, item] of (await papers.items(person.id)).entries()) {
    await answer(person, item, at < mistakes ? [item.key[0] === 0 ? 1 : 0] : item.key);
    last = await goOn(person);
  }
  return last;
}
/** The open review of a person: what is right as places in the shown order. */
async function asked(person: BotPerson) {
  const [row] = await stage.inspector.sql<
    { key: number[]; explanation: string; type: string; stem: string }[]
  >`
    select v.type, v.stem, v.explanation, (
      select jsonb_agg(n - 1 order by n) from unnest(s.option_order) with ordinality as t(o, n) where v.answer @> to_jsonb(o)) as key
    from telegram_accounts a join review_showings s on s.person_id = a.person_id and s.state = 'open'
    join question_versions v on v.id = s.question_version_id where a.telegram_id = ${person.id}`;
  if (!row) throw new Error('nothing is asked');
  return row;
}
const letter = (place: number): string => 'ABCDEFGH'[place] ?? '?';

describe('the review book', () => {
  test('is empty at first and says what will be there', async () => {
    const person = learner();
    expect((await person.send('/review')).text).toBe(w.review.empty);
    await person.pressData('review.list:0');
    expect(await person.buttons()).toEqual([w.common.return]);
  });

  test('takes what a daily paper missed: told in the result, asked tomorrow, with the day it comes again', async () => {
    await papers.keepOnly('single');
    const person = learner();
    const start = stage.clock.now();
    const result = await takePaper(person, 1);
    expect(result?.text).toContain(w.review.bookedTomorrow(1, 1));
    expect(await person.buttons()).toEqual([w.quizzes.seeWrong, w.review.book, w.common.myFile]);
    expect((await person.press(w.review.book)).text).toBe(`${w.review.none(1)}\n${w.review.nextTomorrow}`);
    stage.clock.advance(DAY);
    const question = await person.send('/review');
    expect(question.text).toContain(w.quizzes.title(w.review.name, 1, 1));
    expect((await person.buttons()).slice(-2)).toEqual([w.review.later, w.review.stop]);
    const { key, explanation } = await asked(person);
    expect(question.text).not.toContain(explanation);
    const after = await person.press(letter(key[0] === 0 ? 1 : 0));
    expect(after.text).toContain(w.quizzes.wrong);
    expect(after.text).toContain(w.review.tomorrow);
    expect(after.text).toContain(w.review.last);
    expect((await person.press(w.common.source)).text).toContain(explanation);
    expect((await person.send('/review')).text).toContain(w.review.done(1));
    stage.clock.advance(DAY);
    await person.send('/review');
    const right = await person.send(letter((await asked(person)).key[0] ?? -1));
    expect(right.text).toContain(w.quizzes.right);
    expect(right.text).toMatch(/这题 \d+ 天后再问您一次。/u);
    stage.clock.set(start);
    await papers.keepOnly();
  });

  test('takes a typed answer for what was shown last', async () => {
    await papers.keepOnly('truefalse');
    const person = learner();
    const start = stage.clock.now();
    await takePaper(person, 2);
    stage.clock.advance(DAY);
    await person.send('/quiz');
    await person.send('/review');
    const { key } = await asked(person);
    expect((await person.send(key[0] === 0 ? '对' : '错')).text).toContain(
      w.quizzes.title(w.review.name, 1, 2),
    );
    await person.send('/review');
    await person.send('/quiz');
    expect((await person.send('对')).text).toContain(
      w.quizzes.title(stage.pack.quizPresets.daily.name.zh, 1, 5),
    );
    stage.clock.set(start);
    await papers.keepOnly();
  });

  test('puts a question off, stops it, and brings it back from the list', async () => {
    await papers.keepOnly('multiple');
    const person = learner();
    const start = stage.clock.now();
    await takePaper(person, 2);
    stage.clock.advance(DAY);
    await person.send('/review');
    expect((await person.press(w.common.submit)).shown).toEqual([w.quizzes.choose]);
    const later = await person.dataOf(w.review.later);
    expect((await person.pressData(later)).text).toBe(w.review.putOff);
    await person.press(w.quizzes.nextQuestion);
    const press = await person.dataOf('A');
    expect((await person.press(w.review.stop)).text).toBe(w.review.stopped);
    expect((await person.pressData(press)).shown).toEqual([w.review.ended]);
    const list = await person.press(w.review.all);
    expect(list.text).toContain(w.review.listTitle(2));
    expect(list.text).toContain(w.review.noMore);
    const [resume = ''] = (await person.buttons()).filter((label) => /^恢复 \d$/u.test(label));
    expect((await person.press(resume)).text).not.toContain(w.review.noMore);
    expect((await person.press(w.review.go)).text).toContain(w.quizzes.title(w.review.name, 1, 1));
    stage.clock.set(start);
    await papers.keepOnly();
  });
});

test('in English it says the same', async () => {
  const person = learner();
  await person.send('/language');
  await person.press('English');
  expect((await person.send('/review')).text).toBe(words.en.review.empty);
});
