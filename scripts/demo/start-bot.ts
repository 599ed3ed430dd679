import { fork } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const STOP_MS = 20_000;

export type BotProcess = {
  /** Resolves with the exit code when the process ends, for whatever reason. */
  ended: Promise<number | null>;
  logFile: string;
  /** The last lines of its log. */
  tail: () => string;
  stop: () => Promise<void>;
};

/**
 * Starts src/main.ts as a process of its own, out of reach of the terminal's Ctrl-C, and waits until it is ready.
 * @throws Error with the last lines of its log when it ends before that
 */
export async function startBot(env: Record<string, string>, dataDir: string): Promise<BotProcess> {
  const logs = join(dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  const logFile = join(logs, 'bot.log');
  const log = createWriteStream(logFile, { flags: 'a' });
  const child = fork(MAIN, [], {
    execArgv: ['--enable-source-maps', '--import', 'tsx'],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => log.end(() => resolve(code)));
    child.once('error', () => resolve(null));
  });
  const tail = () => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
  const ready = new Promise<'ready'>((resolve) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && 'type' in message && message.type === 'ready') resolve('ready');
    });
  });
  if ((await Promise.race([ready, ended])) !== 'ready') throw new Error(tail());
  return {
    ended,
    logFile,
    tail,
    async stop() {
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(force);
    },
  };
}
