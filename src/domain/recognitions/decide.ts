import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { insertEntries } from '../../db/queries/ledger.ts';
import {
  findProposalUnder,
  findWaitingProposals,
  insertRecognitionDecision,
  type RecognitionRow,
} from '../../db/queries/recognitions.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { accessBy } from '../people/access-by.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { isAllowedInput, type RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';

export type { RecognitionRow };
/** Proposals shown at once; the rest come up as these are answered. */
const MOST_WAITING = 5;

/** What waits for this person; names are read, so it is logged. Nothing for who may not decide. */
export async function listWaitingRecognitions(
  db: Db,
  actor: Actor,
  now: Date,
): Promise<{ rows: RecognitionRow[]; total: number }> {
  const scope = scopeOf(actor, 'recognitions.approve');
  if (scope.length === 0) return { rows: [], total: 0 };
  return db.transaction(async (tx) => {
    const list = await readAs(tx, actor, now, (as) =>
      findWaitingProposals(as, actor.personId, scope, dayOf(now), MOST_WAITING),
    );
    if (list.rows.length > 0)
      await insertAccess(
        tx,
        accessBy(actor, 'recognition.read-waiting', null, { people: list.rows.length }),
        now,
      );
    return list;
  });
}

/** One proposal that this person may decide on; logged. */
export function readRecognition(
  db: Db,
  actor: Actor,
  id: string,
  now: Date,
): Promise<RecognitionRow | undefined> {
  return db.transaction(async (tx) => {
    const scope = scopeOf(actor, 'recognitions.approve');
    const row = await readAs(tx, actor, now, (as) =>
      findProposalUnder(as, id, actor.personId, scope, dayOf(now)),
    );
    if (row)
      await insertAccess(tx, accessBy(actor, 'recognition.read', row.personId, { proposalId: id }), now);
    return row;
  });
}

export type RecognitionVerdict = { verdict: 'approved' } | { verdict: 'refused'; reason: string };
export type RecognitionDecided =
  | { ok: true; row: RecognitionRow }
  | { ok: false; problem: 'not-found' }
  | { ok: false; problem: 'decided-before'; row: RecognitionRow };

/**
 * Approves a proposal, which makes it an entry of the person's file at once, or refuses it with a reason; once, and never
 * by its proposer or the person. The proposer hears either way, the person what stands in their file.
 */
export function decideRecognition(
  db: Db,
  actor: Actor,
  id: string,
  decision: RecognitionVerdict,
  pack: RulePack,
  now: Date,
): Promise<RecognitionDecided> {
  const scope = scopeOf(actor, 'recognitions.approve');
  const find = (tx: Tx) =>
    readAs(tx, actor, now, (as) => findProposalUnder(as, id, actor.personId, scope, dayOf(now)));
  const { verdict } = decision;
  const reason = decision.verdict === 'refused' ? decision.reason : null;
  return db.transaction(async (tx): Promise<RecognitionDecided> => {
    if (!(await find(tx))) return { ok: false, problem: 'not-found' };
    const given = { proposalId: id, deciderId: actor.personId, verdict, reason };
    const first = await insertRecognitionDecision(tx, given, now);
    const row = await find(tx);
    if (!row) return { ok: false, problem: 'not-found' };
    if (!first)
      return row.decidedBy === actor.personId && row.verdict === verdict
        ? { ok: true, row }
        : { ok: false, problem: 'decided-before', row };
    await insertAccess(tx, accessBy(actor, `recognition.${verdict}`, row.personId, { proposalId: id }), now);
    const isEntered = verdict === 'approved' && (await enterFile(tx, row, actor, pack, now));
    await tellOne(tx, { kind: 'recognition-decided', personId: row.proposedBy, subjectId: id }, now);
    if (isEntered)
      await tellOne(tx, { kind: 'recognition-told', personId: row.personId, subjectId: id }, now);
    return { ok: true, row };
  });
}

/**
 * The entry of the ledger: recorded by the proposer, confirmed by the second person.
 * @returns false where the files take no such entries, so that there is nothing to tell the person
 */
async function enterFile(
  tx: Tx,
  row: RecognitionRow,
  decider: Actor,
  pack: RulePack,
  now: Date,
): Promise<boolean> {
  const kind = row.kind === 'clearing' ? 'clearing' : 'recognition';
  if (!isAllowedInput(pack, kind)) return false;
  const closes = row.entryId === null ? {} : { closes: row.entryId, objection: row.objectionId };
  const entry = {
    id: newId(),
    personId: row.personId,
    kind,
    nature: 'conclusion' as const,
    occurredAt: now,
    sourceKind: 'recognition',
    sourceId: row.id,
    recordedBy: row.proposedBy,
    confirmedBy: decider.personId,
    data: { text: row.text, kind: row.kind, ...closes },
  };
  await insertEntries(tx, [entry], pack.version, now);
  return true;
}
