import { runWorker } from './run-worker.ts';

export type TypstTask = {
  template: 'certificate' | 'credit-file' | 'opinion';
  data: unknown;
};

/**
 * Makes a PDF from a template of content/documents; what varies goes in as data, never as markup.
 * @throws Error when the template cannot be compiled with the data
 */
export const compileTypst = (task: TypstTask): Promise<Uint8Array> =>
  runWorker(import.meta.url, 'typst-worker', task);
