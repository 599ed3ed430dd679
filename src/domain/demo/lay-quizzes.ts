import type { DrawnItem } from '../quizzes/rules.ts';
import { findAnswerKeys, insertSeedRows, type SeedRow } from '../../db/queries/seed.ts';
import { findDrawable } from '../../db/queries/questions.ts';
import { drawPaper } from '../quizzes/rules.ts';
import { quizSettingsSchema } from '../rules/study-rules.ts';
import { addDays, atLocalTime, startOfDay } from '../schedule/calendar.ts';
import { answerItems, type Bank } from './answer-items.ts';
import type { Chances } from './chances.ts';
import { isExempt, learnsOn, unreachableWhy, type DemoPerson } from './demo-person.ts';
import type { County, Scene } from './scene.ts';
import { daysOf } from './timeline.ts';

/** As many earlier papers as the bot's own draw tries not to repeat. */
const AVOID_PAPERS = 10;
/** Papers are begun in waking hours, after the morning's offer. */
const BEGUN = { from: '07:45', to: '21:30' };

/** Local days of a person's papers with the time each was finished. */
export type Sittings = ReadonlyMap<string, ReadonlyMap<string, Date>>;

type Rows = {
  quizzes: Map<string, SeedRow<'quizzes'>>;
  papers: SeedRow<'papers'>[];
  paperItems: SeedRow<'paperItems'>[];
  attempts: SeedRow<'attempts'>[];
  answers: SeedRow<'answers'>[];
};

/** Daily papers of everybody who is bound and learns, each answered at the person's own level. */
export async function layQuizzes(scene: Scene, county: County): Promise<Sittings> {
  const { tx, chances } = scene;
  const { daily } = scene.pack.quizPresets;
  const drawable = (await findDrawable(tx)).filter(({ type }) => daily.types.includes(type));
  const keys = new Map((await findAnswerKeys(tx)).map(({ versionId, answer }) => [versionId, answer]));
  const bank = { drawable, keys, sizes: new Map(drawable.map((one) => [one.versionId, one])) };
  const rows: Rows = { quizzes: new Map(), papers: [], paperItems: [], attempts: [], answers: [] };
  const sittings = new Map<string, Map<string, Date>>();
  for (const [person, count] of planCounts(scene, county)) {
    const draw = chances(`quizzes:${person.staffNo}`);
    const days = draw.some(possibleDays(scene, person), count).toSorted();
    sittings.set(person.id, drawLine(scene, bank, person, days, draw, rows));
  }
  await insertSeedRows(tx, 'quizzes', [...rows.quizzes.values()]);
  await insertSeedRows(tx, 'papers', rows.papers);
  await insertSeedRows(tx, 'paperItems', rows.paperItems);
  await insertSeedRows(tx, 'attempts', rows.attempts);
  await insertSeedRows(tx, 'answers', rows.answers);
  return sittings;
}

/** How many papers each learner gets; the shares with few and with none are exact. */
function planCounts({ seed, chances, time }: Scene, { people }: County): [DemoPerson, number][] {
  const { papersPerPerson, fewPapersShare, noPapersShare } = seed.history.quizzes;
  const draw = chances('quizzes');
  const learners = people.filter((person) => person.account !== null && learnsOn(person, time.today));
  const none = Math.round(learners.length * noPapersShare);
  const few = Math.round(learners.length * fewPapersShare);
  return draw.some(learners, learners.length).map((person, i) => {
    if (i < none) return [person, 0];
    return [person, draw.whole(i < none + few ? { min: 1, max: 2 } : papersPerPerson)];
  });
}

/** Days on which the person held a learning post, was bound all day, had not blocked the bot and was not exempted. */
function possibleDays({ time }: Scene, person: DemoPerson): string[] {
  return daysOf(time).filter(
    (day) =>
      learnsOn(person, day) &&
      !isExempt(person, day) &&
      unreachableWhy(person, startOfDay(day)) === null &&
      unreachableWhy(person, startOfDay(addDays(day, 1))) === null,
  );
}

function drawLine(
  { pack, seed, ids }: Scene,
  bank: Bank,
  person: DemoPerson,
  days: readonly string[],
  draw: Chances,
  rows: Rows,
): Map<string, Date> {
  const level = draw.within(seed.history.quizzes.correctShare);
  const finished = new Map<string, Date>();
  const past: DrawnItem[][] = [];
  for (const day of days) {
    const recent = past.slice(-AVOID_PAPERS).flat();
    const paperSeed = Array.from({ length: 32 }, () => draw.whole({ min: 0, max: 15 }).toString(16)).join('');
    const items = drawPaper(
      bank.drawable,
      pack.quizPresets.daily.blueprint,
      recent.map((item) => item.questionVersionId),
      paperSeed,
    );
    if (items.length === 0) continue;
    past.push(items);
    const begun = draw.instant(atLocalTime(day, BEGUN.from), atLocalTime(day, BEGUN.to));
    const [paperId, attemptId] = [ids(begun), ids(begun)];
    const answers = answerItems(items, bank, level, begun, draw).map((answer) => ({ attemptId, ...answer }));
    const finishedAt = answers.at(-1)?.pressedAt ?? begun;
    const quiz = rows.quizzes.get(day) ?? {
      id: ids(startOfDay(day)),
      preset: 'daily',
      slot: day,
      settings: quizSettingsSchema.parse(pack.quizPresets.daily),
      rulePackVersion: pack.version,
      opensAt: startOfDay(day),
      closesAt: startOfDay(addDays(day, 1)),
      createdAt: startOfDay(day),
    };
    rows.quizzes.set(day, quiz);
    rows.papers.push({
      id: paperId,
      quizId: quiz.id,
      personId: person.id,
      number: 1,
      seed: paperSeed,
      createdAt: begun,
    });
    rows.paperItems.push(...items.map((item, position) => ({ paperId, position, ...item })));
    const correct = answers.filter((answer) => answer.correct).length;
    rows.attempts.push({
      id: attemptId,
      paperId,
      number: 1,
      startedAt: begun,
      deadlineAt: quiz.closesAt,
      finishedAt,
      endedBy: 'person',
      counts: true,
      answered: answers.length,
      correct,
      points: correct,
      total: items.length,
    });
    rows.answers.push(...answers);
    finished.set(day, finishedAt);
  }
  return finished;
}
