import { startSandbox } from '../../src/sandbox/start.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { SayError } from './read-options.ts';
import type { Words } from './words.ts';

const DEFAULT_PORT = 8787;

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/** Starts the sandbox on the wanted port; without a wish on 8787, or on a free one when that is taken. */
export async function startOnPort(
  options: { port: number | undefined; dataDir: string | undefined; log: (line: string) => void },
  words: Words,
): Promise<RunningSandbox> {
  const { port, dataDir, log } = options;
  const start = (at: number) =>
    startSandbox({ port: at, log, ...(dataDir === undefined ? {} : { dataDir }) });
  try {
    return await start(port ?? DEFAULT_PORT);
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (port !== undefined) throw new SayError(words.portTaken(port));
    return start(0);
  }
}
