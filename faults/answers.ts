import { setTimeout as pause } from 'node:timers/promises';
import { postUpdate } from '../bench/api/post-update.ts';
import { pressUpdate } from '../bench/api/press-update.ts';
import type { Part } from '../bench/fork-part.ts';
import { openAuthor } from '../bench/product.ts';
import type { Ground } from '../bench/stage.ts';
import { WEBHOOK_ENV, webhookOf } from '../bench/webhook.ts';
import { packCallback } from '../src/messages/callback-data.ts';
import { askDatabase } from './ledger.ts';
import { until } from './until.ts';

/** What the product needs to be told to take its updates from a webhook. */
export const WEBHOOK = { roles: 'bot,jobs,http', env: WEBHOOK_ENV };
/** Telegram tries an update again that was not taken. */
const AGAIN_MS = 500;

export type Answers = {
  /** Answers that were taken (200) so far. */
  taken: () => number;
  /** Presses no more, waits until all that was pressed is taken and handled, and counts. */
  finish: () => Promise<{
    pressed: number;
    taken: number;
    /** Tries that were not taken: refused, dropped or not answered in 10 s. */
    refusedTries: number;
    /** Taken, and not marked as handled. */
    open: number;
    /** People whose answer was taken and is not in the database. */
    lost: number;
  }>;
};

/** A notice that everybody has received before, so that they can answer it; returns its id. */
export async function layEarlierNotice(ground: Ground): Promise<string> {
  const author = await openAuthor(ground);
  const { noticeId } = await author.sendToAll();
  await author.close();
  await askDatabase(
    ground,
    (sql) => sql`update deliveries set state = 'sent', sent_at = now() where subject_id = ${noticeId}`,
  );
  return noticeId;
}

/**
 * People who confirm an earlier notice, one after the other and round and round, through the webhook: so many a second whether
 * the last one was taken or not. What is not taken is tried again, as Telegram does.
 */
export function startAnswers(
  ground: Ground,
  { noticeId, product, perSecond }: { noticeId: string; product: () => Part; perSecond: number },
): Answers {
  let [pressed, refused] = [0, 0];
  const taken = new Set<number>();
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  const post = async (n: number): Promise<void> => {
    const chat = ground.firstChat + (n % ground.people);
    const data = packCallback('notice.answer', noticeId, 'understood', 1);
    const update = pressUpdate(n + 1, `press-${n}`, { chat, data });
    while (!taken.has(n)) {
      const status = await postUpdate(webhookOf(product()), update);
      if (status === 200) taken.add(n);
      else {
        refused += 1;
        if (!product().isAlive()) return;
        await pause(AGAIN_MS);
      }
    }
  };
  const press = async (): Promise<void> => {
    const start = performance.now();
    for (; !stopping.signal.aborted; pressed += 1) {
      const wait = start + (pressed * 1000) / perSecond - performance.now();
      if (wait > 0) await pause(wait);
      const posting = post(pressed).finally(() => underWay.delete(posting));
      underWay.add(posting);
    }
  };
  const pressing = press();

  return {
    taken: () => taken.size,
    finish: async () => {
      stopping.abort();
      await pressing;
      await Promise.all(underWay);
      const ids = [...taken].map((n) => n + 1);
      const accounts = [...new Set([...taken].map((n) => ground.firstChat + (n % ground.people)))];
      const count = () =>
        askDatabase(ground, async (sql) => {
          const [row] = await sql<{ open: number; lost: number }[]>`
            select (select count(*)::int from unnest(${ids}::int[]) t(id) where not exists (
                select 1 from processed_updates u where u.update_id = t.id and u.state = 'done')) as open,
              (select count(*)::int from telegram_accounts t where t.telegram_id = any(${accounts}) and not exists (
                select 1 from acknowledgements a where a.notice_id = ${noticeId} and a.person_id = t.person_id and a.state = 'understood')) as lost`;
          return { open: row?.open ?? Number.NaN, lost: row?.lost ?? Number.NaN };
        });
      // Taken is not yet handled: an update that failed is tried again with pauses of up to half a minute, and each try may
      // take its time on a machine that others use as well.
      await until(
        async () => {
          const { open, lost } = await count();
          return open + lost === 0;
        },
        150_000,
        500,
      );
      return { pressed, taken: taken.size, refusedTries: refused, ...(await count()) };
    },
  };
}
