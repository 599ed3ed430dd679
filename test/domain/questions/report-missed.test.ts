import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { answerReport, listReports, retireReported } from '../../../src/domain/questions/answer-reports.ts';
import { openReview } from '../../../src/domain/study/review-question.ts';
import { addPerson } from '../../support/roster.ts';
import { onDay, startReviews } from '../study/review-stage.ts';

let stage: Awaited<ReturnType<typeof startReviews>>;
let editor: Actor;
let cadre: Actor;
beforeAll(async () => {
  stage = await startReviews();
  editor = await addPerson(stage.db, { unitId: stage.unitId, roles: ['editor'] });
});
afterAll(() => stage.close());
beforeEach(async () => {
  cadre = await stage.addPerson();
  await stage.keepOnly('single');
});

/** Misses one question whenever it is asked, until it is no more; returns its card and the day after. */
async function missForEver(day = 0, wanted?: string): Promise<{ cardId: string; day: number }> {
  let cardId = wanted;
  for (let at = day + 1; at < day + 200; at += 1) {
    const next = await openReview(stage.db, cadre, stage.rules, onDay(at));
    if (next.kind === 'nothing') continue;
    cardId ??= next.question.cardId;
    const isIt = next.question.cardId === cardId;
    const { suspended } = await stage.answer(cadre, next.question, !isIt, onDay(at));
    if (suspended === 'leech') return { cardId, day: at };
  }
  throw new Error('it is asked for ever');
}
const open = async () => (await listReports(stage.db, editor, 0, onDay(300))).rows;
const waiting = async () => (await listReports(stage.db, editor, 0, onDay(300))).total;
const told = async (kind: string) => {
  const rows = await stage.db.execute<{ person_id: string }>(
    sql`select person_id from deliveries where kind = ${kind} order by id`,
  );
  return rows.map(({ person_id: id }) => id);
};
const suspended = async (cardId: string) =>
  (await stage.cards(cadre)).find(({ id }) => id === cardId)?.suspended;

describe('a question that somebody missed again and again', () => {
  test('is on the list of the editors, who are told, and is asked again once they looked', async () => {
    await stage.takePaper(cadre, onDay(0));
    const { cardId, day } = await missForEver();
    const [report, ...others] = await open();
    expect(others).toEqual([]);
    expect(report).toMatchObject({ kind: 'missed', words: null });
    expect(await told('question-report')).toEqual([editor.personId]);
    expect(await answerReport(stage.db, editor, report?.id ?? '', '见第一条', onDay(day))).toMatchObject({
      ok: true,
    });
    expect(await told('report-answered')).toEqual([cadre.personId]);
    expect(await suspended(cardId)).toBeNull();
    expect(await open()).toEqual([]);
    // One more wrong answer is one too many again, and so reported again.
    expect((await missForEver(day, cardId)).cardId).toBe(cardId);
    const [again] = await open();
    expect(again).toMatchObject({ kind: 'missed' });
    expect(await retireReported(stage.db, editor, again?.id ?? '', onDay(day + 1))).toMatchObject({
      ok: false,
    });
    expect(await suspended(cardId)).toBe('leech');
  });

  test('and on which they have an open report of their own is not reported twice', async () => {
    await stage.takePaper(cadre, onDay(0));
    const before = await waiting();
    await stage.db.execute(sql`
      insert into question_reports (id, question_version_id, reporter_id, attempt_id, position, kind, created_at)
      select uuidv7(), i.question_version_id, p.person_id, a.id, i.position, 'text', now()
      from papers p join attempts a on a.paper_id = p.id join paper_items i on i.paper_id = p.id where p.person_id = ${cadre.personId}`);
    const reports = await waiting();
    const { cardId, day } = await missForEver();
    expect(await waiting()).toBe(reports);
    expect(reports).toBeGreaterThan(before);
    const [own] = await stage.db.execute<{ id: string }>(sql`
      select r.id from question_reports r join question_versions v on v.id = r.question_version_id join review_cards c on c.question_id = v.question_id
      where c.id = ${cardId} and r.reporter_id = ${cadre.personId}`);
    await answerReport(stage.db, editor, own?.id ?? '', '见第一条', onDay(day));
    expect(await suspended(cardId)).toBeNull();
  });
});
