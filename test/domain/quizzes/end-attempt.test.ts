import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerSlot } from '../../../src/domain/quizzes/answer-slot.ts';
import { endIfOver, endOverdue, handIn } from '../../../src/domain/quizzes/end-attempt.ts';
import { readAttempt } from '../../../src/domain/quizzes/read-attempt.ts';
import type { RulePack } from '../../../src/domain/rules/rule-pack.ts';
import { START } from '../../support/clock.ts';
import { pack } from '../../support/pack.ts';
import { startSittings, type Sitting } from './sittings.ts';

const NOW = new Date(START);
const minutes = (n: number) => new Date(NOW.getTime() + n * 60_000);
/** The mock exam may be handed in for 40 minutes. */
const LIMIT = pack.quizPresets.mock.timeLimit ?? Number.NaN;
let cast: Awaited<ReturnType<typeof startSittings>>;
beforeAll(async () => {
  cast = await startSittings();
});
afterAll(() => cast.close());

let packs = 0;
/** Somebody in a mock exam of one type with five questions. */
function sitMock(own: Partial<RulePack['quizPresets']['mock']> = {}): Promise<Sitting> {
  packs += 1;
  const mock = { ...pack.quizPresets.mock, blueprint: [], items: 5, ...own };
  const rules = { ...pack, version: `2098.${packs}`, quizPresets: { ...pack.quizPresets, mock } };
  return cast.sit('single', NOW, { preset: 'mock', rules });
}
const choose = async (sit: Sitting, position: number, right: boolean, now = NOW) => {
  const [place = -1] = await cast.placesOf(sit, position, right);
  return answerSlot(cast.db, { ...sit, position }, { kind: 'press', option: place, n: 1 }, now);
};
const shownOf = async (sit: Sitting, now: Date) =>
  (await readAttempt(cast.db, sit.attemptId, sit.personId, now))[0]?.shown;

describe('handing in', () => {
  test('grades what was chosen at once, and twice is once', async () => {
    const sit = await sitMock();
    await choose(sit, 0, false);
    // It may be changed until then.
    expect(await choose(sit, 0, true)).toMatchObject({ ok: true, stored: true, slot: { submitted: false } });
    await choose(sit, 1, true);
    await choose(sit, 2, false);
    expect(await cast.attempt(sit.attemptId)).toMatchObject({ answered: 0, points: 0, finished: false });
    const done = await Promise.all(Array.from({ length: 10 }, () => handIn(cast.db, sit, minutes(10))));
    expect(done).toEqual(Array.from({ length: 10 }, () => ({ ok: true, open: 2 })));
    expect(await cast.attempt(sit.attemptId)).toEqual({
      finished: true,
      endedBy: 'person',
      counts: true,
      answered: 3,
      correct: 2,
      points: 2,
      total: 5,
    });
    expect(await choose(sit, 3, true, minutes(11))).toMatchObject({ ok: false, problem: 'over' });
    expect(await cast.stored(sit.attemptId)).toHaveLength(3);
  });

  test('shows nothing before it, and what the quiz lets see after it', async () => {
    const sit = await sitMock();
    await choose(sit, 0, true);
    expect(await shownOf(sit, minutes(1))).toEqual({ marks: false, key: false, explanation: false });
    await handIn(cast.db, sit, minutes(2));
    expect(await shownOf(sit, minutes(2))).toEqual(pack.quizPresets.mock.review.after);
  });

  test('is nothing that a paper with final answers has: nobody ends theirs early by a forged press', async () => {
    const sit = await cast.sit('single', NOW);
    expect(await handIn(cast.db, sit, NOW)).toEqual({ ok: false, problem: 'not-found' });
    expect(await cast.attempt(sit.attemptId)).toMatchObject({ finished: false });
  });

  test("is not for somebody else's attempt", async () => {
    const sit = await sitMock();
    const { personId } = await cast.addPerson();
    expect(await handIn(cast.db, { attemptId: sit.attemptId, personId }, NOW)).toEqual({
      ok: false,
      problem: 'not-found',
    });
    expect(await cast.attempt(sit.attemptId)).toMatchObject({ finished: false });
  });
});

describe('the end of the time', () => {
  test('takes the press before it and not the one at it', async () => {
    const sit = await sitMock();
    expect(await choose(sit, 0, true, new Date(minutes(LIMIT).getTime() - 1))).toMatchObject({
      ok: true,
      stored: true,
    });
    expect(await choose(sit, 1, true, minutes(LIMIT))).toMatchObject({ ok: false, problem: 'over' });
    expect(await handIn(cast.db, sit, minutes(LIMIT))).toEqual({ ok: false, problem: 'over' });
  });

  test('hands in what was chosen, at the moment when it was over, once', async () => {
    const sit = await sitMock();
    await choose(sit, 0, true);
    // A press that was stored in time may still wait for its turn.
    expect(await endOverdue(cast.db, new Date(minutes(LIMIT).getTime() + 5_000))).toBe(0);
    const ended = await Promise.all([
      endOverdue(cast.db, minutes(LIMIT + 7)),
      endOverdue(cast.db, minutes(LIMIT + 7)),
    ]);
    expect(ended[0] + ended[1]).toBeGreaterThanOrEqual(1);
    expect(await endOverdue(cast.db, minutes(LIMIT + 8))).toBe(0);
    expect(await cast.attempt(sit.attemptId)).toEqual({
      finished: true,
      endedBy: 'clock',
      counts: true,
      answered: 1,
      correct: 1,
      points: 1,
      total: 5,
    });
    const [row] = await cast.db.execute<{ same: boolean }>(sql`
      select finished_at = deadline_at as same from attempts where id = ${sit.attemptId}`);
    expect(row).toEqual({ same: true });
  });

  test('with grace leaves time to hand in, and what nobody hands in does not count', async () => {
    const [late, never] = [
      await sitMock({ overdue: 'grace', grace: 5 }),
      await sitMock({ overdue: 'grace', grace: 5 }),
    ];
    for (const sit of [late, never]) await choose(sit, 0, true);
    expect(await choose(late, 1, true, minutes(LIMIT + 1))).toMatchObject({ ok: false, problem: 'over' });
    expect(await endOverdue(cast.db, minutes(LIMIT + 1))).toBe(0);
    expect(await handIn(cast.db, late, minutes(LIMIT + 4))).toEqual({ ok: true, open: 4 });
    expect(await endOverdue(cast.db, minutes(LIMIT + 6))).toBe(1);
    expect(await cast.attempt(late.attemptId)).toMatchObject({ endedBy: 'person', counts: true, correct: 1 });
    expect(await cast.attempt(never.attemptId)).toMatchObject({
      endedBy: 'clock',
      counts: false,
      correct: 1,
    });
  });

  test('of a daily paper leaves what was not finished uncounted', async () => {
    const sit = await cast.sit('single', NOW);
    await choose(sit, 0, true);
    await endOverdue(cast.db, minutes(3 * 24 * 60));
    expect(await cast.attempt(sit.attemptId)).toMatchObject({
      finished: true,
      endedBy: 'clock',
      counts: false,
      answered: 1,
    });
  });

  test('between a press and its end lets one of them win, and never counts a press twice', async () => {
    for (let round = 0; round < 10; round += 1) {
      const sit = await sitMock();
      const last = new Date(minutes(LIMIT).getTime() - 1);
      const [pressed] = await Promise.all([
        choose(sit, 0, true, last),
        endIfOver(cast.db, sit, minutes(LIMIT)),
      ]);
      await endIfOver(cast.db, sit, minutes(LIMIT));
      const counted = pressed.ok && pressed.stored ? 1 : 0;
      expect(await cast.attempt(sit.attemptId)).toMatchObject({
        finished: true,
        answered: counted,
        correct: counted,
        points: counted,
      });
    }
  });
});
