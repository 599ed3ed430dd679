import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import defaultPack from '../../../content/rules/default.json' with { type: 'json' };
import { answerSlot, submitSlot } from '../../../src/domain/quizzes/answer-slot.ts';
import { readRulePack } from '../../../src/domain/rules/rule-pack.ts';
import { bookMistakes } from '../../../src/domain/study/book-mistakes.ts';
import { startSittings, type Sitting } from './sittings.ts';
import { pack } from '../../support/pack.ts';

const NOW = new Date('2026-11-25T12:00:00+08:00');
let cast: Awaited<ReturnType<typeof startSittings>>;
beforeAll(async () => void (cast = await startSittings()));
afterAll(() => cast.close());

const place = ({ attemptId, personId }: Sitting, position = 0) => ({ attemptId, position, personId });
async function press(sitting: Sitting, position: number, right: boolean) {
  const [option = 0] = await cast.placesOf(sitting, position, right);
  return answerSlot(cast.db, place(sitting, position), { kind: 'press', option, n: 1 }, NOW);
}
const confidences = async ({ attemptId }: Sitting) =>
  (
    await cast.db.execute<{ confidence: string | null }>(
      sql`select confidence from answers where attempt_id = ${attemptId} order by position`,
    )
  ).map(({ confidence }) => confidence);

describe('a mark of confidence', () => {
  test('is given with the answer, which waits for it; it may be left out, and stays', async () => {
    const sitting = await cast.sit('single', NOW, { preset: 'weekly' });
    for (const [position, word] of (['sure', 'unsure', null] as const).entries()) {
      expect(await press(sitting, position, false)).toMatchObject({ ok: true, slot: { submitted: false } });
      const done = await submitSlot(cast.db, place(sitting, position), NOW, word);
      expect(done).toMatchObject({ ok: true, slot: { submitted: true, correct: false, confidence: word } });
      await submitSlot(cast.db, place(sitting, position), NOW, 'sure');
    }
    expect(await confidences(sitting)).toEqual(['sure', 'unsure', null]);
  });

  test('is not taken where the quiz does not ask', async () => {
    const sitting = await cast.sit('multiple', NOW);
    await press(sitting, 0, true);
    await submitSlot(cast.db, place(sitting), NOW, 'sure');
    expect(await confidences(sitting)).toEqual([null]);
  });

  test('brings a mistake that was sure to the front of the book', async () => {
    const sitting = await cast.sit('single', NOW, { preset: 'weekly' });
    for (const position of [0, 1, 2]) {
      await press(sitting, position, false);
      await submitSlot(cast.db, place(sitting, position), NOW, position === 1 ? 'sure' : 'unsure');
    }
    await cast.db.transaction((tx) => bookMistakes(tx, [sitting.personId], pack.reviewBook, NOW));
    const rows = await cast.db.execute(sql`
      select c.sure_mistake as sure, l.confidence from review_cards c join review_log l on l.card_id = c.id
      where c.person_id = ${sitting.personId} order by l.once_key`);
    expect([...rows]).toEqual([
      { sure: false, confidence: 'unsure' },
      { sure: true, confidence: 'sure' },
      { sure: false, confidence: 'unsure' },
    ]);
  });
});

test.each([
  ['exam', { confidence: true }],
  ['daily', { confidence: true }],
  ['mock', { confidence: true }],
] as const)('a rule pack that asks for it in %s is refused', (preset, change) => {
  const quizPresets = {
    ...defaultPack.quizPresets,
    [preset]: { ...defaultPack.quizPresets[preset], ...change },
  };
  expect(() => readRulePack({ ...defaultPack, quizPresets })).toThrow('confidence');
});
