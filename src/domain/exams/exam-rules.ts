import { z } from 'zod';
import type { Blueprint } from '../quizzes/rules.ts';
import type { QuizSettings } from '../quizzes/sitting-rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';

type Preset = RulePack['quizPresets']['exam'];

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Fewer questions would tell too little. */
const LEAST_ITEMS = 5;
export const MINUTES = { least: 5, most: 180 };
/** What is open for longer is passed on among people. */
export const MOST_DAYS = 31;
/** The most extra time that one person can be given, in minutes. */
export const MOST_EXTRA = 240;

/** What a paper of an exam is drawn from: fixed when it is called, whatever the rule pack says later. */
export const examPaperSchema = z.object({
  types: z.array(
    z.enum(['single', 'multiple', 'truefalse', 'case', 'fill', 'numeric', 'ordering', 'matching']),
  ),
  blueprint: z.array(z.object({ topics: z.array(z.string()), count: z.int().positive() })),
  items: z.int().positive(),
});
export type ExamPaper = z.infer<typeof examPaperSchema>;

/** What the wizard asks for. `opensAt` null: at once. */
export type ExamDraft = {
  id: string;
  topic: string | null;
  items: number;
  minutes: number;
  opensAt: Date | null;
  closesAt: Date;
  unitIds: readonly string[];
};

/** How many questions an exam may have. */
export const itemsOf = ({ items }: Preset): { least: number; most: number } => ({
  least: Math.min(LEAST_ITEMS, items),
  most: items,
});

/** The time that the preset gives for so many of its questions, in whole five minutes. */
export function usualMinutes({ items, timeLimit }: Preset, wanted: number): number {
  const share = ((timeLimit ?? items) * wanted) / items;
  return Math.min(MINUTES.most, Math.max(MINUTES.least, Math.ceil(share / 5) * 5));
}

/**
 * What a paper of so many questions is drawn from: a group of topics, or the blueprint of the preset, its counts cut down
 * in proportion (what is left over goes to the largest remainders). Undefined for a topic that the pack does not have.
 */
export function paperOf(
  { quizPresets, quizTopics }: Pick<RulePack, 'quizPresets' | 'quizTopics'>,
  topic: string | null,
  items: number,
): ExamPaper | undefined {
  const { types, blueprint } = quizPresets.exam;
  const group = quizTopics.find(({ id }) => id === topic);
  if (topic !== null && !group) return undefined;
  const lines = group ? [{ topics: group.topics, count: items }] : scaled(blueprint, items);
  return {
    types: [...types],
    blueprint: lines.map((line) => ({ ...line, topics: [...line.topics] })),
    items,
  };
}

function scaled(blueprint: Blueprint, items: number): { topics: readonly string[]; count: number }[] {
  const whole = blueprint.reduce((sum, { count }) => sum + count, 0);
  const exact = blueprint.map(({ count }) => (count * items) / whole);
  const counts = exact.map(Math.floor);
  const left = items - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = exact
    .map((_, i) => i)
    .toSorted((a, b) => ((exact[b] ?? 0) % 1) - ((exact[a] ?? 0) % 1));
  for (const i of byRemainder.slice(0, left)) counts[i] = (counts[i] ?? 0) + 1;
  return blueprint
    .map(({ topics }, i) => ({ topics, count: counts[i] ?? 0 }))
    .filter(({ count }) => count > 0);
}

/**
 * What there is to draw from, and whether it is enough: each line of the blueprint must have as many questions as it asks
 * for. `revised` of the pool rest on a text that is being revised.
 */
export function checkPool(
  bank: readonly { topic: string; type: string; documentStatus: string }[],
  { types, blueprint }: ExamPaper,
): { pool: number; revised: number; short: { wanted: number; there: number } | null } {
  const usable = bank.filter(({ type }) => types.some((one) => one === type));
  const pools = blueprint.map(({ topics, count }) => ({
    count,
    questions: usable.filter(({ topic }) => topics.includes(topic)),
  }));
  const short = pools.find(({ count, questions }) => questions.length < count);
  const pool = pools.flatMap(({ questions }) => questions);
  return {
    pool: pool.length,
    revised: pool.filter(({ documentStatus }) => documentStatus === 're-verify').length,
    short: short ? { wanted: short.count, there: short.questions.length } : null,
  };
}

export type WindowProblem = 'past' | 'too-short' | 'too-long';

/** Why an exam cannot be open from then till then: it is over, too short for its own time limit, or too long. */
export function findWindowProblem(
  { opensAt, closesAt, minutes }: { opensAt: Date; closesAt: Date; minutes: number },
  now: Date,
): WindowProblem | undefined {
  if (closesAt <= now) return 'past';
  const length = closesAt.getTime() - opensAt.getTime();
  if (length < minutes * MINUTE_MS) return 'too-short';
  return length > MOST_DAYS * DAY_MS ? 'too-long' : undefined;
}

/** An exam as one person has it: its window and time limit with what was changed for them. */
export function settingsFor(
  settings: QuizSettings,
  { extraMinutes }: { extraMinutes: number },
): QuizSettings {
  const { timeLimit } = settings;
  return { ...settings, timeLimit: timeLimit === null ? null : timeLimit + extraMinutes };
}

export type ExamState = 'cancelled' | 'excused' | 'coming' | 'open' | 'under-way' | 'finished' | 'missed';

/** Where a person stands in an exam. */
export function stateOf(
  exam: {
    cancelled: boolean;
    excused: boolean;
    opensAt: Date;
    closesAt: Date;
    begun: boolean;
    finished: boolean;
  },
  now: Date,
): ExamState {
  if (exam.finished) return 'finished';
  if (exam.begun) return 'under-way';
  if (exam.cancelled) return 'cancelled';
  if (exam.excused) return 'excused';
  if (now < exam.opensAt) return 'coming';
  return now < exam.closesAt ? 'open' : 'missed';
}
