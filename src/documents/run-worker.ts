import { Worker } from 'node:worker_threads';

/** So many documents are made at once; each takes a core and, with its fonts, tens of megabytes. Others wait their turn. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Has a file made by a thread of its own, so that nobody waits for it who asked for something else.
 * @param beside the URL of a module in the folder of the thread's file
 * @param name of the thread's file, without its ending: it is given `task` as its workerData and posts the bytes
 * @throws Error when the thread fails or ends without having made anything
 */
export async function runWorker(beside: string, name: string, task: unknown): Promise<Uint8Array> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => void waiting.push(resolve));
  else running += 1;
  try {
    return await runNow(beside, name, task);
  } finally {
    // Whoever waits takes over the place.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function runNow(beside: string, name: string, task: unknown): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(beside, name, task);
    worker.once('message', (bytes: Uint8Array) => {
      resolve(bytes);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that makes documents ended with ${code}`)));
  });
}

/** The thread runs the file as it is where that is compiled JavaScript, and TypeScript sources through tsx. */
function startWorker(beside: string, name: string, task: unknown): Worker {
  const options = { workerData: task, env: {} };
  if (!beside.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, beside), options);
  // A thread does not take tsx from its arguments: it asks for it itself.
  const [tsx, file] = [import.meta.resolve('tsx/esm/api'), new URL(`./${name}.ts`, beside).href];
  const source = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(file)}); })`;
  return new Worker(source, { ...options, eval: true });
}
