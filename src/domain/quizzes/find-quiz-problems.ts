import type { Db, Tx } from '../../db/client.ts';
import { findScheduledQuizzes } from '../../db/queries/documents.ts';
import { findDrawable } from '../../db/queries/questions.ts';
import type { RulePack } from '../rules/rule-pack.ts';

/** A quiz that cannot open as it was laid down: `wanted` questions for a line of its blueprint, and fewer `there`. */
export type QuizProblem = {
  quizId: string;
  preset: string;
  slot: string;
  opensAt: Date;
  topics: readonly string[];
  wanted: number;
  there: number;
};

type Preset = keyof RulePack['quizPresets'];

/**
 * Quizzes that have not opened and for which the bank is short since questions were flagged or retired (row C3): those
 * are never drawn, so a paper would come out short, or be made up from other topics.
 */
export async function findQuizProblems(db: Db | Tx, pack: RulePack, now: Date): Promise<QuizProblem[]> {
  const scheduled = await findScheduledQuizzes(db, now);
  if (scheduled.length === 0) return [];
  const bank = await findDrawable(db);
  const isPreset = (preset: string): preset is Preset => Object.hasOwn(pack.quizPresets, preset);
  return scheduled.flatMap(({ id, preset, slot, opensAt }) => {
    if (!isPreset(preset)) return [];
    const { types, blueprint } = pack.quizPresets[preset];
    return blueprint.flatMap(({ topics: named, count }) => {
      const topics: readonly string[] = named;
      const fits = bank.filter((one) => types.includes(one.type) && topics.includes(one.topic));
      const problem = { quizId: id, preset, slot, opensAt: new Date(opensAt), topics, wanted: count };
      return fits.length < count ? [{ ...problem, there: fits.length }] : [];
    });
  });
}
