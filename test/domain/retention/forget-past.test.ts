import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetPast } from '../../../src/domain/retention/forget-past.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';

const NOW = new Date(START);
const DAY_MS = 86_400_000;
let its: TestDatabase;
beforeAll(async () => {
  its = await createTestDatabase({ county: true });
});
afterAll(() => its.close());

const termOf = (what: string): number => {
  const term = pack.retention.find((one) => one.what === what);
  if (!term) throw new Error(`no term for ${what}`);
  return term.days;
};
/** An hour past the term, and an hour before its end. */
const sides = (what: string): string[] =>
  [-1, 1].map((hours) => new Date(NOW.getTime() - termOf(what) * DAY_MS + hours * 3_600_000).toISOString());
const count = async (table: string, where = 'true'): Promise<number> => {
  const [row] = await its.db.execute<{ n: number }>(
    sql.raw(`select count(*)::int as n from ${table} where ${where}`),
  );
  return row?.n ?? -1;
};
const KEPT = [
  'ledger_entries',
  'access_log',
  'deliveries',
  'acknowledgements',
  'people',
  'telegram_accounts',
  'shown_files',
];
const keptRows = () => Promise.all(KEPT.map((table) => count(table)));

test('takes out what is past its term and nothing else; the second time there is nothing', async () => {
  const [person] = await its.db.execute<{ id: string }>(sql`select id from people where staff_no = 'QS-018'`);
  const me = person?.id ?? '';
  await forgetPast(its.db, pack, NOW);
  const before = await keptRows();
  for (const [n, at] of sides('failed-updates').entries()) {
    await its.db.execute(sql`
      insert into processed_updates (bot_id, update_id, body, state, received_at) values (1, ${n}, '{"text":"x"}', 'failed', ${at}), (2, ${n}, '{}', 'received', ${at})`);
  }
  for (const [n, at] of sides('drafts').entries())
    await its.db.execute(sql`
      insert into conversations (chat_id, flow, step, data, last_update_id, expires_at) values (${n + 1}, 'file', 'x', '{}', 1, ${at})`);
  for (const [n, at] of sides('shown-buttons').entries())
    await its.db.execute(sql`
      insert into shown_messages (person_id, message_id, buttons, shown_at) values (${me}, ${n + 90_000}, '[]', ${at})`);
  for (const at of sides('invitations'))
    await its.db.execute(sql`
      insert into invitations (id, person_id, code_hash, created_at, expires_at, revoked_at)
      values (${newId()}, ${me}, ${`old ${at}`}, ${at}, ${at}, null), (${newId()}, ${me}, ${`revoked ${at}`}, ${at}, ${at}, ${NOW.toISOString()}),
        (${newId()}, ${me}, ${`works ${at}`}, ${at}, ${new Date(NOW.getTime() + DAY_MS).toISOString()}, ${at})`);
  for (const [n, at] of sides('failed-codes').entries())
    await its.db.execute(sql`
      insert into binding_failures (telegram_id, failures, since) values (${n + 1}, 1, ${at})`);
  for (const at of sides('question-drafts'))
    await its.db.execute(sql`
      insert into question_imports (id, person_id, file_name, draft, created_at, confirmed_at)
      values (${newId()}, ${me}, 'retention.csv', '{}', ${at}, null), (${newId()}, ${me}, 'retention.csv', null, ${at}, ${at})`);
  for (const at of sides('dismissed-proposals'))
    await its.db.execute(sql`
      insert into interview_proposals (id, trigger_key, trigger, kind, rule_pack_version, person_id, due_on, state, decided_by, decided_at, reason, created_at)
      select uuidv7(), ${`retention ${at}`}, 'new-post', 'routine', ${pack.version}, ${me}, '2024-01-01', 'dismissed', o.id, ${at}, 'x', ${at}
      from people o where o.staff_no = 'QS-007'`);

  expect(await forgetPast(its.db, pack, NOW)).toEqual({
    'failed-updates': 1,
    drafts: 1,
    'shown-buttons': 1,
    invitations: 1,
    'failed-codes': 1,
    'question-drafts': 1,
    'dismissed-proposals': 1,
  });
  expect(await count('processed_updates', `bot_id in (1, 2) and update_id < 2`)).toBe(3);
  expect(await count('invitations', `code_hash similar to '(revoked|works) %'`)).toBe(4);
  expect(await count('question_imports', `file_name = 'retention.csv'`)).toBe(3);
  expect(await keptRows()).toEqual(before);
  expect(await forgetPast(its.db, pack, NOW)).toEqual({});
});

test('goes through more than a batch, and not through what is in another’s hands', async () => {
  const past = sides('failed-codes')[0];
  await its.db.execute(sql`
    insert into binding_failures (telegram_id, failures, since) select n, 1, ${past} from generate_series(1000, 3499) n`);
  await its.db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from binding_failures where telegram_id = 1000 for update`);
    expect(await forgetPast(its.db, pack, NOW)).toEqual({ 'failed-codes': 2_499 });
  });
  expect(await forgetPast(its.db, pack, NOW)).toEqual({ 'failed-codes': 1 });
});
