import type { StrictOptions } from '../bench/api/create-strict-server.ts';
import type { Part } from '../bench/fork-part.ts';
import { openAuthor, startProduct } from '../bench/product.ts';
import type { Ground } from '../bench/stage.ts';
import { startStrictApi, type StrictApi } from '../bench/strict-api.ts';
import type { FaultTools } from './fault.ts';
import { countStates, endLeases, readOutbox, reconcile, type Reconciled } from './ledger.ts';
import { until } from './until.ts';

/** The fastest rate at which the product still has 4 calls in flight and no more. */
const RATE = 66;
/** So long that about 3 of the 4 calls are in flight at any moment. */
const FAR = [20, 60] as const;
/** A server that takes whatever comes. */
const OPEN = { perSecond: 1_000_000, jitterMs: FAR };
/** After this long without a change nothing more is to come: more than a lease and the looks at it. */
const STILL_MS = { short: 8_000, full: 25_000 };

export type BroadcastOptions = {
  recipients: number;
  policy?: 'hold' | 'resend';
  rate?: number;
  roles?: string;
  env?: Record<string, string>;
  strict?: StrictOptions;
  /** Where the product is to find the Bot API, given where it really is. */
  apiRoot?: (url: string) => Promise<string> | string;
  /** Changes the ground that the product is told of, e.g. to lead it through a proxy. */
  through?: (ground: Ground) => Ground;
  /** How long a call may take whose sender is well, in milliseconds. */
  longestCallMs?: number;
  /** How long nothing may go out although all is well, in milliseconds: a ban. */
  longestPauseMs?: number;
  /** On the filled ground, before the product starts. */
  before?: (ground: Ground) => Promise<void>;
};

/** A message is waited for this long; after that the broadcast counts as stuck, and nothing more is waited for. */
const PATIENCE_MS = { short: 20_000, full: 60_000 };

/** One notice on its way to everybody, and the means to break what carries it. */
export type Broadcast = {
  ground: Ground;
  api: StrictApi;
  noticeId: string;
  recipients: number;
  /** The process that runs now. */
  product: () => Part;
  /** Starts it again after it was killed. */
  restart: () => Promise<void>;
  accepted: () => Promise<number>;
  /** Waits until so many messages were accepted, or until none has been for long. */
  reach: (accepted: number) => Promise<void>;
  /** Seconds until one more message, or so many, is accepted than there were; NaN when they do not come. */
  secondsToNext: (more?: number) => Promise<number>;
  /** Waits until no row is left to send, or until nothing has changed for long; then counts. */
  settle: () => Promise<Reconciled>;
  stop: () => Promise<void>;
};

/** Prepares a ground, starts the product on it and queues a notice to everybody. */
export async function startBroadcast(
  { stage, build, scale }: Pick<FaultTools, 'stage' | 'build' | 'scale'>,
  options: BroadcastOptions,
): Promise<Broadcast> {
  const { policy = 'hold', rate = RATE, roles = 'jobs', env = {}, strict = OPEN } = options;
  const { longestCallMs = 1_000, longestPauseMs = 0 } = options;
  const ground = await stage.prepare(options.recipients);
  await options.before?.(ground);
  const api = await startStrictApi(strict);
  const apiRoot = (await options.apiRoot?.(api.url)) ?? api.url;
  const start = () => startProduct(options.through?.(ground) ?? ground, { apiRoot, roles, rate, env, build });
  let product = await start();
  const author = await openAuthor(ground);
  const { noticeId, queued } = await author.sendToAll(policy);
  await author.close();

  const patienceMs = PATIENCE_MS[scale];
  let isStuck = false;
  const accepted = async () => (await api.total()).accepted;
  const reach = async (wanted: number): Promise<void> => {
    let [last, since] = [0, performance.now()];
    await until(
      async () => {
        const now = await accepted();
        if (now > last) [last, since] = [now, performance.now()];
        isStuck ||= performance.now() - since > patienceMs;
        return now >= wanted || isStuck;
      },
      600_000,
      20,
    );
  };
  const remaining = async () => {
    const states = await countStates(ground, noticeId);
    return { pending: states.get('pending') ?? 0, sending: states.get('sending') ?? 0 };
  };
  const settle = async (): Promise<Reconciled> => {
    let last = '';
    let since = performance.now();
    await until(
      async () => {
        const { pending, sending } = await remaining();
        if (pending + sending === 0) return true;
        const now = `${pending} ${sending} ${await accepted()}`;
        if (now !== last) since = performance.now();
        // No call takes that long at this server: whoever had these rows is gone.
        else if (scale === 'short' && sending > 0 && performance.now() - since > longestCallMs)
          await endLeases(ground);
        last = now;
        return performance.now() - since > STILL_MS[scale] + longestCallMs + longestPauseMs;
      },
      600_000,
      200,
    );
    return reconcile(await readOutbox(ground, noticeId), await api.chats());
  };
  return {
    ground,
    api,
    noticeId,
    recipients: queued,
    product: () => product,
    restart: async () => void (product = await start()),
    accepted,
    reach,
    secondsToNext: async (more = 1) => {
      if (isStuck) return Number.NaN;
      const start = performance.now();
      await reach((await accepted()) + more);
      return isStuck ? Number.NaN : Number(((performance.now() - start) / 1000).toFixed(2));
    },
    settle,
    stop: async () => {
      await product.kill();
      await api.stop();
    },
  };
}
