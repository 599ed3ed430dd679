import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../loop/words.ts';
import { startBot } from '../support/bot.ts';
import type { BotStage } from '../support/bot.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { pack } from '../support/pack.ts';
import { answer, goOn, papersOf } from './papers.ts';

const w = words.zh;
const DAY = 86_400_000;
const SUPERVISOR = 5_000_007;

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

/** Somebody who has not begun today's paper. */
const learner = (): BotPerson => {
  const account = learners.shift();
  if (account === undefined) throw new Error('every cadre has a paper by now');
  return stage.person(account);
};
const items = (person: BotPerson) => papers.items(person.id);
const { daily } = pack.quizPresets;
const title = (n: number, total = daily.items) => w.quizzes.title(daily.name.zh, n, total);
const tomorrow = /明天/u;

describe('a daily paper', () => {
  test('has as many questions as the rule pack says, for everybody', async () => {
    for (let i = 0; i < 5; i += 1) {
      const person = learner();
      expect((await person.send('/quiz')).text).toContain(title(1));
      expect(await items(person)).toHaveLength(stage.pack.quizPresets.daily.items);
    }
  });

  test('is made up from other topics when those of the blueprint have too few, and is short only with the bank', async () => {
    const { sql } = stage.inspector;
    const topics = stage.pack.quizPresets.daily.blueprint.flatMap((line, i) => (i > 0 ? line.topics : []));
    await sql`update questions set status = 'retired' where topic = any(${topics})`;
    const person = learner();
    await person.send('/quiz');
    expect(await items(person)).toHaveLength(stage.pack.quizPresets.daily.items);
    await sql`update questions set status = 'retired' where id not in (select id from questions order by code limit 3)`;
    const other = learner();
    await sql`update questions set status = 'published' where id in (select id from questions order by code limit 3)`;
    expect((await other.send('/quiz')).text).toContain(title(1, 3));
    await sql`update questions set status = 'retired'`;
    expect((await learner().send('/quiz')).shown).toEqual([w.quizzes.noQuestions]);
  });

  test('shows no key, explanation or article before a question is answered, and each after', async () => {
    const person = learner();
    await person.send('/quiz');
    const all = await items(person);
    const attempt = (await person.dataOf('A')).split(':')[1] ?? '';
    for (const [at, item] of all.entries()) {
      const { messages } = await person.chat();
      const open = messages.slice(messages.findLastIndex(({ text }) => text?.includes(`${at + 1}/`)));
      // A statement that is true may be the law word for word.
      const seen = JSON.stringify(open).replaceAll(item.stem, '');
      for (const secret of [
        item.explanation,
        item.quote,
        w.quizzes.key(''),
        w.quizzes.basis('', '').trim(),
        '✓',
      ])
        expect(seen).not.toContain(secret);
      for (const early of [`quiz.source:${attempt}:${at}`, `quiz.result:${attempt}`, `quiz.wrong:${attempt}`])
        expect((await person.pressData(early)).shown).toEqual([w.common.stale]);
      const reply = await answer(person, item, item.key.map((place) => (place === 0 ? 1 : 0)).slice(0, 1));
      expect(reply?.text).toMatch(/答错了|答对了/u);
      const source = await person.press(w.common.source);
      expect(source.text).toContain(item.explanation);
      await goOn(person);
    }
  });

  test('is scored, and says when the next one comes; the next day brings it', async () => {
    const person = learner();
    const start = stage.clock.now();
    await person.send('/quiz');
    const all = await items(person);
    let last;
    for (const [at, item] of all.entries()) {
      await answer(person, item, at === 0 ? [item.key[0] === 0 ? 1 : 0] : item.key);
      last = await goOn(person);
    }
    expect(last?.text).toContain(w.quizzes.done(all.length, all.length - 1));
    const again = await person.send('/quiz');
    expect(again.text).toContain(w.quizzes.done(all.length, all.length - 1));
    expect(again.text).toMatch(tomorrow);
    expect((await person.press(w.quizzes.seeWrong)).text).toContain(all[0]?.explanation);
    stage.clock.advance(DAY);
    expect((await person.send('/quiz')).text).toContain(title(1));
    const next = await items(person);
    expect(next).toHaveLength(all.length);
    expect(next.map(({ quote, explanation }) => quote + explanation)).not.toEqual(
      all.map(({ quote, explanation }) => quote + explanation),
    );
    stage.clock.set(start);
  });

  test('is resumed where it was left, also after a restart, by /quiz and by an old message', async () => {
    const person = learner();
    await person.send('/quiz');
    const [first, second] = await items(person);
    if (!first || !second) throw new Error('the paper is short');
    await answer(person, first, [0]);
    const old = await person.dataOf(w.quizzes.nextQuestion);
    await goOn(person);
    await answer(person, second, [0]);
    await stage.restart();
    expect((await person.send('/quiz')).text).toContain(title(3));
    expect((await person.pressData(old)).text).toContain(title(3));
    expect((await items(person)).filter(({ submitted }) => submitted)).toHaveLength(2);
  });

  test('closes with its day; what is pressed later is not stored', async () => {
    const person = learner();
    const start = stage.clock.now();
    await person.send('/quiz');
    const data = await person.dataOf('A');
    stage.clock.advance(DAY);
    expect((await person.pressData(data)).shown).toEqual([w.quizzes.closed]);
    stage.clock.set(start);
    expect((await items(person)).filter(({ chosen }) => chosen !== null)).toEqual([]);
  });
});

describe('a press', () => {
  test.each(['single', 'truefalse'] as const)(
    'on a %s question counts once, and the first one stays',
    async (type) => {
      await papers.keepOnly(type);
      const person = learner();
      await person.send('/quiz');
      const [a, b] = [await person.dataOf('A'), await person.dataOf('B')];
      const { calls } = await person.pressTogether([a, a, b]);
      expect(calls.filter(({ method }) => method === 'answerCallbackQuery')).toHaveLength(3);
      const [first] = await items(person);
      expect(first).toMatchObject({ submitted: true });
      await stage.deliver(stage.updates().slice(-3));
      await person.pressData(b);
      await stage.restartBeforeMark();
      expect((await items(person))[0]).toEqual(first);
    },
  );

  test('on one of several answers chooses it or takes it out, as its button says, however often it comes', async () => {
    await papers.keepOnly('multiple');
    const person = learner();
    await person.send('/quiz');
    const chosen = async () => (await items(person))[0]?.chosen?.length ?? 0;
    expect((await person.press(w.common.submit)).shown).toEqual([w.quizzes.choose]);
    const a = await person.dataOf('A');
    await person.pressTogether([a, a]);
    expect(await chosen()).toBe(1);
    await person.press('B');
    await stage.restartBeforeMark();
    expect(await chosen()).toBe(2);
    expect(await person.buttons()).toEqual(expect.arrayContaining(['✓ A', '✓ B', 'C']));
    await person.press('A');
    expect(await chosen()).toBe(1);
    const submit = await person.dataOf(w.common.submit);
    const { calls } = await person.pressTogether([submit, submit]);
    expect(calls.filter(({ status }) => status !== 200 && status !== 400)).toEqual([]);
    expect((await items(person))[0]).toMatchObject({ submitted: true });
    await person.pressData(a);
    expect(await chosen()).toBe(1);
  });
});

test('a case is shown before what is asked about it, and takes one option or several as its key has', async () => {
  await papers.keepOnly('case');
  const seen = new Set<boolean>();
  while (seen.size < 2) {
    const person = learner();
    let reply = await person.send('/quiz');
    for (const item of await items(person)) {
      const isSeveral = item.key.length > 1;
      seen.add(isSeveral);
      const [version] = await stage.inspector.sql<{ scenario: string; stem: string }[]>`
        select extra->>'scenario' as scenario, stem from question_versions where explanation = ${item.explanation}`;
      const asked = reply.text;
      expect(asked.indexOf(version?.scenario ?? '-')).toBeGreaterThan(0);
      expect(asked.indexOf(version?.stem ?? '-')).toBeGreaterThan(asked.indexOf(version?.scenario ?? ''));
      expect(asked.includes(w.quizzes.multiple)).toBe(isSeveral);
      expect((await answer(person, item, item.key))?.text).toContain(w.quizzes.right);
      reply = await goOn(person);
    }
    expect(reply.text).toContain(w.quizzes.doneAll);
  }
});

describe('a typed answer', () => {
  const typed = async (type: 'single' | 'multiple' | 'truefalse', text: string) => {
    await papers.keepOnly(type);
    const person = learner();
    await person.send('/quiz');
    const { text: reply } = await person.send(text);
    const [first] = await items(person);
    return { reply, submitted: first?.submitted, chosen: first?.chosen?.length ?? 0 };
  };

  test.each([
    ['single', 'A', 1],
    ['single', ' ｂ ', 1],
    ['multiple', 'ab', 2],
    ['multiple', 'A，C', 2],
    ['multiple', 'B', 1],
    ['truefalse', '对', 1],
    ['truefalse', '错误', 1],
    ['truefalse', '×', 1],
    ['truefalse', 'T', 1],
  ] as const)('to a %s question: %j is understood', async (type, text, chosen) => {
    expect(await typed(type, text)).toMatchObject({ submitted: true, chosen });
  });

  test.each([
    ['single', 'AB'],
    ['single', 'H'],
    ['truefalse', 'C'],
  ] as const)('to a %s question: %j is explained, and nothing is stored', async (type, text) => {
    const { reply, submitted } = await typed(type, text);
    expect(reply).toContain(w.quizzes.typed('').split('。')[0]);
    expect(submitted).toBe(false);
  });

  test.each([
    ['single', '对'],
    ['multiple', 'I think it is the first'],
  ] as const)('to a %s question: %j is no answer', async (type, text) => {
    expect(await typed(type, text)).toMatchObject({ reply: w.people.unknownText, submitted: false });
  });

  test('draws no paper for who has not begun one, nor for who does not learn', async () => {
    const before = await stage.inspector.count('papers');
    for (const person of [learner(), stage.person(SUPERVISOR)])
      for (const text of ['A', '对', 'no', 'bad'])
        expect((await person.send(text)).shown).toEqual([w.people.unknownText]);
    expect(await stage.inspector.count('papers')).toBe(before);
  });
});
