import { SayError } from './read-options.ts';

/** An error as the person at the terminal needs it: what to do where that is known, else the whole of it. */
export function explain(error: unknown): string {
  if (error instanceof SayError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (!('advice' in error)) return error.stack ?? error.message;
  const { zh, en } = error.advice as { zh: string; en: string };
  return `${zh}\n${en}\n${error.message}`;
}
