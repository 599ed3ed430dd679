import type { WorkerMessage } from './run-worker.ts';

/**
 * The child's side of `runWorker`: takes one task and says what came of it.
 * @param read what `runWorker` was told that the task is; it is given a way to say that the file is opened, which is the dangerous
 *   part, and one to ask for what `runWorker` supplies
 */
export function serveWorker(
  read: (task: never, opened: () => void, need: () => Promise<unknown>) => unknown,
): void {
  const say = (message: WorkerMessage<unknown>, then?: () => void): void => {
    process.send?.(message, undefined, undefined, then);
  };
  const need = (): Promise<unknown> => {
    say('needs');
    return new Promise((resolve) =>
      process.once('message', (message: { more: unknown }) => resolve(message.more)),
    );
  };
  process.once('message', (task: unknown) => {
    // What is thrown ends the process: whoever waits hears that nothing came of it.
    void Promise.resolve(read(task as never, () => say('opened'), need)).then((result) =>
      say({ result }, () => process.disconnect()),
    );
  });
  say('ready');
}
