import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { countForms, findHandled, findHandledOne, type HandledRow } from '../../db/queries/form-choices.ts';
import { accessBy } from '../people/access-by.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf, quarterOf } from '../schedule/calendar.ts';
import { chooserOf } from './choose-form.ts';
import { overviewOfForms, type FormOverview } from './rules.ts';

export type Handled = HandledRow;
/** Interviews on one page. */
export const FORMS_A_PAGE = 5;

/** Closed interviews that this person may choose a form for; names are read, so it is logged. */
export function listHandled(
  db: Db,
  actor: Actor,
  pack: RulePack,
  page: number,
  now: Date,
): Promise<{ rows: Handled[]; total: number }> {
  return db.transaction(async (tx) => {
    const list = await findHandled(tx, chooserOf(actor, pack, now), {
      offset: page * FORMS_A_PAGE,
      limit: FORMS_A_PAGE,
    });
    if (list.rows.length > 0)
      await insertAccess(tx, accessBy(actor, 'form.list', null, { interviews: list.rows.length }), now);
    return list;
  });
}

/** One of them; logged. Undefined for any other. */
export function readHandled(
  db: Db,
  actor: Actor,
  interviewId: string,
  pack: RulePack,
  now: Date,
): Promise<Handled | undefined> {
  return db.transaction(async (tx) => {
    const row = await findHandledOne(tx, chooserOf(actor, pack, now), interviewId);
    if (row) await insertAccess(tx, accessBy(actor, 'form.read', row.personId, { interviewId }), now);
    return row;
  });
}

/** How many quarters can be looked back. */
export const QUARTERS_BACK = 7;

/** The counts of a quarter by unit of the scope; `back` is 0 for this quarter. */
export async function readFormCounts(
  db: Db,
  actor: Actor,
  back: number,
  now: Date,
): Promise<FormOverview & { period: string }> {
  let quarter = quarterOf(now);
  for (let i = 0; i < Math.min(back, QUARTERS_BACK); i += 1)
    quarter = quarterOf(new Date(quarter.from.getTime() - 1));
  const { from, to, id } = quarter;
  const rows = await countForms(db, { scope: scopeOf(actor, 'forms.choose'), from, to, day: dayOf(now) });
  return { period: id, ...overviewOfForms(rows) };
}
