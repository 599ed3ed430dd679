import { explain } from './explain.ts';
import { readOptions } from './read-options.ts';
import { startOnPort } from './start-on-port.ts';
import { wordsFor } from './words.ts';

/** The local Telegram alone, until Ctrl-C. */
export async function runSandbox(args: string[]): Promise<void> {
  const words = wordsFor(process.env);
  try {
    const options = readOptions(args, words, words.sandboxHelp);
    if (options.help) {
      console.log(words.sandboxHelp);
      return;
    }
    const sandbox = await startOnPort(
      { port: options.port, dataDir: options.data, log: console.error },
      words,
    );
    console.log(words.sandboxReady(sandbox.url));
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    await sandbox.close();
  } catch (error) {
    console.error(`${words.failed}${explain(error)}`);
    process.exitCode = 1;
  }
}
