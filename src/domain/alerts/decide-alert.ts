import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import {
  findAlert,
  findAlertPerson,
  insertAlertDecision,
  type AlertRow,
  type AlertVerdict,
} from '../../db/queries/alerts.ts';
import { findEntries, insertEntries } from '../../db/queries/ledger.ts';
import { lockPerson } from '../../db/queries/study-hours.ts';
import { rollUpPerson } from '../credit/roll-up-person.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { findTextProblem } from '../notices/rules.ts';
import type { Actor } from '../people/rules.ts';
import { isAllowedInput, type RulePack } from '../rules/rule-pack.ts';
import { alertReader, logAlert } from './read-alerts.ts';

/** Longest reason, in characters. */
export const ALERT_REASON_LIMIT = 200;

export type AlertDecision = { verdict: 'accepted' } | { verdict: 'dismissed' | 'taken-back'; reason: string };
export type AlertDecided =
  | { ok: true; alert: AlertRow }
  | { ok: false; problem: 'not-found' | 'text' }
  | { ok: false; problem: 'decided-before'; alert: AlertRow };

/** What may follow on what. */
const FOLLOWS: Record<AlertVerdict, readonly (AlertVerdict | null)[]> = {
  accepted: [null, 'dismissed'],
  dismissed: [null],
  'taken-back': ['accepted'],
};

/**
 * Decides on an alert (row H13): accepted, it enters the file where its rule says so, and the person is told in neutral
 * words; dismissed, nobody hears. An acceptance is taken back by a correcting entry, a dismissal by accepting after all;
 * every decision stays. The same press again is the same decision.
 */
export function decideAlert(
  db: Db,
  actor: Actor,
  id: string,
  decision: AlertDecision,
  pack: RulePack,
  now: Date,
): Promise<AlertDecided> {
  const { verdict } = decision;
  const reason = decision.verdict === 'accepted' ? null : decision.reason.trim();
  return db.transaction(async (tx): Promise<AlertDecided> => {
    const personId = await findAlertPerson(tx, id);
    if (personId !== undefined) await lockPerson(tx, personId);
    const alert = await findAlert(tx, alertReader(actor, now), id);
    if (!alert) return { ok: false, problem: 'not-found' };
    if (alert.verdict === verdict && alert.decidedBy === actor.personId) return { ok: true, alert };
    if (!FOLLOWS[verdict].includes(alert.verdict)) return { ok: false, problem: 'decided-before', alert };
    if (
      reason !== null &&
      (reason === '' || [...reason].length > ALERT_REASON_LIMIT || findTextProblem(reason))
    )
      return { ok: false, problem: 'text' };
    const decisionId = newId();
    const entryId = await enterFile(tx, actor, { alert, verdict, reason, decisionId }, pack, now);
    const row = { id: decisionId, alertId: id, n: (alert.n ?? 0) + 1, verdict, reason, entryId };
    await insertAlertDecision(tx, { ...row, decidedBy: actor.personId }, now);
    await logAlert(tx, actor, `alert.${verdict}`, alert.personId, { alertId: id }, now);
    if (entryId !== null) {
      const since = alert.decidedAt === null ? now : new Date(alert.decidedAt);
      await rollUpPerson(tx, { personId: alert.personId, since }, now);
    }
    await tellPerson(tx, { alert, verdict, entryId, decisionId }, now);
    return { ok: true, alert: (await findAlert(tx, alertReader(actor, now), id)) ?? alert };
  });
}

type Decided = { alert: AlertRow; verdict: AlertVerdict; decisionId: string };

/** The entry that an acceptance is, or the correction that takes it back; null where neither enters a file. */
async function enterFile(
  tx: Tx,
  { personId: recordedBy }: Actor,
  { alert, verdict, reason, decisionId }: Decided & { reason: string | null },
  pack: RulePack,
  now: Date,
): Promise<string | null> {
  const rule = pack.alerts.rules.find((one) => one.id === alert.rule);
  const kind = verdict === 'accepted' ? 'alert-accepted' : 'correction';
  const isEntry = verdict === 'accepted' ? rule?.feedsFile === true : alert.entryId !== null;
  if (verdict === 'dismissed' || !isEntry || !isAllowedInput(pack, kind)) return null;
  const [accepted] = alert.entryId === null ? [] : await findEntries(tx, alert.personId, [alert.entryId]);
  const data = accepted
    ? { ...accepted.data, corrects: accepted.id, disregarded: true, reason }
    : {
        alert: alert.rule,
        colour: alert.colour,
        text: rule?.name.zh,
        entries: alert.entryIds,
        document: rule?.source.document,
        article: rule?.source.article,
      };
  const id = newId();
  const entry = {
    id,
    personId: alert.personId,
    kind,
    nature: 'conclusion' as const,
    occurredAt: now,
    sourceKind: 'alert',
    sourceId: decisionId,
    recordedBy,
    confirmedBy: recordedBy,
    data,
  };
  await insertEntries(tx, [entry], pack.version, now);
  return id;
}

/** Of an entry of the file by the usual word; of an objection that is followed up, that it is. */
async function tellPerson(
  tx: Tx,
  { alert, verdict, entryId, decisionId }: Decided & { entryId: string | null },
  now: Date,
): Promise<void> {
  if (entryId === null && verdict !== 'accepted') return;
  const kind = entryId === null ? 'objection-followed' : 'file-entered';
  const subjectId = entryId ?? decisionId;
  await tellOne(tx, { kind, personId: alert.personId, subjectId }, now);
}
