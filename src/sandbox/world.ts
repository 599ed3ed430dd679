import { createClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { createEvents } from './events.ts';
import type { Events } from './events.ts';
import { noJournal, openJournal } from './journal.ts';
import type { Journal, Tables } from './journal.ts';
import { createMessageStore } from './message-store.ts';
import type { MessageStore } from './message-store.ts';
import type { Bot, Chat, Press, StoredFile, StoredPoll, StoredUser } from './rows.ts';
import { createTable } from './table.ts';
import type { Table } from './table.ts';
import { createUpdateQueue } from './update-queue.ts';
import type { UpdateQueue } from './update-queue.ts';

/** Everything the sandbox knows. Tables survive a restart when there is a data directory. */
export type World = {
  users: Table<StoredUser>;
  bots: Table<Bot>;
  chats: Table<Chat>;
  messages: MessageStore;
  queue: UpdateQueue;
  presses: Table<Press>;
  polls: Table<StoredPoll>;
  files: Table<StoredFile>;
  clock: Clock;
  events: Events;
  journal: Journal;
  /** Where the bytes of files go; in memory when absent. */
  dataDir?: string;
  fileBytes: Map<string, Uint8Array>;
  log: (line: string) => void;
};

/** Opens the world, from `dataDir` when given. */
export function createWorld(deps: { dataDir?: string; log: (line: string) => void }): World {
  const { dataDir, log } = deps;
  const nothing: { journal: Journal; tables: Tables } = { journal: noJournal(), tables: new Map() };
  const { journal, tables } = dataDir === undefined ? nothing : openJournal(dataDir);
  const table = <T>(name: string) => createTable<T>(name, journal, tables);
  const meta = table<number>('meta');
  const clock = createClock(meta.get('clockOffsetMs') ?? 0, (ms) => void meta.set('clockOffsetMs', ms));
  return {
    users: table('users'),
    bots: table('bots'),
    chats: table('chats'),
    messages: createMessageStore(table('messages')),
    queue: createUpdateQueue({ table: table('updates'), ids: table('updateIds'), clock }),
    presses: table('presses'),
    polls: table('polls'),
    files: table('files'),
    clock,
    events: createEvents(log),
    journal,
    dataDir,
    fileBytes: new Map(),
    log,
  };
}
