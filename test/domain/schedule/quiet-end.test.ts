import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextDigestTimes } from '../../../src/domain/deliveries/rules.ts';
import { quietEnd } from '../../../src/domain/schedule/quiet-hours.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const HOURS = ['00:00', '06:30', '07:30', '12:00', '21:00', '23:59'];

describe('quiet hours', () => {
  test('end for a preview when they end for the outbox', async () => {
    const cases = HOURS.flatMap((from) =>
      HOURS.flatMap((to) =>
        Array.from({ length: 50 }, (_, i) => {
          const at = new Date(Date.parse('2026-11-25T00:00:00+08:00') + i * 29 * 60_000);
          return { from, to, at: at.toISOString() };
        }),
      ),
    );
    const rows = await database.db.execute<{ end: string | null }>(sql`
      select quiet_end(c.at, c."from", c."to") as end
      from jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) as c(at timestamptz, "from" text, "to" text)`);
    expect(rows.length).toBe(cases.length);
    const inDatabase = rows.map(({ end }) => (end === null ? undefined : new Date(end).toISOString()));
    expect(cases.map(({ at, ...hours }) => quietEnd(new Date(at), hours)?.toISOString())).toEqual(inDatabase);
    expect(new Set(inDatabase).size).toBeGreaterThan(5);
  });

  test('are worked out within the statement: a call for each row would be most of its cost', async () => {
    const plan = await database.db.execute(sql`
      explain (verbose) select quiet_end(now(), coalesce(quiet_from, '21:00'), coalesce(quiet_to, '07:30')) from people`);
    expect(JSON.stringify(plan)).toContain('CASE WHEN');
    expect(JSON.stringify(plan)).not.toContain('quiet_end(');
  });
});

test('the next digest is always still to come', () => {
  const early = nextDigestTimes('07:30', new Date('2026-11-25T07:29:00+08:00'));
  expect(early).toMatchObject({ day: '2026-11-25', nextDay: '2026-11-26' });
  const late = nextDigestTimes('07:30', new Date('2026-11-25T07:30:00+08:00'));
  expect(late).toMatchObject({ day: '2026-11-26', at: new Date('2026-11-26T07:30:00+08:00') });
});
