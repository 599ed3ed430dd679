import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { expireRequests } from '../../db/queries/file-access.ts';
import {
  findDueShownFiles,
  insertShownFile,
  markShownFile,
  type DueShownFile,
} from '../../db/queries/shown-files.ts';
import type { Actor } from '../people/rules.ts';

export type { DueShownFile };

export type Shown = {
  requestId: string | null;
  /** Null of a table of many. */
  subjectId: string | null;
  botId: number;
  messageId: number;
  what?: 'card';
  /** So long it may stay in the chat. */
  minutes: number;
};

/** Remembers a message that shows somebody else's file, so that it is taken away in time. */
export function noteShownFile(db: Db, reader: Actor, shown: Shown, now: Date): Promise<void> {
  const { minutes, what = 'words', ...rest } = shown;
  const deleteAt = new Date(now.getTime() + minutes * 60_000);
  const chat = { readerId: reader.personId, chatId: reader.telegramId };
  return insertShownFile(db, { id: newId(), ...rest, what, ...chat, deleteAt }, now);
}

/** So many are deleted in a run; the next comes a minute later. */
const MOST_AT_ONCE = 200;

export const listDueShownFiles = (db: Db, botIds: readonly number[], now: Date): Promise<DueShownFile[]> =>
  findDueShownFiles(db, botIds, now, MOST_AT_ONCE);

/** @param problem why it cannot be deleted; null: it is gone */
export const settleShownFile = (db: Db, id: string, problem: string | null, now: Date): Promise<void> =>
  markShownFile(db, id, problem, now);

/** Requests whose time is over end. */
export const endLapsedRequests = (db: Db, now: Date): Promise<number> => expireRequests(db, now);
