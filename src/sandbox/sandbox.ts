import type { Faults } from './faults.ts';
import { createFaults } from './faults.ts';
import type { Limiter } from './limiter.ts';
import { createLimiter } from './limiter.ts';
import type { LongPolls } from './long-poll.ts';
import { createLongPolls } from './long-poll.ts';
import { closeDuePolls } from './polls.ts';
import { forgetOldPresses } from './presses.ts';
import type { RecordedCalls } from './recorded-calls.ts';
import { createRecordedCalls } from './recorded-calls.ts';
import type { Webhooks } from './webhooks.ts';
import { createWebhooks } from './webhooks.ts';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

/** The world with what moves in it. */
export type Sandbox = {
  world: World;
  polls: LongPolls;
  webhooks: Webhooks;
  limiter: Limiter;
  faults: Faults;
  calls: RecordedCalls;
  /** Aborts when the sandbox stops: whoever waits is to let go. */
  stopping: AbortSignal;
  close(): void;
};

const TIDY_MS = 1000;

/** Opens a sandbox without its HTTP server. @param deps see `createWorld` */
export function createSandbox(deps: { dataDir?: string; log: (line: string) => void }): Sandbox {
  const world = createWorld(deps);
  const polls = createLongPolls(world.queue);
  const webhooks = createWebhooks(world);
  const stopping = new AbortController();
  const tidy = () => {
    closeDuePolls(world);
    forgetOldPresses(world);
  };
  world.clock.onChange(() => {
    tidy();
    world.events.emit({ type: 'clock', clock: world.clock.view() });
  });
  const timer = setInterval(tidy, TIDY_MS);
  return {
    world,
    polls,
    webhooks,
    limiter: createLimiter(),
    faults: createFaults(),
    calls: createRecordedCalls(),
    stopping: stopping.signal,
    close() {
      clearInterval(timer);
      stopping.abort();
      webhooks.close();
      polls.close();
      world.journal.close();
    },
  };
}
