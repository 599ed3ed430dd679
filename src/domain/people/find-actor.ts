import type { Db } from '../../db/client.ts';
import { findActorByTelegramId } from '../../db/queries/people.ts';
import { dayOf } from '../schedule/calendar.ts';
import type { Actor } from './rules.ts';

/** Who is behind a Telegram account, with the posts held today; undefined when the account is not bound. One query. */
export function findActor(db: Db, telegramId: number, now: Date): Promise<Actor | undefined> {
  return findActorByTelegramId(db, telegramId, dayOf(now));
}
