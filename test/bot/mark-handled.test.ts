import { pino } from 'pino';
import { afterAll, expect, it } from 'vitest';
import { createMarks } from '../../src/bot/mark-handled.ts';
import { openDatabase } from '../../src/db/client.ts';

/** Nobody listens there. */
const away = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing', max: 1 });
afterAll(() => away.close());

it('lets go of what cannot be marked, so that the next look takes it up again', async () => {
  const lines: { level: number; updates: number }[] = [];
  const log = pino(
    { level: 'warn' },
    { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[number]) },
  );
  const gone: number[] = [];
  const marks = createMarks(
    { db: away.db, clock: () => new Date(), log },
    1,
    (ids) => void gone.push(...ids),
    1,
  );
  expect(await Promise.all([marks.finish(7), marks.finish(8)])).toEqual([false, false]);
  expect(gone).toEqual([7, 8]);
  expect(lines.map(({ level, updates }) => [level, updates])).toEqual([
    ...Array.from({ length: 9 }, () => [40, 2]),
    [50, 2],
  ]);
});
