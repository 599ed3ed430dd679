import type { Db } from '../../db/client.ts';
import { markAccountReachability } from '../../db/queries/accounts.ts';
import { requeueUnreachable } from '../../db/queries/deliveries.ts';
import { setPersonElder, setPersonLanguage } from '../../db/queries/people.ts';
import type { Actor } from './rules.ts';

/** The language the bot speaks to this person in, from the next message on. */
export function chooseLanguage(db: Db, actor: Actor, language: 'zh' | 'en'): Promise<void> {
  return setPersonLanguage(db, actor.personId, language);
}

/** Plain text, large steps and answers by typing, from the next message on. */
export const chooseElderMode = (db: Db, actor: Actor, elder: boolean): Promise<void> =>
  setPersonElder(db, actor.personId, elder);

/** Notices missed while out of reach are sent when the person comes back, this many days long. */
const MISSED_DAYS = 7;
export const missedSince = (now: Date): Date => new Date(now.getTime() - MISSED_DAYS * 86_400_000);

/**
 * Telegram says that the person blocked (`why`) or unblocked (null) the bot. Who comes back gets the notices of the last
 * days that could not be sent and are still meant to be: they were surely not sent before.
 */
export async function noteReachability(
  db: Db,
  account: { telegramId: number; botId: number },
  why: string | null,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const changed = await markAccountReachability(tx, account, why, now);
    if (changed && why === null)
      await requeueUnreachable(tx, changed.personId, changed.botId, missedSince(now), now);
  });
}
