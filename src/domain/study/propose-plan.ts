import type { Db } from '../../db/client.ts';
import { findArticle } from '../../db/queries/learning.ts';
import { findUnitInScope } from '../../db/queries/organisation-units.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { StudyPlan } from './plans.ts';

/** An article and the unit that is weak in it, with the study cards that have it, if any. */
export type Proposal = {
  unit: { id: string; name: string };
  versionId: string;
  document: string;
  place: string;
  quotes: string[];
  plan: StudyPlan | null;
  /** Whether this person may set the unit a plan. */
  mayAssign: boolean;
};

/** What could be done about an article in a unit of the person's scope; undefined for any other. */
export async function readProposal(
  db: Db,
  actor: Actor,
  { unitId, versionId }: { unitId: string; versionId: string },
  plans: readonly StudyPlan[],
): Promise<Proposal | undefined> {
  const found = await findUnitInScope(db, unitId, scopeOf(actor, 'learning.overview'));
  const article = found && (await findArticle(db, versionId));
  if (!article) return undefined;
  const { id, name } = found.unit;
  const plan = plans.find(({ cards }) =>
    cards.some((card) => card.document === article.document && card.article === article.place),
  );
  const assigned = await findUnitInScope(db, unitId, scopeOf(actor, 'plans.assign'));
  return {
    unit: { id, name },
    versionId,
    ...article,
    plan: plan ?? null,
    mayAssign: assigned !== undefined,
  };
}
