import { randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { findDrawable } from '../../db/queries/questions.ts';
import {
  findAttempts,
  findQuiz,
  findRecentVersions,
  insertPaper,
  insertQuiz,
  type AttemptRow,
  type QuizRow,
} from '../../db/queries/quizzes.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { quizSettingsSchema } from '../rules/study-rules.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';
import { drawPaper, type Blueprint } from './rules.ts';
import { deadlineOf, mayBegin, phaseOf } from './sitting-rules.ts';

/** How many earlier papers a draw tries not to repeat. */
const AVOID_PAPERS = 10;

export type Preset = keyof RulePack['quizPresets'];
/** What anybody who learns may take when they like; a formal exam is called by somebody. */
export type OwnPreset = Exclude<Preset, 'exam'>;

export type OpenedQuiz =
  /** Under way, begun just now (`fresh`), or, where no attempt is left, the last one that was finished. */
  | { ok: true; attemptId: string; fresh: boolean; finished: boolean }
  | { ok: false; problem: 'no-questions' }
  | { ok: false; problem: 'wait'; until: Date };

/** Which quiz of a preset is open now: one a day, one a week, or one for good under the rule pack in force. */
function slotOf(
  preset: OwnPreset,
  topic: string | null,
  pack: RulePack,
  now: Date,
): { slot: string; opensAt: Date; closesAt: Date | null } {
  const day = dayOf(now);
  const from = (first: string, days: number) => ({
    slot: first,
    opensAt: startOfDay(first),
    closesAt: startOfDay(addDays(first, days)),
  });
  if (preset === 'daily') return from(day, 1);
  // A week begins on Monday; day 0 of the epoch was a Thursday.
  const sinceMonday = (Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 3) % 7;
  if (preset === 'weekly') return from(addDays(day, -sinceMonday), 7);
  return {
    slot: [pack.version, ...(topic === null ? [] : [topic])].join(':'),
    opensAt: startOfDay(day),
    closesAt: null,
  };
}

/**
 * A person's attempt at one of the quizzes that are always there: the one under way, else the next one, drawn from a
 * stored seed; where no attempt is left, the last. Settings are those under which the quiz was opened.
 * @param topic id of a group of topics of the pack; only for practice by topic
 * @param dutyTopics topics of the person's duties, of which a paper has more where its preset says so
 */
export async function openQuiz(
  db: Db,
  personId: string,
  {
    preset,
    topic = null,
    dutyTopics = [],
  }: { preset: OwnPreset; topic?: string | null; dutyTopics?: readonly string[] },
  pack: RulePack,
  now: Date,
): Promise<OpenedQuiz> {
  const when = slotOf(preset, topic, pack, now);
  const quiz = (await findQuiz(db, preset, when.slot)) ?? (await layQuiz(db, preset, when, pack, now));
  const settings = quizSettingsSchema.parse(quiz.settings);
  return db.transaction(async (tx): Promise<OpenedQuiz> => {
    const past = await findAttempts(tx, quiz.id, personId);
    const last = past.at(-1);
    if (last && phaseOf(settings, stateOf(last), now) !== 'over')
      return { ok: true, attemptId: last.attemptId, fresh: false, finished: false };
    const window = { opensAt: new Date(quiz.opensAt), closesAt: timeOf(quiz.closesAt) };
    const ended = past.map((one) => ({ finishedAt: timeOf(one.finishedAt ?? one.deadlineAt) }));
    const begin = mayBegin(settings, window, ended, now);
    if (!begin.ok && begin.problem === 'wait') return { ok: false, problem: 'wait', until: begin.until };
    if (!begin.ok && last) return { ok: true, attemptId: last.attemptId, fresh: false, finished: true };
    const number = past.length + 1;
    const deadlineAt = deadlineOf(settings, now, window.closesAt);
    const sitting = { quiz, personId, number, deadlineAt, preset, topic, dutyTopics };
    const attemptId = await draw(tx, sitting, pack, now);
    if (attemptId === undefined) return { ok: false, problem: 'no-questions' };
    return { ok: true, ...attemptId, finished: false };
  });
}

async function layQuiz(
  db: Db,
  preset: OwnPreset,
  when: { slot: string; opensAt: Date; closesAt: Date | null },
  pack: RulePack,
  now: Date,
): Promise<QuizRow> {
  const settings = quizSettingsSchema.parse(pack.quizPresets[preset]);
  await insertQuiz(db, { id: newId(), preset, settings, rulePackVersion: pack.version, ...when }, now);
  const quiz = await findQuiz(db, preset, when.slot);
  if (!quiz) throw new Error('the quiz was opened but cannot be read');
  return quiz;
}

type Sitting = {
  quiz: QuizRow;
  personId: string;
  number: number;
  deadlineAt: Date | null;
  preset: OwnPreset;
  topic: string | null;
  dutyTopics: readonly string[];
};

/**
 * Draws by the blueprint of the pack; what its topics are short of is made up from the picked topics or the whole bank, so
 * that a paper is short only when the bank is.
 */
async function draw(
  tx: Tx,
  { quiz, personId, number, deadlineAt, preset, topic, dutyTopics }: Sitting,
  pack: RulePack,
  now: Date,
): Promise<{ attemptId: string; fresh: boolean } | undefined> {
  const { types, blueprint, items: wanted, dutyShare } = pack.quizPresets[preset];
  const bank = (await findDrawable(tx)).filter(({ type }) => types.includes(type));
  const picked = pack.quizTopics.find(({ id }) => id === topic)?.topics;
  const rest = { topics: picked ?? bank.map((question) => question.topic), count: wanted };
  const recent = await findRecentVersions(tx, personId, AVOID_PAPERS);
  const seed = randomBytes(16).toString('hex');
  const lines: Blueprint = picked ? [rest] : [...blueprint, rest];
  const preferred = { topics: dutyTopics, count: Math.round(dutyShare * wanted) };
  const items = drawPaper(bank, lines, recent, seed, preferred).slice(0, wanted);
  if (items.length === 0) return undefined;
  const attemptId = newId();
  const drawn = { number, seed, dutyTopics: dutyShare > 0 ? dutyTopics : [], items };
  const paper = { id: newId(), attemptId, quizId: quiz.id, personId, deadlineAt, ...drawn };
  if (await insertPaper(tx, paper, now)) return { attemptId, fresh: true };
  // Another press began it a moment ago.
  const known = (await findAttempts(tx, quiz.id, personId)).find((one) => one.number === number);
  if (!known) throw new Error('the paper was drawn but cannot be read');
  return { attemptId: known.attemptId, fresh: false };
}

const timeOf = (text: string | null): Date | null => (text === null ? null : new Date(text));
const stateOf = ({ deadlineAt, finishedAt }: AttemptRow) => ({
  deadline: timeOf(deadlineAt),
  finished: finishedAt !== null,
});
