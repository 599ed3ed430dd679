import type { SandboxUser } from './protocol.ts';
import type { ApiMessage, ApiPoll, BotCommand } from './telegram.ts';

/** What the sandbox keeps, one type a table. Rows are plain JSON and are replaced, never changed in place. */
export type StoredUser = SandboxUser & { deactivated?: boolean };

export type WebhookSettings = {
  url: string;
  secretToken?: string;
  maxConnections: number;
  ipAddress?: string;
};

export type Bot = {
  id: number;
  username: string;
  firstName: string;
  /** Of the first token it was called with. */
  tokenHash?: string;
  /** The three texts of the profile by language code; '' is the default. */
  names: Record<string, string>;
  descriptions: Record<string, string>;
  shortDescriptions: Record<string, string>;
  /** By scope and language, see commands.ts. */
  commands: Record<string, BotCommand[]>;
  /** By chat id; '' is the default. */
  menuButtons: Record<string, unknown>;
  /** Absent: Telegram's default set. */
  allowedUpdates?: string[];
  webhook?: WebhookSettings;
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

/** A message: the Bot API's object without its poll, and what only the sandbox knows. */
export type StoredMessage = {
  bot: number;
  api: ApiMessage;
  fromBot: boolean;
  pollId?: string;
  reaction?: string;
};

export type PendingUpdate = {
  bot: number;
  /** Order of arrival; unlike update_id it is always there and never repeats. */
  seq: number;
  /** Sandbox milliseconds. */
  at: number;
  /** Updates with the same order key reach a webhook one after the other. */
  order: string;
  update: Record<string, unknown>;
  /** Put in by hand: it is delivered once whatever its update_id. */
  raw?: true;
};

/** A pressed inline button. */
export type Press = {
  id: string;
  bot: number;
  chat: number;
  user: number;
  messageId: number;
  /** Sandbox milliseconds. */
  at: number;
};

export type StoredPoll = {
  id: string;
  bot: number;
  /** The poll as sent, with zero counts. */
  api: ApiPoll;
  /** Option indexes by user id. */
  votes: Record<string, number[]>;
  /** Sandbox seconds at which it closes by itself. */
  closesAt?: number;
};

export type StoredFile = {
  id: string;
  uniqueId: string;
  bot: number;
  kind: 'photo' | 'document';
  name?: string;
  mimeType: string;
  size: number;
  width?: number;
  height?: number;
  /** As in `File.file_path`. */
  path: string;
};
