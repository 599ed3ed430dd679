import { setTimeout as pause } from 'node:timers/promises';
import type { Tap } from '../bench/api/press-plan.ts';
import { postUpdate } from '../bench/api/post-update.ts';
import { pressUpdate } from '../bench/api/press-update.ts';
import type { Part } from '../bench/fork-part.ts';
import type { Ground } from '../bench/stage.ts';
import { webhookOf } from '../bench/webhook.ts';
import { askDatabase } from './ledger.ts';
import { until } from './until.ts';

/** A tap with the number that Telegram gave it. */
export type Update = Tap & { updateId: number };

/** Telegram tries an update again that was not taken. */
const AGAIN_MS = 300;
/** As many calls of a webhook at once as are usual. */
const AT_ONCE = 40;

export const pressIdOf = ({ updateId }: Pick<Update, 'updateId'>): string => `press-${updateId}`;

const bodyOf = (update: Update): object => pressUpdate(update.updateId, pressIdOf(update), update);

/**
 * Posts updates in this order, 40 at once, each again and again until it is taken, to the products in turn; one that was killed
 * is waited for.
 * @param posted told after each that was taken, with how many that makes
 */
export async function postTaps(
  updates: readonly Update[],
  products: () => readonly Part[],
  posted: (taken: number) => void = () => undefined,
): Promise<void> {
  let [next, taken] = [0, 0];
  const post = async (): Promise<void> => {
    for (let place = next++; place < updates.length; place = next++) {
      const update = updates[place];
      if (update === undefined) return;
      for (let status = 0; status !== 200;) {
        const all = products();
        const product = all[place % all.length];
        if (product?.isAlive()) status = await postUpdate(webhookOf(product), bodyOf(update));
        if (status !== 200) await pause(AGAIN_MS);
      }
      posted((taken += 1));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, post));
}

type State = 'received' | 'done';

/** The numbers of the updates that were taken and are handled, or not yet. */
export const listUpdates = (ground: Ground, state: State): Promise<number[]> =>
  askDatabase(ground, async (sql) => {
    const rows = await sql<{ id: number }[]>`
      select update_id::float8 as id from processed_updates where state = ${state}`;
    return rows.map(({ id }) => id);
  });

/** Waits until every update that was taken is handled; returns how many are not after a minute and a half. */
export async function settleTaps(ground: Ground): Promise<number> {
  const open = async () => (await listUpdates(ground, 'received')).length;
  await until(async () => (await open()) === 0, 90_000, 200);
  return open();
}
