import { sql } from 'drizzle-orm';
import { createEmptyCard, fsrs, Rating, State, type Card, type Grade } from 'ts-fsrs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { answerSlot } from '../../../src/domain/quizzes/answer-slot.ts';
import { handIn } from '../../../src/domain/quizzes/end-attempt.ts';
import { seededNumbers } from '../../../src/domain/quizzes/rules.ts';
import { dayOf } from '../../../src/domain/schedule/calendar.ts';
import { leaveReview, resumeReview, answerReview } from '../../../src/domain/study/answer-review.ts';
import { bookMistakes, bookRecentMistakes } from '../../../src/domain/study/book-mistakes.ts';
import { countTomorrow } from '../../../src/domain/study/plan-reviews.ts';
import { readMissed } from '../../../src/domain/study/read-missed.ts';
import { openReview, readReview } from '../../../src/domain/study/review-question.ts';
import { firstReview, LONGEST_DAYS, review } from '../../../src/domain/study/review-rules.ts';
import { pack } from '../../support/pack.ts';
import { movesFor, onDay, startReviews } from './review-stage.ts';

let stage: Awaited<ReturnType<typeof startReviews>>;
let cadre: Actor;
beforeAll(async () => void (stage = await startReviews()));
afterAll(() => stage.close());
beforeEach(async () => {
  cadre = await stage.addPerson();
  await stage.keepOnly('single');
});

/** Grades as the log has them. */
const GRADES: Record<number, Grade> = { 1: Rating.Again, 2: Rating.Hard, 3: Rating.Good };
const ITEMS = pack.quizPresets.daily.items;
const sweep = (now: Date, { personId }: { personId: string } = cadre) =>
  stage.db.transaction((tx) => bookMistakes(tx, [personId], stage.rules, now));
/** Answers all that is asked on a day, right; returns the cards. */
async function reviewAll(now: Date): Promise<string[]> {
  const seen: string[] = [];
  for (;;) {
    const next = await openReview(stage.db, cadre, stage.rules, now);
    if (next.kind === 'nothing') return seen;
    seen.push(next.question.cardId);
    await stage.answer(cadre, next.question, true, now);
  }
}

describe('what was missed', () => {
  test('makes a card each, due tomorrow, once, however many sweep at once', async () => {
    await stage.takePaper(cadre, onDay(0));
    const swept = await Promise.all([
      sweep(onDay(0)),
      sweep(onDay(0)),
      bookRecentMistakes(stage.db, stage.rules, onDay(0)),
    ]);
    expect(swept.reduce((sum, n) => sum + n, 0)).toBe(ITEMS);
    const cards = await stage.cards(cadre);
    expect(cards).toHaveLength(ITEMS);
    for (const card of cards)
      expect(card).toMatchObject({ due_on: dayOf(onDay(1)), reps: 1, lapses: 0, state: 'Review' });
    expect(await stage.log(cadre)).toHaveLength(ITEMS);
    expect(await sweep(onDay(3))).toBe(0);
  });

  test('is taken in while the paper is still open, where answers show at once what is right', async () => {
    const sitting = await stage.sit('single', onDay(0));
    const [option = 0] = await stage.placesOf(sitting, 0, false);
    const place = { attemptId: sitting.attemptId, position: 0, personId: sitting.personId };
    await answerSlot(stage.db, place, { kind: 'press', option, n: 1 }, onDay(0));
    expect(await sweep(onDay(0), sitting)).toBe(1);
  });

  test('is never more than the answers that were wrong', async () => {
    await stage.takePaper(cadre, onDay(0), { right: true });
    expect(await sweep(onDay(0))).toBe(0);
  });

  test('is taken in from an exam only once its key may be seen', async () => {
    const attemptId = await stage.takePaper(cadre, onDay(0), { preset: 'mock' });
    await stage.db.execute(sql`
      update quizzes set closes_at = ${onDay(8).toISOString()}, settings = jsonb_set(settings, '{review,after,key}', 'false') where preset = 'mock'`);
    expect(await sweep(onDay(0))).toBe(0);
    await handIn(stage.db, { attemptId, personId: cadre.personId }, onDay(0, '12:20'));
    expect(await sweep(onDay(7))).toBe(0);
    const [row] = await stage.db.execute<{ n: number }>(sql`
      select count(*)::int as n from answers where attempt_id = ${attemptId} and not correct`);
    expect(await bookRecentMistakes(stage.db, stage.rules, onDay(8))).toBe(row?.n);
    expect(await stage.cards(cadre)).toHaveLength(row?.n ?? -1);
  });

  test('on a study card comes in too', async () => {
    await stage.db.execute(sql`
      insert into card_answers (person_id, card, question_version_id, chosen, correct, at)
      select ${cadre.personId}, 've-01', v.id, '{0}', false, ${onDay(0).toISOString()} from question_versions v where v.type = 'single' limit 1`);
    expect(await sweep(onDay(0))).toBe(1);
    expect(await stage.log(cadre)).toMatchObject([{ source: 'card', rating: 1, counted: true }]);
  });
});

test('the state of a card is what ts-fsrs makes of its log, and so is the day it is due', async () => {
  const draw = seededNumbers('replay');
  for (let day = 0; day < 30; day += 1) {
    if (day % 10 === 0) await stage.takePaper(cadre, onDay(day, '08:00'));
    for (let n = 0; n < stage.rules.dailyCap + 1; n += 1) {
      const next = await openReview(stage.db, cadre, stage.rules, onDay(day));
      if (next.kind === 'nothing') break;
      await stage.answer(cadre, next.question, draw() < 0.7, onDay(day));
    }
  }
  const library = fsrs({ enable_short_term: false, enable_fuzz: false, maximum_interval: LONGEST_DAYS });
  const [cards, log] = [await stage.cards(cadre), await stage.log(cadre)];
  expect(cards.length).toBeGreaterThanOrEqual(ITEMS);
  expect(log.length).toBeGreaterThan(40);
  expect(cards.some(({ lapses }) => lapses > 0)).toBe(true);
  for (const card of cards) {
    const rows = log.filter((row) => row.card === card.id);
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => i + 1));
    const [first, ...later] = rows.map((row) => ({ ...row, at: new Date(row.at) }));
    if (!first) throw new Error('a card without a log');
    // By the library alone: only what counted, a day as noon of that day.
    const noon = (at: Date) => new Date(`${dayOf(at)}T12:00:00Z`);
    let wanted: Card = createEmptyCard(noon(first.at));
    for (const { rating, counted, at } of [first, ...later])
      if (counted) wanted = library.next(wanted, noon(at), GRADES[rating] ?? Rating.Again).card;
    expect(card).toMatchObject({
      stability: wanted.stability,
      difficulty: wanted.difficulty,
      scheduled_days: wanted.scheduled_days,
      reps: wanted.reps,
      lapses: wanted.lapses,
      state: State[wanted.state],
    });
    // By the rules: every row, counted or not.
    let own = firstReview(card.id, first.at);
    for (const { correct, counted, at } of later) {
      const next = review(own, { right: correct }, at, stage.rules.leechLapses);
      expect(next !== own).toBe(counted);
      own = next;
    }
    expect(card).toMatchObject({ due_on: own.dueOn, reviewed_on: own.reviewedOn });
    expect(card.suspended).toBe(own.suspended ? 'leech' : null);
  }
});

describe('today', () => {
  test('has no more than the cap however much was missed, and says nothing of the rest', async () => {
    for (let day = 0; day < 4; day += 1) await stage.takePaper(cadre, onDay(day));
    for (let n = 1; n <= stage.rules.dailyCap; n += 1) {
      const question = await stage.next(cadre, onDay(30));
      expect([question.done, question.left]).toEqual([n - 1, stage.rules.dailyCap - n + 1]);
      await stage.answer(cadre, question, true, onDay(30));
    }
    const over = await openReview(stage.db, cadre, stage.rules, onDay(30));
    expect(over).toMatchObject({ kind: 'nothing', done: stage.rules.dailyCap });
    expect(await openReview(stage.db, cadre, stage.rules, onDay(31))).toMatchObject({ kind: 'question' });
  });

  test('asks nothing on the day of the mistake; tomorrow has what the result said', async () => {
    await stage.takePaper(cadre, onDay(0));
    expect(await countTomorrow(stage.db, cadre, stage.rules, onDay(0))).toBe(
      Math.min(ITEMS, stage.rules.dailyCap),
    );
    expect(await openReview(stage.db, cadre, stage.rules, onDay(0))).toEqual({
      kind: 'nothing',
      dueOn: dayOf(onDay(1)),
      done: 0,
      cards: ITEMS,
    });
    const [one, two] = await Promise.all([stage.next(cadre, onDay(1)), stage.next(cadre, onDay(1))]);
    expect(one.id).toBe(two.id);
  });

  test('passes over a question that was taken out of use, and one of a newer version is asked anew', async () => {
    await stage.takePaper(cadre, onDay(0));
    const open = await stage.next(cadre, onDay(1));
    await stage.db.execute(sql`
      update questions set status = 'flagged' where id = (select question_id from review_cards where id = ${open.cardId})`);
    expect((await stage.next(cadre, onDay(1))).cardId).not.toBe(open.cardId);
    expect((await readReview(stage.db, cadre, open.id, stage.rules, onDay(1)))?.state).toBe('later');
  });
});

describe('a question of the book', () => {
  test.each(['single', 'multiple', 'truefalse', 'case', 'fill', 'numeric', 'ordering', 'matching'] as const)(
    'of the type %s is asked and answered as in a quiz',
    async (type) => {
      await stage.keepOnly(type);
      const person = await stage.addPerson();
      await stage.takePaper(person, onDay(100), { preset: 'weekly' });
      const wrong = await stage.answer(person, await stage.next(person, onDay(101)), false, onDay(101));
      expect(wrong).toMatchObject({ state: 'answered', content: { type }, dueOn: dayOf(onDay(102)) });
      expect(wrong.fraction).toBeLessThan(1);
      const right = await stage.answer(person, await stage.next(person, onDay(101)), true, onDay(101));
      expect(right.fraction).toBe(1);
      expect(right.dueOn > dayOf(onDay(101))).toBe(true);
    },
  );

  test('keeps its first answer, pressed twice or at once', async () => {
    await stage.takePaper(cadre, onDay(0));
    const question = await stage.next(cadre, onDay(1));
    const moves = [true, false, true].flatMap((right) => movesFor(question.content, question.order, right));
    await Promise.all(
      moves.map((move) => answerReview(stage.db, cadre, question.id, move, stage.rules, onDay(1))),
    );
    const [before] = await stage.log(cadre).then((log) => log.filter(({ source }) => source === 'review'));
    await stage.answer(cadre, question, false, onDay(1));
    const after = (await stage.log(cadre)).filter(({ source }) => source === 'review');
    expect(after).toEqual([before]);
  });

  test('is nobody else’s', async () => {
    await stage.takePaper(cadre, onDay(0));
    const question = await stage.next(cadre, onDay(1));
    const other = await stage.addPerson();
    const [move] = movesFor(question.content, question.order, true);
    if (!move) throw new Error('no move');
    expect(await answerReview(stage.db, other, question.id, move, stage.rules, onDay(1))).toEqual({
      ok: false,
      problem: 'not-found',
    });
    expect(await readReview(stage.db, other, question.id, stage.rules, onDay(1))).toBeUndefined();
    expect(await leaveReview(stage.db, other, question.id, 'stopped', onDay(1))).toEqual({
      ok: false,
      problem: 'not-found',
    });
    expect(await resumeReview(stage.db, other, question.cardId)).toBe(false);
  });

  test('put off comes tomorrow, with its schedule as it was', async () => {
    await stage.takePaper(cadre, onDay(0));
    const question = await stage.next(cadre, onDay(5));
    const before = (await stage.cards(cadre)).find(({ id }) => id === question.cardId);
    await leaveReview(stage.db, cadre, question.id, 'later', onDay(5));
    expect(await leaveReview(stage.db, cadre, question.id, 'later', onDay(5))).toEqual({
      ok: false,
      problem: 'ended',
    });
    const after = (await stage.cards(cadre)).find(({ id }) => id === question.cardId);
    expect(after).toEqual({ ...before, not_before: dayOf(onDay(6)) });
    expect(await reviewAll(onDay(5))).toHaveLength(ITEMS - 1);
    expect(await reviewAll(onDay(6))).toContain(question.cardId);
  });

  test('stopped is not asked again, unless its person wants it back', async () => {
    await stage.takePaper(cadre, onDay(0));
    const question = await stage.next(cadre, onDay(1));
    await leaveReview(stage.db, cadre, question.id, 'stopped', onDay(1));
    expect(await reviewAll(onDay(1))).toHaveLength(ITEMS - 1);
    expect(await resumeReview(stage.db, cadre, question.cardId)).toBe(true);
    expect(await reviewAll(onDay(1))).toEqual([question.cardId]);
  });

  test('missed too often is left for the editor, and cannot be brought back by its person', async () => {
    await stage.takePaper(cadre, onDay(0));
    let day = 1;
    const first = (await stage.next(cadre, onDay(day))).cardId;
    for (let lapses = 0; lapses < stage.rules.leechLapses && day < 200; day += 1) {
      const next = await openReview(stage.db, cadre, stage.rules, onDay(day));
      if (next.kind === 'nothing') continue;
      const isFirst = next.question.cardId === first;
      await stage.answer(cadre, next.question, !isFirst, onDay(day));
      if (isFirst) lapses += 1;
    }
    const card = (await stage.cards(cadre)).find(({ id }) => id === first);
    expect(card).toMatchObject({ suspended: 'leech', lapses: stage.rules.leechLapses });
    expect(await resumeReview(stage.db, cadre, first)).toBe(false);
  });
});

test('everything missed is listed with what was answered, what is right and the source, the newest first', async () => {
  await stage.takePaper(cadre, onDay(0));
  await stage.takePaper(cadre, onDay(1));
  await sweep(onDay(1));
  const first = await readMissed(stage.db, cadre, { page: 0, size: 5 });
  expect(first).toMatchObject({ total: 2 * ITEMS, page: 0 });
  const second = await readMissed(stage.db, cadre, { page: 1, size: 5 });
  expect(second.missed).toHaveLength(5);
  expect((await readMissed(stage.db, cadre, { page: 9, size: 5 })).page).toBe(0);
  for (const { content, chosen, documentTitle, place } of first.missed) {
    expect(content).toMatchObject({ type: 'single', answer: [1] });
    expect(chosen).toEqual([0]);
    expect([documentTitle, place]).toEqual(['Sample law', '第一条']);
  }
  const other = await stage.addPerson();
  expect(await readMissed(stage.db, other, { page: 0, size: 5 })).toEqual({ missed: [], total: 0, page: 0 });
});
