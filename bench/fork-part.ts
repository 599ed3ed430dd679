import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';

/** A process of a bench: what measures, what is measured and what it talks to never share an event loop. */
export type Part = {
  pid: number;
  /** The message it said it was ready with. */
  ready: Record<string, unknown>;
  /** The next message of a type. */
  next: (type: string) => Promise<Record<string, unknown>>;
  /** Its memory now, and at its highest so far, in MB; 0 where the system does not say. */
  memory: () => { now: number; peak: number };
  /** The last message of a type that it sent so far. */
  said: (type: string) => Record<string, unknown> | undefined;
  /** The end of what it wrote. */
  output: () => string;
  isAlive: () => boolean;
  stop: () => Promise<void>;
  /** kill -9, and waits until it is gone. */
  kill: () => Promise<void>;
};

type Message = Record<string, unknown> & { type?: unknown };
const LAST_WORDS = 6000;

/**
 * Starts a file of ours as a process and waits until it says `{ type: 'ready' }`.
 * @param tsx the file is TypeScript; without it, it is run as it was compiled
 * @param flags of V8
 * @throws Error with the end of what it wrote when it ends before that
 */
export async function forkPart(
  file: string,
  {
    args = [],
    env = {},
    flags = [],
    tsx,
  }: { args?: readonly string[]; env?: Record<string, string>; flags?: readonly string[]; tsx: boolean },
): Promise<Part> {
  const child = fork(file, args, {
    execArgv: [...flags, ...(tsx ? ['--import', 'tsx'] : ['--enable-source-maps'])],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes: Buffer) => (output = (output + bytes.toString()).slice(-LAST_WORDS)));
  const said = new Map<unknown, Message>();
  child.on('message', (message: Message) => said.set(message.type, message));
  const next = nextMessage(child);
  const gone = once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended:\n${output}`)));
  gone.catch(() => undefined);
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (!isAlive()) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  };
  const ready = await Promise.race([next('ready'), gone]);
  return {
    pid: child.pid ?? 0,
    ready,
    next: (type) => Promise.race([next(type), gone]),
    memory: () => readMemory(child.pid ?? 0),
    said: (type) => said.get(type),
    output: () => output,
    isAlive,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

const nextMessage =
  (child: ChildProcess) =>
  (type: string): Promise<Message> =>
    new Promise((resolve) => {
      const listen = (message: unknown): void => {
        if (typeof message !== 'object' || message === null || (message as Message).type !== type) return;
        child.off('message', listen);
        resolve(message as Message);
      };
      child.on('message', listen);
    });

function readMemory(pid: number): { now: number; peak: number } {
  const file = `/proc/${pid}/status`;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(text)?.[1] ?? 0) / 1024;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}
