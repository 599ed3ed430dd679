import type { FieldKeyring } from '../domain/keys/key-shelf.ts';
import type { AnchorShelf } from '../domain/credit/anchor-rules.ts';
import type { Db } from '../domain/db.ts';
import type { Words } from './words.ts';

/** The database as the operator's commands reach it; built in main.ts. */
export type DatabaseDoor = {
  /**
   * As the application role.
   * @throws Error with an advice where there is none yet, or where it lacks migrations
   */
  open: () => Promise<Db>;
  /** As the owner: makes the embedded one where it is missing, applies what is pending. Returns how many migrations. */
  migrate: () => Promise<number>;
  /** `isRunning` is false for an embedded server that ends with this command. */
  ownerUrl: () => Promise<{ url: string; isRunning: boolean } | 'not-owner'>;
  /** A login of the application role; `renew` gives it a new password where there is one already. */
  appUrl: (renew: boolean) => Promise<{ url: string; isRunning: boolean } | 'has-password'>;
};

/** What a command is given. Options are by their names in camel case, as text, or `true` where they take no value. */
export type Call = {
  args: readonly string[];
  options: Readonly<Record<string, string | true>>;
  words: Words;
  /** Standard output: what was asked for, ready for a pipe or a file. */
  print: (text: string) => void;
  /** Standard error: progress, hints and refusals. */
  note: (line: string) => void;
  database: DatabaseDoor;
  /** The folder `content/` that is shipped. */
  content: string;
  /** Where anchors of the ledger are kept. */
  shelf: Pick<AnchorShelf, 'keys' | 'files'>;
  /** The keys of the sealed fields. */
  keys: FieldKeyring;
  /** The bot's user name, if the environment names it. */
  botName: string | undefined;
  now: Date;
};

export type Command = {
  /** As cac takes it: "people import <file>". */
  usage: string;
  about: keyof Words['about'];
  options: readonly { flags: string; about: keyof Words['options'] }[];
  examples: readonly string[];
  /** Returns the exit code: 1 when something was refused or found wrong. */
  run: (call: Call) => Promise<0 | 1>;
};
