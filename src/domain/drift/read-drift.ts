import { countDrift } from '../../db/queries/cadences.ts';
import type { Db } from '../../db/client.ts';
import { cadencesAt } from '../meetings/watch-cadences.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { driftOf, type Drift } from './rules.ts';

/**
 * What lags behind in the units of somebody's scope (row H14): counts, no names. Of meetings it is the period of each kind
 * that ended last, since of a running one nothing is missing yet.
 */
export async function readDrift(db: Db, actor: Actor, pack: RulePack, now: Date): Promise<Drift> {
  const day = dayOf(now);
  const cadences = cadencesAt(pack, now).flatMap((running) => {
    const before = cadencesAt(pack, new Date(running.period.from.getTime() - 1));
    // Whoever holds the posts today answers for it.
    return before.filter(({ kind }) => kind === running.kind).map((ended) => ({ ...ended, day }));
  });
  return driftOf(await countDrift(db, { scope: scopeOf(actor, 'drift.read'), day, cadences }, now));
}
