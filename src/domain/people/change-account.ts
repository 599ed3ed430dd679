import type { Db } from '../../db/client.ts';
import { markAccountReachability, setPersonLanguage } from '../../db/queries/people.ts';
import type { Actor } from './rules.ts';

/** The language the bot speaks to this person in, from the next message on. */
export function chooseLanguage(db: Db, actor: Actor, language: 'zh' | 'en'): Promise<void> {
  return setPersonLanguage(db, actor.personId, language);
}

/** Telegram says that the person blocked (`why`) or unblocked (null) the bot. */
export function noteReachability(db: Db, telegramId: number, why: string | null, now: Date): Promise<void> {
  return markAccountReachability(db, telegramId, why, now);
}
