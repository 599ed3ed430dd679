import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  countDuties,
  findOpenDuties,
  type DutyUnitRow,
  type OpenDutyRow,
  type Overview,
} from '../../db/queries/duties.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf, quarterOf } from '../schedule/calendar.ts';
import { exemptingOf } from '../study/hour-year.ts';

/** Units on one page. */
export const UNITS_A_PAGE = 5;

const overviewOf = (actor: Actor, pack: RulePack, now: Date): Overview => ({
  scope: scopeOf(actor, 'duties.overview'),
  quarter: quarterOf(now).id,
  day: dayOf(now),
  exempting: exemptingOf(pack),
});

/** Duties done and open by unit of the scope, in the order of the names: no ranking. */
export const readDutyCounts = (
  db: Db,
  actor: Actor,
  pack: RulePack,
  page: number,
  now: Date,
): Promise<{ rows: DutyUnitRow[]; total: number }> =>
  readAs(db, actor, now, (as) =>
    countDuties(as, overviewOf(actor, pack, now), { offset: page * UNITS_A_PAGE, limit: UNITS_A_PAGE }),
  );

/** Who of a unit of the scope has duties open; names are read, so it is logged. */
export function readOpenDuties(
  db: Db,
  actor: Actor,
  pack: RulePack,
  unitId: string,
  now: Date,
): Promise<{ unitName: string; rows: OpenDutyRow[] } | undefined> {
  return db.transaction(async (tx) => {
    const open = await readAs(tx, actor, now, (as) =>
      findOpenDuties(as, unitId, overviewOf(actor, pack, now)),
    );
    const entry = { id: newId(), actorId: actor.personId, subjectPersonId: null, purpose: null };
    if (open)
      await insertAccess(
        tx,
        { ...entry, action: 'duties.read-open', detail: { unitId, people: open.rows.length } },
        now,
      );
    return open;
  });
}
