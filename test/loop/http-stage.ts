import type { Stage } from './actor.ts';
import { httpActor } from './http-actor.ts';
import { BOT } from './start-system.ts';
import type { System } from './start-system.ts';

/** The loop's stage over the control API. */
export const httpStage = (
  { client }: System,
  between: (step: string) => Promise<void> = () => Promise.resolve(),
): Stage => ({
  actor: (user, language) => Promise.resolve(httpActor(client, BOT, user, language)),
  moveClock: async (to) => void (await client.moveClock({ to: to.toISOString() })),
  now: async () => new Date((await client.clock()).now),
  between,
});
