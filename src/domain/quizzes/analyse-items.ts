import type { Db } from '../../db/client.ts';
import {
  findDueItems,
  findDueQuizzes,
  findItemAnswers,
  findSittings,
  putItemStatistics,
  putQuizStatistics,
  type DueItem,
  type ItemStatisticsRow,
  type QuizStatisticsRow,
} from '../../db/queries/item-statistics.ts';
import { readContent } from '../questions/read-content.ts';
import { dayOf } from '../schedule/calendar.ts';
import { optionCounts } from './distractor-rules.ts';
import { randomGuessScore } from './guess-rules.ts';
import { ofEnough } from './hiding-rules.ts';
import { itemFigures } from './item-statistics-rules.ts';
import { quizStatistics } from './statistics-rules.ts';

/** Figures are worked out again of what was answered in this time: a few nights may be missed. */
const LOOKS_BACK_MS = 8 * 86_400_000;

/**
 * Works out how questions and quizzes did, on first attempts (row D10), and stores what has changed under the day. Nothing of
 * fewer than five people is stored. One version at a time, so that a large county needs no more memory than a small one.
 */
export async function analyseItems(
  db: Db,
  now: Date,
): Promise<{ items: number; quizzes: number; written: number }> {
  const since = new Date(now.getTime() - LOOKS_BACK_MS);
  const day = dayOf(now);
  const items: ItemStatisticsRow[] = [];
  for (const item of await findDueItems(db, since)) {
    const row = await analyseItem(db, item);
    if (row) items.push(row);
  }
  const quizzes: QuizStatisticsRow[] = [];
  for (const quiz of await findDueQuizzes(db, since)) {
    const row = await analyseQuiz(db, quiz);
    if (row) quizzes.push(row);
  }
  const written = (await putItemStatistics(db, items, day)) + (await putQuizStatistics(db, quizzes, day));
  return { items: items.length, quizzes: quizzes.length, written };
}

async function analyseItem(db: Db, item: DueItem): Promise<ItemStatisticsRow | undefined> {
  const { versionId } = item;
  const answers = await findItemAnswers(db, versionId);
  const figures = ofEnough(answers.length, () =>
    itemFigures(answers.map(({ share, rest }) => ({ share, rest: rest ?? undefined }))),
  );
  if (figures.hidden) return undefined;
  const content = readContent(item);
  const sittings = answers.map(({ attemptId, personId, startedAt, share, chosen }) => ({
    id: attemptId,
    personId,
    startedAt: new Date(startedAt),
    answers: [{ itemId: versionId, place: versionId, mark: share, outOf: 1, chosen }],
  }));
  const isChoice = 'options' in content;
  const asked = {
    itemId: versionId,
    options: isChoice ? content.options.length : 0,
    answer: isChoice ? content.answer : [],
  };
  const taken = optionCounts(sittings, asked);
  return {
    versionId,
    people: figures.people,
    facility: figures.facility,
    deviation: figures.deviation,
    discrimination: figures.discrimination ?? null,
    efficiency: figures.efficiency ?? null,
    guess: randomGuessScore(content, 'all-or-nothing') ?? null,
    options: taken.hidden
      ? []
      : taken.options.map(({ option, right, people }) => ({ option, right, people })),
    unanswered: taken.hidden || !isChoice ? 0 : taken.unanswered,
  };
}

/** Papers are drawn, so a place is a position. */
async function analyseQuiz(
  db: Db,
  { id, preset }: { id: string; preset: string },
): Promise<QuizStatisticsRow | undefined> {
  const sittings = (await findSittings(db, id)).map(({ attemptId, personId, startedAt, shares }) => ({
    id: attemptId,
    personId,
    startedAt: new Date(startedAt),
    answers: shares.map((mark, at) => ({ itemId: String(at), place: String(at), mark, outOf: 1 })),
  }));
  const figures = quizStatistics(sittings);
  if (figures.hidden) return undefined;
  const { people, mean, median, deviation, skewness, kurtosis, consistency, standardError } = figures;
  return {
    quizId: id,
    preset,
    people,
    mean,
    median,
    deviation,
    skewness: skewness ?? null,
    kurtosis: kurtosis ?? null,
    consistency: consistency ?? null,
    standardError: standardError ?? null,
  };
}
