import { setTimeout as pause } from 'node:timers/promises';
import { startProduct } from '../../bench/product.ts';
import type { Ground } from '../../bench/stage.ts';
import { startStrictApi } from '../../bench/strict-api.ts';
import type { Fault, Figures } from '../fault.ts';
import { askDatabase } from '../ledger.ts';
import { judgeLimits } from '../limits.ts';
import { startMovedClock } from '../moved-clock.ts';
import { secondsUntil } from '../until.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
/** How long the event loop stands still. */
const BLOCKED_MS = { short: 1_000, full: 5_000 };
const MOST_MS = 90_000;

type Slots = { newest: number; count: number; gaps: number; open: number; done: number };

/** The slots of the job that has one each minute: all of them in one row, from the first to the newest. */
const readSlots = (ground: Ground): Promise<Slots> =>
  askDatabase(ground, async (sql) => {
    const [row] = await sql<Slots[]>`
      with minute as (select slot, state, slot - lag(slot) over (order by slot) as step from schedule_slots where job = 'sweep')
      select coalesce(extract(epoch from max(slot)) * 1000, 0)::float8 as newest, count(*)::int as count,
        count(*) filter (where step <> interval '1 minute')::int as gaps,
        count(*) filter (where state = 'claimed')::int as open, count(*) filter (where state = 'done')::int as done from minute`;
    return row ?? { newest: 0, count: 0, gaps: 0, open: 0, done: 0 };
  });

export const movedClockFault: Fault = {
  id: 'F11',
  title:
    'The clock goes on by an hour and a day and back by an hour, the process is down across slots, and it stands still.',
  pass: 'no minute without its slot and none twice; what was missed is caught up within 60 s of the start; nothing is left half done',
  run: async ({ stage, scale, build, say }): Promise<Figures> => {
    const ground = await stage.prepare(10);
    const [api, clock] = await Promise.all([startStrictApi({ perSecond: 1_000 }), startMovedClock()]);
    const start = () =>
      startProduct(ground, {
        apiRoot: api.url,
        roles: 'jobs',
        rate: 25,
        build,
        env: { CLOCK_URL: clock.url },
      });
    let product = await start();
    /** Seconds until the minute that the clock shows has its slot, and none is being run. */
    const caughtUp = () =>
      secondsUntil(async () => {
        const { newest, open } = await readSlots(ground);
        return open === 0 && newest > clock.now() - MINUTE;
      }, MOST_MS);
    const move = async (what: string, ms: number): Promise<number> => {
      clock.moveBy(ms);
      const seconds = await caughtUp();
      say(`${what}: caught up after ${seconds} s`);
      return seconds;
    };
    try {
      await caughtUp();
      const forwardS = await move('an hour on', HOUR);
      const before = await readSlots(ground);
      clock.moveBy(-HOUR);
      await pause(2_000);
      const back = await readSlots(ground);
      const againS = await move('the hour again', HOUR);
      const dayS = await move('a day on', DAY);
      await product.kill();
      clock.moveBy(3 * HOUR);
      product = await start();
      const downS = await caughtUp();
      say(`down for three hours: caught up after ${downS} s`);
      process.kill(product.pid, 'SIGSTOP');
      clock.moveBy(10 * MINUTE);
      await pause(BLOCKED_MS[scale]);
      process.kill(product.pid, 'SIGCONT');
      const blockedS = await caughtUp();
      const { gaps, open, count, done } = await readSlots(ground);
      const inThePast = back.count - before.count;
      return { forwardS, againS, dayS, downS, blockedS, inThePast, gaps, open, slots: count, done };
    } finally {
      await product.kill();
      await Promise.all([api.stop(), clock.stop()]);
    }
  },
  judge: (figures) =>
    judgeLimits(figures, {
      forwardS: { most: 60 },
      againS: { most: 60 },
      dayS: { most: 60 },
      downS: { most: 60 },
      blockedS: { most: 60 },
      inThePast: { most: 1 },
      open: { exactly: 0 },
      done: { least: 5 },
      // A day is longer than what is caught up minute by minute: there is one gap, and no other.
      gaps: { most: 1 },
      slots: { least: 200 },
    }),
  sabotage: [
    {
      name: 'a slot that was missed is forgotten',
      file: 'domain/schedule/claim-slots.js',
      find: 'const due = job.slotsBetween(after, now).slice(-MOST_MISSED);',
      put: 'const due = job.slotsBetween(new Date(now.getTime() - 60_000), now);',
    },
  ],
};
