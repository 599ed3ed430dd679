import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { assignPlan, countWithoutPlan, findArticle } from '../../db/queries/learning.ts';
import { findUnitInScope } from '../../db/queries/organisation-units.ts';
import { LEARNING_ROLES, scopeOf, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import type { StudyPlan } from './plans.ts';

/** An article and the unit that is weak in it, with the study cards that have it, if any, and how many people have not got them. */
export type Proposal = {
  unit: { id: string; name: string };
  versionId: string;
  document: string;
  place: string;
  quotes: string[];
  plan: StudyPlan | null;
  people: number;
};

type Wanted = { unitId: string; versionId: string };

/** What could be done about an article in a unit of the person's scope; undefined for any other. */
export async function readProposal(
  db: Db | Tx,
  actor: Actor,
  { unitId, versionId }: Wanted,
  plans: readonly StudyPlan[],
  now: Date,
): Promise<Proposal | undefined> {
  const found = await findUnitInScope(db, unitId, scopeOf(actor, 'learning.overview'));
  const article = found && (await findArticle(db, versionId));
  if (!article) return undefined;
  const { id, name } = found.unit;
  const plan = plans.find(({ cards }) =>
    cards.some((card) => card.document === article.document && card.article === article.place),
  );
  const people = plan ? await countWithoutPlan(db, whoIn(id, now), plan.id) : 0;
  return { unit: { id, name }, versionId, ...article, plan: plan ?? null, people };
}

const whoIn = (unitId: string, now: Date) => ({ unitId, roles: LEARNING_ROLES, day: dayOf(now) });

/**
 * Gives the cards to everybody in the unit who has not got them; it comes to them with the daily card, and they are told
 * who gave it. Twice is once. Returns the proposal and how many got it, undefined where there is nothing to give.
 */
export function giveProposal(
  db: Db,
  actor: Actor,
  wanted: Wanted,
  plans: readonly StudyPlan[],
  now: Date,
): Promise<{ proposal: Proposal; plan: StudyPlan; given: number } | undefined> {
  return db.transaction(async (tx) => {
    const proposal = await readProposal(tx, actor, wanted, plans, now);
    const plan = proposal?.plan;
    if (!proposal || !plan) return undefined;
    const given = await assignPlan(tx, whoIn(wanted.unitId, now), { plan: plan.id, by: actor.personId }, now);
    const detail = { unitId: wanted.unitId, plan: plan.id, people: given };
    if (given > 0)
      await insertAccess(
        tx,
        {
          id: newId(),
          actorId: actor.personId,
          action: 'learning.assign',
          subjectPersonId: null,
          purpose: null,
          detail,
        },
        now,
      );
    return { proposal, plan, given };
  });
}
