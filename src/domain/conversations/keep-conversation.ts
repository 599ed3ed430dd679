import type { Db } from '../../db/client.ts';
import { deleteConversation, findConversation, putConversation } from '../../db/queries/conversations.ts';

/** A wizard in progress in one chat. `data` is the wizard's own; it is checked by its feature when read. */
export type Conversation = {
  flow: string;
  step: string;
  data: Record<string, unknown>;
  lastUpdateId: number;
  expired: boolean;
};

/** After this long without a word a wizard says that it expired. */
const LIFETIME_MS = 24 * 3_600_000;

export function readConversation(db: Db, chatId: number, now: Date): Promise<Conversation | undefined> {
  return findConversation(db, chatId, now);
}

/** Stores where a wizard stands, and which update brought it there, so that the same update twice is one step. */
export function keepConversation(
  db: Db,
  chatId: number,
  {
    flow,
    step,
    data,
    updateId,
  }: { flow: string; step: string; data: Record<string, unknown>; updateId: number },
  now: Date,
): Promise<void> {
  return putConversation(db, chatId, {
    flow,
    step,
    data,
    updateId,
    expiresAt: new Date(now.getTime() + LIFETIME_MS),
  });
}

export function endConversation(db: Db, chatId: number): Promise<void> {
  return deleteConversation(db, chatId);
}
