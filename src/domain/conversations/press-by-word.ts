import type { Db } from '../../db/client.ts';
import { findShown, markTaken, putShown, type ShownButton } from '../../db/queries/shown-messages.ts';
import type { Actor } from '../people/rules.ts';
import { readConversation } from './keep-conversation.ts';
import { findTyped, type Typed } from './typed-rules.ts';

type Person = Pick<Actor, 'personId' | 'telegramId'>;

/** A button longer ago than this is not pressed by a word: nobody remembers it. */
const IN_MIND_MS = 7 * 86_400_000;

/** Notes what somebody who answers by typing has before them. */
export const keepShown = (
  db: Db,
  { personId }: Person,
  message: { messageId: number; buttons: readonly ShownButton[] },
  now: Date,
): Promise<void> => putShown(db, [{ personId, ...message }], now);

/**
 * The button that a word of this person presses, noted as pressed by this update. Inside a wizard only what asks for its
 * step, and what came last, is pressed: a text that is asked for may read like any button.
 */
export async function pressByWord(
  db: Db,
  person: Person,
  { text, updateId }: { text: string; updateId: number },
  now: Date,
): Promise<Typed | undefined> {
  const shown = await findShown(db, person.personId, new Date(now.getTime() - IN_MIND_MS));
  const conversation = await readConversation(db, person.telegramId, now);
  const isMeant = (messageId: number, at: number): boolean =>
    !conversation || conversation.expired || at === 0 || conversation.promptIds.includes(messageId);
  const meant = shown.filter(({ messageId, takenBy }, i) => takenBy === updateId || isMeant(messageId, i));
  const typed = findTyped(meant, text, updateId);
  if (typed) await markTaken(db, person.personId, typed.messageId, updateId);
  return typed;
}

/** The press changed nothing on the screen: the buttons are still there to be named. */
export const leaveShown = (db: Db, { personId }: Person, messageId: number): Promise<void> =>
  markTaken(db, personId, messageId, null);
