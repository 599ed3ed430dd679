import type { Telegram } from 'telegraf';

type CallSignal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;

/** telegraf's types want the signal of an old package; Node's own is what it works with. */
export const callSignal = (signal: AbortSignal): CallSignal => signal as unknown as CallSignal;
