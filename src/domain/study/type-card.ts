import type { Db } from '../../db/client.ts';
import { findOpenShowing, findTypedBy, markOnScreen } from '../../db/queries/study-cards.ts';
import type { Person } from './choose-plan.ts';
import type { StudyPlan } from './plans.ts';
import { answerCard, readShownCard, type CardPressed, type ShownCard } from './study-card.ts';

/**
 * The card that typed letters are meant for: the one on the screen, if no question of a quiz has come since; or what the
 * same update has answered before.
 */
export async function findTypedCard(
  db: Db,
  person: Person,
  updateId: number,
  plans: readonly StudyPlan[],
): Promise<ShownCard | undefined> {
  const answered = await findTypedBy(db, person.personId, updateId);
  if (answered) return readShownCard(db, person, answered.id, plans);
  const open = await findOpenShowing(db, person.personId);
  return open?.onScreen ? readShownCard(db, person, open.id, plans) : undefined;
}

/**
 * Answers a card with options by their indexes, all at once: whoever types the letters of several has answered.
 * `no-such-option` where one is not there, or several were named of which one is right.
 */
export async function typeCard(
  db: Db,
  person: Person,
  card: ShownCard,
  { options, updateId }: { options: readonly number[]; updateId: number },
  plans: readonly StudyPlan[],
  now: Date,
): Promise<CardPressed | { ok: false; problem: 'no-such-option' }> {
  const chosen = [...new Set(options)].toSorted((a, b) => a - b);
  const fits = chosen.length > 0 && chosen.every((option) => option < card.options.length);
  if (!fits || (chosen.length > 1 && !card.several)) return { ok: false, problem: 'no-such-option' };
  return answerCard(db, person, card, chosen, plans, now, updateId);
}

/** A question of a quiz is on the screen: letters are meant for that. The card stays open. */
export const turnFromCard = (db: Db, { personId }: Person): Promise<void> =>
  markOnScreen(db, personId, false);
