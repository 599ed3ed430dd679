import { sql } from 'drizzle-orm';
import { answerSlot, submitSlot } from '../../../src/domain/quizzes/answer-slot.ts';
import type { Content } from '../../../src/domain/questions/rules.ts';
import { lettersOf, lengthOf, mannerOf, type Move } from '../../../src/domain/quizzes/response-rules.ts';
import { openQuiz, type OwnPreset } from '../../../src/domain/quizzes/open-quiz.ts';
import { readAttempt } from '../../../src/domain/quizzes/read-attempt.ts';
import { answerReview, submitReview } from '../../../src/domain/study/answer-review.ts';
import { openReview, readReview, type ShownReview } from '../../../src/domain/study/review-question.ts';
import { addDays, atLocalTime } from '../../../src/domain/schedule/calendar.ts';
import { pack } from '../../support/pack.ts';
import { startSittings } from '../quizzes/sittings.ts';

const FIRST_DAY = '2026-11-23';
/** Noon of the n-th day. */
export const onDay = (n: number, time = '12:00'): Date => atLocalTime(addDays(FIRST_DAY, n), time);

/** What answers a question, right or wrong, by letters of the shown order or by words. */
export function movesFor(content: Content, order: readonly number[], right: boolean): Move[] {
  const place = (option: number) => order.indexOf(option);
  switch (mannerOf(content)) {
    case 'words': {
      const gaps = lengthOf(content);
      const key =
        content.type === 'fill'
          ? content.blanks.map(([first = '']) => first)
          : [content.type === 'numeric' ? String(content.answer) : ''];
      return [{ kind: 'words', typed: right ? key : Array.from({ length: gaps }, () => '99999') }];
    }
    case 'sequence': {
      const wanted = Array.from({ length: lengthOf(content) }, (_, at) => at);
      return [{ kind: 'letters', options: (right ? wanted : wanted.toReversed()).map(place) }];
    }
    default: {
      const answer = 'answer' in content && Array.isArray(content.answer) ? content.answer : [];
      const all = Array.from({ length: lettersOf(content) }, (_, option) => option);
      const wrong = all.filter((option) => !answer.includes(option)).slice(0, 1);
      return (right ? answer : wrong).map((option) => ({ kind: 'press', option: place(option), n: 1 }));
    }
  }
}

/** People who miss questions and review them, on a bank with every type. */
export async function startReviews() {
  const sittings = await startSittings();
  const { db } = sittings;
  const rules = pack.reviewBook;
  type Person = { personId: string };
  return {
    ...sittings,
    rules,
    /** Takes a paper, wholly right or wholly wrong; returns the attempt. */
    async takePaper(
      person: Person,
      now: Date,
      { right = false, preset = 'daily' }: { right?: boolean; preset?: OwnPreset } = {},
    ): Promise<string> {
      const opened = await openQuiz(db, person.personId, { preset }, pack, now);
      if (!opened.ok) throw new Error(opened.problem);
      const { attemptId } = opened;
      for (const slot of await readAttempt(db, attemptId, person.personId, now)) {
        const place = { attemptId, position: slot.position, personId: person.personId };
        for (const move of movesFor(slot.content, slot.order, right)) await answerSlot(db, place, move, now);
        await submitSlot(db, place, now);
      }
      return attemptId;
    },
    async next(person: Person, now: Date): Promise<ShownReview> {
      const opened = await openReview(db, person, rules, now);
      if (opened.kind !== 'question') throw new Error('nothing to review');
      return opened.question;
    },
    async answer(person: Person, question: ShownReview, right: boolean, now: Date): Promise<ShownReview> {
      for (const move of movesFor(question.content, question.order, right))
        await answerReview(db, person, question.id, move, rules, now);
      await submitReview(db, person, question.id, rules, now);
      const after = await readReview(db, person, question.id, rules, now);
      if (!after) throw new Error('the review is gone');
      return after;
    },
    log: (person: Person) =>
      db.execute<{
        card: string;
        number: number;
        source: string;
        correct: boolean;
        rating: number;
        counted: boolean;
        at: string;
      }>(sql`
        select l.card_id as card, l.number, l.source, l.correct, l.rating, l.counted, l.at from review_log l
        join review_cards c on c.id = l.card_id where c.person_id = ${person.personId} order by l.card_id, l.number`),
    cards: (person: Person) =>
      db.execute<{
        id: string;
        due_on: string;
        reviewed_on: string;
        stability: number;
        difficulty: number;
        scheduled_days: number;
        reps: number;
        lapses: number;
        state: string;
        suspended: string | null;
        not_before: string | null;
      }>(sql`
        select id, due_on::text, reviewed_on::text, stability, difficulty, scheduled_days, reps, lapses, state, suspended, not_before::text
        from review_cards where person_id = ${person.personId} order by id`),
  };
}
