import { fork, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

const MAX_STDERR = 2_000;

/** What a reading process says: that it waits for its task, that the file is opened, that it needs more, or what came of it. */
export type WorkerMessage<Result> = 'ready' | 'opened' | 'needs' | { result: Result };
/** Heap of the process in MiB, and its time once it is ready, and once more when the file is opened, in milliseconds. */
export type WorkerLimits = { heapMb: number; timeoutMs: number; openedTimeoutMs?: number };

/**
 * Reads a file in a child process with a heap limit and a deadline. A thread would not do: its heap limit cannot stop
 * a single big allocation, and then the whole process aborts (a tag with two million attributes in a 4 MB file does it).
 * The child gets no environment, so a hostile file that took it over would find no secret there.
 * @param worker the module it runs (see serve-worker.ts), as source or compiled, as the caller is
 * @param supply what it may ask for, if it comes so far: what a refused file would have had fetched in vain
 * @returns null when the process ran out of time or memory
 * @throws when the child cannot be started
 */
export async function runWorker<Result>(
  worker: URL,
  task: object,
  limits: WorkerLimits,
  supply: () => Promise<unknown> = () => Promise.resolve(null),
): Promise<Result | null> {
  const child = startWorker(worker, limits.heapMb);
  yieldToOthers(child);
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Result | null>((resolve, reject) => {
      let isReady = false;
      let complaint = '';
      const allow = (ms: number) => {
        clearTimeout(deadline);
        deadline = setTimeout(() => resolve(null), ms);
      };
      child.stderr?.on('data', (chunk: Buffer) => {
        complaint = (complaint + chunk.toString()).slice(-MAX_STDERR);
      });
      child.on('message', (message: WorkerMessage<Result>) => {
        if (typeof message === 'object') return resolve(message.result);
        if (message === 'needs') {
          supply().then((more) => child.send({ more }, (error) => error && resolve(null)), reject);
          return;
        }
        if (message === 'opened') return allow(limits.openedTimeoutMs ?? limits.timeoutMs);
        isReady = true;
        allow(limits.timeoutMs);
        child.send(task, (error) => {
          if (error) resolve(null);
        });
      });
      child.once('error', reject);
      child.once('close', () => {
        if (isReady) resolve(null);
        else reject(new Error(`the process that reads files did not start: ${complaint.trim()}`));
      });
    });
  } finally {
    clearTimeout(deadline);
    child.kill('SIGKILL');
  }
}

/** The address of a worker beside the module `self`, compiled where that is. */
export const workerBeside = (self: string, name: string): URL =>
  new URL(`${name}${self.endsWith('.ts') ? '.ts' : '.js'}`, self);

/** Who answers a press goes before who reads a file. Where the system does not let us, it is read all the same. */
function yieldToOthers({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Nothing is lost but a little patience of the others.
  }
}

/** TypeScript sources run through tsx. */
function startWorker(worker: URL, heapMb: number): ChildProcess {
  const loader = worker.pathname.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [];
  return fork(fileURLToPath(worker), [], {
    execArgv: [`--max-old-space-size=${heapMb}`, ...loader],
    serialization: 'advanced',
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}
