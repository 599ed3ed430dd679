import { join } from 'node:path';
import { vi } from 'vitest';
import { openBallotShelf } from '../../src/ballot-shelf.ts';
import { openAnchorShelf } from '../../src/anchor-shelf.ts';
import { startJobs, type Jobs } from '../../src/jobs/start.ts';
import type { Log } from '../../src/logger.ts';
import type { Sender, SendResult } from '../../src/sender/create-sender.ts';
import { DATA_DIR } from '../support/data-dir.ts';
import type { TestDatabase } from '../support/databases.ts';
import { pack } from '../support/pack.ts';
import { plans } from '../support/plans.ts';

/** What the jobs said in their log, as it is worth to a test. */
export type Said = { level: keyof Log; message: string; details: Record<string, unknown> };

/** A log that keeps what was said. */
export function keepLog(): { said: Said[]; log: Log } {
  const said: Said[] = [];
  const keep = (level: keyof Log) => (details: object, message: string) =>
    void said.push({ level, message, details: { ...details } });
  return {
    said,
    log: { info: keep('info'), warn: keep('warn'), error: keep('error'), debug: keep('debug') },
  };
}

/** A sender that sends nothing: it keeps to whom, and answers as told. */
export function pretendSender(
  answer: (chatId: number, n: number) => SendResult | undefined = () => undefined,
) {
  const sent: { chatId: number; text: string }[] = [];
  const sender: Sender = {
    send: (chatId, { text }) => {
      sent.push({ chatId, text });
      return Promise.resolve(answer(chatId, sent.length) ?? { kind: 'sent', chatId, messageId: sent.length });
    },
    deleteMessage: () => Promise.resolve({ kind: 'deleted' }),
  };
  return { sent, sender };
}

export type RunOptions = {
  database: TestDatabase;
  redis: { redisUrl: string; prefix: string };
  clock: () => Date;
  sender: Sender;
  log: Log;
  rate?: number;
  by?: string;
};

/** The jobs as main.ts starts them, in this process. */
export const runJobs = ({
  database,
  redis,
  rate = 500,
  by = 'a',
  sender,
  ...rest
}: RunOptions): Promise<Jobs> =>
  startJobs({
    ...rest,
    ...redis,
    db: database.db,
    pack,
    plans,
    shelf: openAnchorShelf(join(DATA_DIR, 'anchors')),
    ballots: openBallotShelf(join(DATA_DIR, 'ballots')),
    rate,
    by,
    bots: [{ id: 0, sender }],
    listen: (wake) => database.database.listen('deliveries', wake),
  });

/** Waits for what the jobs do by themselves. */
export const eventually = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 40_000, interval: 50 });
