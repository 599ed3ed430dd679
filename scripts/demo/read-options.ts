import { parseArgs } from 'node:util';
import type { Words } from './words.ts';

export type Options = { port: number | undefined; data: string | undefined; reset: boolean; help: boolean };

/** Something the person at the terminal can put right; shown without a stack. */
export class SayError extends Error {}

/**
 * What came after `--` on the command line.
 * @throws SayError for an unknown option or a port that is none
 */
export function readOptions(args: string[], words: Words, help: string): Options {
  let values: { port?: string; data?: string; reset?: boolean; help?: boolean };
  try {
    ({ values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        reset: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new SayError(`${error instanceof Error ? error.message : String(error)}\n${help}`);
  }
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535 && values.port?.trim()))
    throw new SayError(words.badPort(values.port ?? ''));
  return { port, data: values.data, reset: values.reset ?? false, help: values.help ?? false };
}
