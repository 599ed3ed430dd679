import { createClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { createEvents } from './events.ts';
import type { Events } from './events.ts';
import { noJournal, openJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import { createMessageStore } from './message-store.ts';
import type { MessageStore } from './message-store.ts';
import type { Limits, SandboxUser } from './protocol.ts';
import type { PendingUpdate } from './updates.ts';
import type { StoredPoll } from './polls.ts';
import type { Press } from './presses.ts';
import type { StoredFile } from './files.ts';
import { createTable } from './table.ts';
import type { Table } from './table.ts';
import type { BotCommand } from './telegram.ts';

export type StoredUser = SandboxUser & { deactivated?: boolean };
export type WebhookSettings = { url: string; secretToken?: string; maxConnections: number; ipAddress?: string };
export type Bot = {
  id: number;
  username: string;
  firstName: string;
  /** By language code; '' is the default. */
  descriptions: Record<string, string>;
  shortDescriptions: Record<string, string>;
  names: Record<string, string>;
  /** By `scope|language`, see commands.ts. */
  commands: Record<string, BotCommand[]>;
  menuButtons: Record<string, unknown>;
  /** undefined: Telegram's default set. */
  allowedUpdates?: string[];
  webhook?: WebhookSettings;
  loggedOut?: boolean;
};
export type Chat = {
  bot: number;
  /** The user's id, or a negative group id. */
  id: number;
  title?: string;
  /** Users seen in a group. */
  members?: number[];
  started: boolean;
  blocked: boolean;
  lastMessageId: number;
  keyboard?: { rows: string[][]; resize: boolean; placeholder?: string };
  pinned?: number[];
};

/** Everything the sandbox knows. Tables survive a restart when there is a data directory. */
export type World = {
  users: Table<StoredUser>;
  bots: Table<Bot>;
  chats: Table<Chat>;
  messages: MessageStore;
  updates: Table<PendingUpdate>;
  presses: Table<Press>;
  polls: Table<StoredPoll>;
  files: Table<StoredFile>;
  clock: Clock;
  events: Events;
  journal: Journal;
  dataDir?: string;
  limits: Limits;
  log: (line: string) => void;
};

/** Opens the world, from `dataDir` when given. */
export function createWorld(deps: { dataDir?: string; limits: Limits; log: (line: string) => void }): World {
  const { dataDir, log } = deps;
  const { journal, tables } = dataDir ? openJournal(dataDir) : { journal: noJournal(), tables: new Map() };
  const meta = createTable<number>('meta', journal, tables);
  const clock = createClock(meta.get('clockOffsetMs') ?? 0, (offset) => void meta.set('clockOffsetMs', offset));
  return {
    users: createTable('users', journal, tables),
    bots: createTable('bots', journal, tables),
    chats: createTable('chats', journal, tables),
    messages: createMessageStore(createTable('messages', journal, tables)),
    updates: createTable('updates', journal, tables),
    presses: createTable('presses', journal, tables),
    polls: createTable('polls', journal, tables),
    files: createTable('files', journal, tables),
    clock,
    events: createEvents(log),
    journal,
    dataDir,
    limits: deps.limits,
    log,
  };
}
