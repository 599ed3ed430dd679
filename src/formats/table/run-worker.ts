import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TableResult } from './table-result.ts';
import type { WorkerMessage, XlsxTask } from './xlsx-worker.ts';

const MAX_STDERR = 2_000;
const TOO_COMPLEX: TableResult = { ok: false, problem: { code: 'too-complex' } };

/**
 * Reads a workbook in a child process with a heap limit and a deadline. A thread would not do: its heap limit cannot stop
 * a single big allocation, and then the whole process aborts (a tag with two million attributes in a 4 MB file does it).
 * The child gets no environment, so a hostile file that took it over would find no secret there.
 * @throws when the child cannot be started
 */
export async function runWorker(task: XlsxTask): Promise<TableResult> {
  const child = startWorker(import.meta.url, task.limits.heapMb);
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise<TableResult>((resolve, reject) => {
      let isReady = false;
      let complaint = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        complaint = (complaint + chunk.toString()).slice(-MAX_STDERR);
      });
      child.on('message', (message: WorkerMessage) => {
        if (message !== 'ready') return resolve(message);
        isReady = true;
        deadline = setTimeout(() => resolve(TOO_COMPLEX), task.limits.timeoutMs);
        child.send(task, (error) => {
          if (error) resolve(TOO_COMPLEX);
        });
      });
      child.once('error', reject);
      child.once('close', () => {
        if (isReady) resolve(TOO_COMPLEX);
        else reject(new Error(`the process that reads workbooks did not start: ${complaint.trim()}`));
      });
    });
  } finally {
    clearTimeout(deadline);
    child.kill('SIGKILL');
  }
}

/** The child runs the file beside this one: compiled JavaScript as it is, TypeScript sources through tsx. */
function startWorker(self: string, heapMb: number): ChildProcess {
  const isSource = self.endsWith('.ts');
  const file = new URL(isSource ? './xlsx-worker.ts' : './xlsx-worker.js', self);
  const loader = isSource ? ['--import', import.meta.resolve('tsx')] : [];
  return fork(fileURLToPath(file), [], {
    execArgv: [`--max-old-space-size=${heapMb}`, ...loader],
    serialization: 'advanced',
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}
