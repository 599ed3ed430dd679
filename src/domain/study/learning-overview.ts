import type { Db } from '../../db/client.ts';
import {
  countLearnersByUnit,
  findArticleFigures,
  type ArticleFiguresRow,
  type UnitLearnersRow,
} from '../../db/queries/learning.ts';
import { findUnitInScope } from '../../db/queries/organisation-units.ts';
import { LEARNING_ROLES, scopeOf, type Actor } from '../people/rules.ts';
import { MIN_PEOPLE } from '../quizzes/hiding-rules.ts';
import { chooseWeakest } from '../quizzes/weak-articles-rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { mergeSmall } from './hours-rules.ts';

/** Whether somebody has finished a daily paper is asked for so many days. */
export const LOOK_BACK_DAYS = 30;
/** So many articles are worth a class. */
const WEAKEST = 3;

export type LearnersCount = { people: number; finished: number };
export type Weak = Omit<ArticleFiguresRow, 'sureMistakes'> & {
  article: string;
  sureMistakes: number | undefined;
};
/** How a unit learns, without a name and without an order of merit; nothing that is about fewer than five people. */
export type LearningOverview = {
  unit: { id: string; name: string };
  /** Null where the whole unit has too few people. */
  total: LearnersCount | null;
  units: (LearnersCount & { id: string; name: string })[];
  /** Units too small to be shown by themselves, as one figure. */
  others: LearnersCount | null;
  weak: Weak[];
};

/** The overview of a unit in the person's scope, by default the one of their post; undefined for any other. */
export async function readLearning(
  db: Db,
  actor: Actor,
  unitId: string | null,
  now: Date,
): Promise<LearningOverview | undefined> {
  const scope = scopeOf(actor, 'learning.overview');
  const wanted = unitId ?? scope[0];
  const found = wanted === undefined ? undefined : await findUnitInScope(db, wanted, scope);
  if (!found) return undefined;
  const { id, name } = found.unit;
  const who = { unitId: id, roles: LEARNING_ROLES, day: dayOf(now) };
  const since = new Date(now.getTime() - LOOK_BACK_DAYS * 86_400_000);
  const [rows, figures] = [await countLearnersByUnit(db, who, since), await findArticleFigures(db, who, now)];
  const total = sumOf(rows);
  if (total.people < MIN_PEOPLE)
    return { unit: { id, name }, total: null, units: [], others: null, weak: [] };
  const { shown, merged } = mergeSmall(rows, MIN_PEOPLE);
  const inOrder = rows.filter((row) => shown.includes(row));
  const others = merged.length > 0 ? sumOf(merged) : null;
  return { unit: { id, name }, total, units: inOrder, others, weak: weakestOf(figures) };
}

const sumOf = (rows: readonly UnitLearnersRow[]): LearnersCount => ({
  people: rows.reduce((sum, { people }) => sum + people, 0),
  finished: rows.reduce((sum, { finished }) => sum + finished, 0),
});

/** An article that everybody knew at once is no topic for a class. */
const weakestOf = (figures: readonly ArticleFiguresRow[]): Weak[] =>
  chooseWeakest(
    figures
      .filter(({ facility }) => facility < 1)
      .map((row) => ({
        ...row,
        article: `${row.document} ${row.place}`,
        sureMistakes: row.marked >= MIN_PEOPLE ? row.sureMistakes : undefined,
      })),
    WEAKEST,
  );
