import type { Db } from '../../db/client.ts';
import {
  expireDeliveries,
  releaseStrays,
  extendLease,
  findDueDeliveries,
  lockDeliveries,
  markDeliveries,
  MOST_RESENDS,
  settleLostLeases,
  type DeliveryRow,
  type QuietHours,
  type Settlement,
} from '../../db/queries/sending.ts';
import { insertCorrections, NOT_EDITABLE } from '../../db/queries/notice-changes.ts';
import { putProgressOfDecided } from '../../db/queries/notice-progress.ts';
import { putShown, type NewShown, type ShownButton } from '../../db/queries/shown-messages.ts';
import { markAccountsUnreachable } from '../../db/queries/accounts.ts';

export type { QuietHours };
export type Delivery = DeliveryRow & { chatId: number };

/**
 * A call is given up after 10 s; the lease is longer, so that it only runs out when its holder is gone. Until then
 * nothing else is said to the person, so it is not much longer. Before an upload it is made longer.
 */
const LEASE_MS = 15_000;
const UPLOAD_LEASE_MS = 60_000;
/** After an unknown outcome a row that may be sent again waits this long. */
const RESEND_AFTER_MS = 5_000;

/** How a send ended, sorted by what to do next. */
export type Outcome =
  | { kind: 'sent'; chatId: number; messageId: number }
  /** Surely not sent; again after `afterMs`. */
  | { kind: 'wait'; afterMs: number; problem: string }
  /** This person cannot be written to. */
  | { kind: 'unreachable'; problem: string }
  /** Telegram will never take this message. */
  | { kind: 'rejected'; problem: string }
  /** The message to be edited is gone or too old; a correction follows as a row of its own, in its turn. */
  | { kind: 'not-editable'; problem: string }
  /** It may or may not have arrived. */
  | { kind: 'unknown'; problem: string }
  /** There was nothing to say any more, or nothing is to be sent. */
  | { kind: 'dropped'; problem: string };

/** Ids of a bot that are due now, most urgent first; those in their person's quiet hours are put off. */
export async function listDue(
  db: Db,
  botId: number,
  now: Date,
  limit: number,
  quiet: QuietHours,
): Promise<{ id: string; priority: number }[]> {
  for (;;) {
    const { due, deferred } = await findDueDeliveries(db, botId, now, limit, quiet);
    if (due.length > 0 || deferred < limit) return due;
  }
}

/**
 * pending → sending, at most one row a person. Left out is what another sender has, what was cancelled, and who turns
 * out to be out of reach.
 */
export async function takeDeliveries(
  db: Db,
  ids: readonly string[],
  quiet: QuietHours,
  now: Date,
): Promise<Delivery[]> {
  const rows = await lockDeliveries(db, ids, now, LEASE_MS, quiet);
  const taken: Delivery[] = [];
  const lost: Settlement[] = [];
  for (const row of rows) {
    if (row.chatId !== null && row.reachable) taken.push({ ...row, chatId: row.chatId });
    else lost.push(settle(row, 'unreachable', row.chatId === null ? 'not bound' : 'known to be unreachable'));
  }
  if (lost.length > 0) await markDeliveries(db, lost, now);
  return taken;
}

/** An upload takes longer than a call without one. */
export const leaseForUpload = (db: Db, id: string, now: Date): Promise<void> =>
  extendLease(db, id, new Date(now.getTime() + UPLOAD_LEASE_MS));

const settle = (
  { id, tries }: Pick<Delivery, 'id' | 'tries'>,
  state: Settlement['state'],
  problem: string | null,
): Settlement => ({
  id,
  tries,
  state,
  problem,
  chatId: null,
  messageId: null,
  notBefore: null,
  versions: {},
  said: null,
});

/** The state a row is in after an outcome. An unknown one is sent again only where its policy says so. */
function settlementOf(
  delivery: Pick<Delivery, 'id' | 'policy' | 'tries'>,
  outcome: Outcome,
  now: Date,
): Settlement {
  const later = (ms: number): Settlement => ({
    ...settle(delivery, 'pending', 'problem' in outcome ? outcome.problem : null),
    notBefore: new Date(now.getTime() + ms),
  });
  switch (outcome.kind) {
    case 'sent':
      return { ...settle(delivery, 'sent', null), chatId: outcome.chatId, messageId: outcome.messageId };
    case 'wait':
      return later(outcome.afterMs);
    case 'dropped':
      return settle(delivery, 'cancelled', outcome.problem);
    case 'unknown':
      return delivery.policy === 'resend' && delivery.tries < MOST_RESENDS
        ? later(RESEND_AFTER_MS)
        : settle(delivery, 'unknown', outcome.problem);
    case 'unreachable':
    case 'rejected':
      return settle(delivery, outcome.kind, outcome.problem);
    case 'not-editable':
      return settle(delivery, 'rejected', `${NOT_EDITABLE}: ${outcome.problem}`);
  }
}

/**
 * How a send ended; `versions` are those of the notices that the message said, by their ids, `said` the rows of a digest that
 * were in it, and `buttons` what stood under it.
 */
export type Ended = {
  delivery: Delivery;
  outcome: Outcome;
  versions?: Record<string, number>;
  said?: readonly string[];
  buttons?: readonly ShownButton[];
};

/**
 * Writes how sends ended, with what they carried. Who cannot be reached is marked, so that nobody writes to them again;
 * what could not be edited is followed by a correction, queued in the same transaction. The word that a notice was
 * approved becomes the message that shows how far it is.
 */
export async function settleDeliveries(db: Db, ended: readonly Ended[], now: Date): Promise<void> {
  if (ended.length === 0) return;
  const settlements = ended.map(({ delivery, outcome, versions = {}, said = null }) => ({
    ...settlementOf(delivery, outcome, now),
    versions,
    said,
  }));
  const gone = ended.flatMap(({ delivery, outcome }) =>
    outcome.kind === 'unreachable' ? [{ telegramId: delivery.chatId, why: outcome.problem }] : [],
  );
  const uneditable = ended.flatMap(({ delivery, outcome }) =>
    outcome.kind === 'not-editable' ? [delivery.id] : [],
  );
  const decided = ended.flatMap(({ delivery, outcome }) =>
    delivery.kind === 'notice-decided' && outcome.kind === 'sent' ? [delivery.id] : [],
  );
  const shown = ended.flatMap(shownBy);
  if (gone.length + uneditable.length + decided.length + shown.length === 0)
    return markDeliveries(db, settlements, now);
  await db.transaction(async (tx) => {
    await markDeliveries(tx, settlements, now);
    if (gone.length > 0) await markAccountsUnreachable(tx, gone, now);
    if (uneditable.length > 0) await insertCorrections(tx, uneditable, now);
    if (decided.length > 0) await putProgressOfDecided(tx, decided, now);
    if (shown.length > 0) await putShown(tx, shown, now);
  });
}

/** What whoever answers by typing has before them now. */
const shownBy = ({ delivery, outcome, buttons = [] }: Ended): NewShown[] =>
  delivery.elder && outcome.kind === 'sent'
    ? [{ personId: delivery.personId, messageId: outcome.messageId, buttons }]
    : [];

/** Leases that ran out: their senders are gone, and the person must not wait for them. */
export const settleLost = (db: Db, now: Date): Promise<{ unknown: number; resend: number }> =>
  settleLostLeases(db, now);

/** Finishes what a crash left: leases that ran out, messages whose time has passed. */
export async function sweepDeliveries(
  db: Db,
  now: Date,
): Promise<{ unknown: number; resend: number; expired: number; strays: number }> {
  const lost = await settleLostLeases(db, now);
  const strays = await releaseStrays(db, now);
  return { ...lost, strays, expired: await expireDeliveries(db, now) };
}
