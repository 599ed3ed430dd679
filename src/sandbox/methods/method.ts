import type { LongPolls } from '../long-poll.ts';
import type { Params } from '../params.ts';
import type { Bot } from '../rows.ts';
import type { World } from '../world.ts';

/** What a Bot API method is given beside its parameters. */
export type MethodContext = {
  world: World;
  bot: Bot;
  polls: LongPolls;
  /** Looks at the bot's webhook anew and sends what waits. */
  wakeWebhook: (bot: number) => void;
  webhookTrouble: (bot: number) => { at: number; message: string } | undefined;
  /** Aborts when the caller has hung up. */
  gone: AbortSignal;
};

/** Does one call and returns its `result`; throws a Refusal otherwise. */
export type Method = (context: MethodContext, params: Params) => unknown;
export type Methods = Record<string, Method>;
