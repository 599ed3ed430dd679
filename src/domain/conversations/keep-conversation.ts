import type { Db } from '../../db/client.ts';
import {
  deleteConversation,
  findConversation,
  putConversation,
  putPrompts,
} from '../../db/queries/conversations.ts';

/** A wizard in progress in one chat. `data` is the wizard's own; it is checked by its feature when read. */
export type Conversation = {
  flow: string;
  step: string;
  data: Record<string, unknown>;
  lastUpdateId: number;
  /** The messages that ask for this step. */
  promptIds: number[];
  expired: boolean;
};

/** After this long without a word a wizard says that it expired. */
const LIFETIME_MS = 24 * 3_600_000;

export function readConversation(db: Db, chatId: number, now: Date): Promise<Conversation | undefined> {
  return findConversation(db, chatId, now);
}

/**
 * Stores where a wizard stands, and which update brought it there, so that the same update twice is one step. Returns the
 * live wizard that stood there before, the same one or another, and whether this update has been counted already.
 */
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
): Promise<{ flow: string; promptIds: readonly number[]; repeated: boolean } | undefined> {
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  return putConversation(db, chatId, { flow, step, data, updateId, expiresAt }, now);
}

/** Notes which messages ask for the step, so that their buttons can be taken away once it is answered. */
export function keepPrompts(
  db: Db,
  chatId: number,
  flow: string,
  promptIds: readonly number[],
): Promise<void> {
  return putPrompts(db, chatId, flow, promptIds);
}

/**
 * Ends the named wizard; another one in this chat goes on. The update that ended it is handled from then on: a crash
 * leaves it to be handled again with the wizard in place, or not at all.
 */
export function endConversation(
  db: Db,
  chatId: number,
  flow: string,
  update: { botId: number; updateId: number },
  now: Date,
): Promise<void> {
  return deleteConversation(db, chatId, flow, update, now);
}
