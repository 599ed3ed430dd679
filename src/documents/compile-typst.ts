import { Worker } from 'node:worker_threads';

export type TypstTask = { template: 'certificate'; data: unknown };

/**
 * Makes a PDF from a template of content/documents; what varies goes in as data, never as markup. In a thread of its own,
 * so that nobody waits for it.
 * @throws Error when the template cannot be compiled with the data
 */
export function compileTypst(task: TypstTask): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(import.meta.url, task);
    worker.once('message', (pdf: Uint8Array) => {
      resolve(pdf);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that makes documents ended with ${code}`)));
  });
}

/** The thread runs the file beside this one: compiled JavaScript as it is, TypeScript sources through tsx. */
function startWorker(self: string, task: TypstTask): Worker {
  const options = { workerData: task, env: {} };
  if (!self.endsWith('.ts')) return new Worker(new URL('./typst-worker.js', self), options);
  // A thread does not take tsx from its arguments: it asks for it itself.
  const [tsx, file] = [import.meta.resolve('tsx/esm/api'), new URL('./typst-worker.ts', self).href];
  const source = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(file)}); })`;
  return new Worker(source, { ...options, eval: true });
}
