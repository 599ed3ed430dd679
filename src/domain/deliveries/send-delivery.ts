import type { Db } from '../../db/client.ts';
import {
  expireDeliveries,
  findDueDeliveries,
  lockDelivery,
  markDelivery,
  markDeliveryWaiting,
  MOST_RESENDS,
  settleLostLeases,
  type DeliveryRow,
} from '../../db/queries/deliveries.ts';
import { markAccountReachability } from '../../db/queries/people.ts';

export type Delivery = DeliveryRow & { chatId: number };

/** A call is given up after 12 s; the lease is longer, so that it only runs out when its holder is gone. */
const LEASE_MS = 20_000;
/** After an unknown outcome a row that may be sent again waits this long. */
const RESEND_AFTER_MS = 30_000;

/** How a send ended, sorted by what to do next. */
export type Outcome =
  | { kind: 'sent'; chatId: number; messageId: number }
  /** Surely not sent; again after `afterMs`. */
  | { kind: 'wait'; afterMs: number; problem: string }
  /** This person cannot be written to. */
  | { kind: 'unreachable'; problem: string }
  /** Telegram will never take this message. */
  | { kind: 'rejected'; problem: string }
  /** It may or may not have arrived. */
  | { kind: 'unknown'; problem: string };

/** pending → sending. Undefined when there is nothing to send: taken by another, cancelled, or the person is out of reach. */
export async function takeDelivery(db: Db, id: string, now: Date): Promise<Delivery | undefined> {
  const row = await lockDelivery(db, id, now, LEASE_MS);
  if (!row) return undefined;
  const { chatId } = row;
  if (chatId !== null && row.reachable) return { ...row, chatId };
  const problem = chatId === null ? 'not bound' : 'known to be unreachable';
  await markDelivery(db, row, { state: 'unreachable', problem }, now);
  return undefined;
}

/** Writes how the send ended; somebody who cannot be reached is marked, so that nobody writes to them again. */
export async function settleDelivery(db: Db, delivery: Delivery, outcome: Outcome, now: Date): Promise<void> {
  const { chatId, policy, tries } = delivery;
  switch (outcome.kind) {
    case 'sent':
      await markDelivery(
        db,
        delivery,
        { state: 'sent', chatId: outcome.chatId, messageId: outcome.messageId },
        now,
      );
      return;
    case 'wait':
      await markDeliveryWaiting(db, delivery, new Date(now.getTime() + outcome.afterMs), outcome.problem);
      return;
    case 'unreachable':
      await db.transaction(async (tx) => {
        await markDelivery(tx, delivery, { state: 'unreachable', problem: outcome.problem }, now);
        await markAccountReachability(tx, chatId, outcome.problem, now);
      });
      return;
    case 'unknown':
      if (policy === 'resend' && tries < MOST_RESENDS) {
        const again = new Date(now.getTime() + RESEND_AFTER_MS);
        await markDeliveryWaiting(db, delivery, again, outcome.problem);
        return;
      }
      await markDelivery(db, delivery, { state: 'unknown', problem: outcome.problem }, now);
      return;
    case 'rejected':
      await markDelivery(db, delivery, { state: 'rejected', problem: outcome.problem }, now);
  }
}

/** The message turned out to be about nothing any more (a cancelled interview, an answered notice). */
export async function dropDelivery(db: Db, delivery: Delivery, problem: string, now: Date): Promise<void> {
  await markDelivery(db, delivery, { state: 'cancelled', problem }, now);
}

/** What is due now, most urgent first. */
export function listDue(db: Db, now: Date, limit: number): Promise<{ id: string; priority: number }[]> {
  return findDueDeliveries(db, now, limit);
}

/** Leases that ran out: rows that may be sent again are queued, the others are known to nobody. */
export async function resumeDeliveries(db: Db, now: Date): Promise<void> {
  await settleLostLeases(db, now);
}

/** Finishes what a crash left: leases that ran out, messages whose time has passed. */
export async function sweepDeliveries(
  db: Db,
  now: Date,
): Promise<{ unknown: number; resend: number; expired: number }> {
  const lost = await settleLostLeases(db, now);
  return { ...lost, expired: await expireDeliveries(db, now) };
}
