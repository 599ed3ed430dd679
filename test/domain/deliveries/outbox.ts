import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Db } from '../../../src/db/client.ts';
import { insertDelivery } from '../../../src/db/queries/deliveries.ts';
import {
  settleDeliveries,
  takeDeliveries,
  type Delivery,
  type Outcome,
} from '../../../src/domain/deliveries/send-delivery.ts';
import { START } from '../../support/clock.ts';

export const NOW = new Date(START);
export const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);
/** Seconds that a taken row is held. */
export const LEASE = 15;
export const QUIET = { from: '21:00', to: '07:30' };
export const sent: Outcome = { kind: 'sent', chatId: 1, messageId: 77 };
export const wait: Outcome = { kind: 'wait', afterMs: 3_000, problem: '429' };

export type Row = { state: string; tries: number; problem: string | null; messageId: number | null };
export type Made = {
  policy?: 'hold' | 'resend';
  expiresAt?: Date;
  notBefore?: Date;
  priority?: number;
  to?: string;
};

/** One row taken, as a sender would that has nothing else in hand. */
export const takeDelivery = async (db: Db, id: string, now: Date): Promise<Delivery | undefined> =>
  (await takeDeliveries(db, [id], QUIET, now))[0];
export const settleDelivery = (db: Db, delivery: Delivery, outcome: Outcome, now: Date): Promise<void> =>
  settleDeliveries(db, [{ delivery, outcome }], now);

/** Rows put into the outbox, taken from it and looked at. */
export function outboxHands(on: () => { db: Db; personId: string }) {
  return {
    read: async (id: string): Promise<Row> => {
      const [row] = await on().db.execute<Row>(sql`
        select state, tries, problem, message_id::float8 as "messageId" from deliveries where id = ${id}`);
      if (!row) throw new Error(`no delivery ${id}`);
      return row;
    },
    make: async ({ policy = 'hold', notBefore = NOW, priority = 5, to, ...rest }: Made = {}) => {
      const { db, personId } = on();
      const row = { id: newId(), kind: 'study-reminder', personId: to ?? personId, onceKey: newId() };
      const subjectId = newId();
      await insertDelivery(db, { ...row, ...rest, subjectId, priority, policy, notBefore }, NOW);
      return { id: row.id, subjectId };
    },
    take: async (id: string, at = NOW): Promise<Delivery> => {
      const delivery = await takeDelivery(on().db, id, at);
      if (!delivery) throw new Error('nothing was taken');
      return delivery;
    },
  };
}
