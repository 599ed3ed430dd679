import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { DATA_DIR } from './data-dir.ts';
import { FIELD_KEYS } from './field-keys.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export type BotProcess = {
  /** Where it serves HTTP; 0 when it does not. */
  port: number;
  /** What it wrote to its log so far. */
  log: () => string;
  /** Sends the signal and waits until the process is gone; returns its exit code, null when the signal ended it. */
  end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | null>;
};

const tellsOf = (message: unknown, type: string): message is { port: unknown } =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === type;

/**
 * Starts the bot, as global-setup has built it, as a process of its own and waits until it is ready.
 * @param env added to this process's own
 * @throws Error with the end of its log when it ends before that
 */
export async function startProcess(env: Record<string, string>): Promise<BotProcess> {
  const child = fork(MAIN, [], {
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, DATA_DIR, FIELD_KEYS, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes: Buffer) => (output += bytes.toString()));
  let port = 0;
  const ready = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      if (tellsOf(message, 'http')) port = Number(message.port);
      if (tellsOf(message, 'ready')) resolve();
    });
  });
  const gone = once(child, 'close').then(() => {
    throw new Error(`the process ended before it was ready:\n${output.slice(-3000)}`);
  });
  await Promise.race([ready, gone]);
  gone.catch(() => undefined);
  return {
    port,
    log: () => output,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
      return child.exitCode;
    },
  };
}
