import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { findQuiz, insertQuiz, type QuizRow } from '../../db/queries/quizzes.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { quizSettingsSchema } from '../rules/study-rules.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';
import { sitDown, type Seated } from './sit-down.ts';

export type Preset = keyof RulePack['quizPresets'];
/** What anybody who learns may take when they like; a formal exam is called by somebody: domain/exams. */
export type OwnPreset = Exclude<Preset, 'exam'>;

export type OpenedQuiz =
  | Extract<Seated, { ok: true }>
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
  const { types, blueprint, items, dutyShare } = pack.quizPresets[preset];
  const fill = pack.quizTopics.find(({ id }) => id === topic)?.topics ?? null;
  const seat = {
    quizId: quiz.id,
    personId,
    settings,
    // Its slot is the one of now.
    window: { opensAt: now, closesAt: when.closesAt },
    draw: {
      types,
      blueprint: fill ? [] : blueprint,
      fill,
      items,
      preferred: { topics: dutyTopics, count: Math.round(dutyShare * items) },
    },
  };
  const seated = await db.transaction((tx) => sitDown(tx, seat, now));
  if (seated.ok) return seated;
  if (seated.problem === 'wait') return { ok: false, problem: 'wait', until: seated.until };
  if (seated.problem === 'no-questions') return { ok: false, problem: 'no-questions' };
  // It was looked for a moment ago by the same clock, and nobody has sat for it.
  throw new Error(`a quiz that is always there is ${seated.problem}`);
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
