import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { findAlert, findAlerts, type AlertReader, type AlertRow } from '../../db/queries/alerts.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findEntries, type EntryRow } from '../../db/queries/ledger.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

export type Alert = AlertRow;
/** Alerts on one page. */
export const ALERTS_A_PAGE = 5;

export const alertReader = (actor: Actor, now: Date): AlertReader => ({
  personId: actor.personId,
  scope: scopeOf(actor, 'alerts.decide'),
  day: dayOf(now),
});

/** Writes what somebody did about alerts into the access log. */
export const logAlert = (
  tx: Tx,
  actor: Actor,
  action: string,
  subjectPersonId: string | null,
  detail: Record<string, unknown>,
  now: Date,
): Promise<void> =>
  insertAccess(
    tx,
    { id: newId(), actorId: actor.personId, action, subjectPersonId, purpose: null, detail },
    now,
  );

/** Alerts that this person may decide on, open or decided; names are read, so it is logged. */
export function listAlerts(
  db: Db,
  actor: Actor,
  which: 'open' | 'decided',
  page: number,
  now: Date,
): Promise<{ rows: Alert[]; total: number }> {
  return db.transaction(async (tx) => {
    const where = { offset: page * ALERTS_A_PAGE, limit: ALERTS_A_PAGE };
    const list = await findAlerts(tx, alertReader(actor, now), which, where);
    if (list.rows.length > 0)
      await logAlert(tx, actor, 'alert.list', null, { which, alerts: list.rows.length }, now);
    return list;
  });
}

/** One of them with the entries that it rests on; logged. */
export function readAlert(
  db: Db,
  actor: Actor,
  id: string,
  now: Date,
): Promise<{ alert: Alert; entries: EntryRow[] } | undefined> {
  return db.transaction(async (tx) => {
    const alert = await findAlert(tx, alertReader(actor, now), id);
    if (!alert) return undefined;
    const entries = await findEntries(tx, alert.personId, alert.entryIds);
    await logAlert(tx, actor, 'alert.read', alert.personId, { alertId: id, entries: entries.length }, now);
    return { alert, entries };
  });
}

/** Whom an alert is about that was accepted, for what may follow from it; undefined for any other. */
export async function findAlerted(db: Db, actor: Actor, id: string, now: Date): Promise<string | undefined> {
  const alert = await findAlert(db, alertReader(actor, now), id);
  return alert?.verdict === 'accepted' ? alert.personId : undefined;
}
