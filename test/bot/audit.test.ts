import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../src/db/client.ts';
import { anchorLedger } from '../../src/domain/credit/anchor-ledger.ts';
import { checkLedger } from '../../src/domain/credit/check-ledger.ts';
import { readSubjects } from '../../src/domain/deliveries/read-subject.ts';
import { renderDelivery } from '../../src/jobs/render-delivery.ts';
import { words } from '../loop/words.ts';
import { startBot, type BotStage } from '../support/bot.ts';
import { pack } from '../support/pack.ts';
import { plans } from '../support/plans.ts';
import { createTestShelf } from '../support/shelf.ts';
import { A } from './townships.ts';

const w = words.zh;
/** The auditor of the sample county. */
const AUDITOR = 5_000_003;
const shelf = createTestShelf();
let stage: BotStage;
let database: Database;
beforeAll(async () => {
  stage = await startBot();
  database = openDatabase({ url: stage.appUrl, max: 2 });
});
afterAll(async () => {
  await database.close();
  await stage.close();
});

const countOf = async (table: string, where = 'true'): Promise<number> => {
  const [row] = await stage.inspector.sql.unsafe<{ n: number }[]>(
    `select count(*)::int as n from ${table} where ${where}`,
  );
  return row?.n ?? -1;
};

/** What the outbox has for the auditor, as it would be sent now. */
async function queued(kind: string) {
  const { db } = database;
  const rows = await db.execute<{ id: string; personId: string; subjectId: string | null }>(sql`
    select d.id, d.kind, d.person_id as "personId", d.subject_id as "subjectId", d.data from deliveries d
    where d.kind = ${kind} order by d.created_at, d.id`);
  const subjects = await readSubjects(db, rows as never, { pack, plans }, stage.clock.now());
  return subjects.map(
    (subject) =>
      subject && renderDelivery({ language: 'zh', elder: false }, subject, pack, stage.clock.now()),
  );
}

test('an auditor asks for a check, once however often it is pressed, and hears what was found', async () => {
  const auditor = stage.person(AUDITOR);
  const { text } = await auditor.send('/audit');
  expect(text).toContain(w.ledger.noCheck);
  expect(text).toContain(w.ledger.noAnchor);
  expect((await auditor.press(w.ledger.check)).text).toContain(w.ledger.checking);
  await auditor.pressData('audit.check');
  expect(await countOf('ledger_checks')).toBe(1);
  expect(await countOf('access_log', `action = 'ledger.check'`)).toBe(1);

  await anchorLedger(database.db, shelf, stage.clock.now());
  expect(await checkLedger(database.db, shelf, stage.clock.now)).toBe(1);
  expect(await checkLedger(database.db, shelf, stage.clock.now)).toBe(0);
  const [found, ...more] = await queued('ledger-checked');
  expect(more).toEqual([]);
  expect(found?.view.text).toMatch(/80 份档案、\d+ 条记录，全部完好。/);
  const [told] = await queued('ledger-anchor');
  expect(told?.view.text).toContain(w.ledger.keep);
  expect(Buffer.from(told?.written?.body ?? []).toString()).toBe((await shelf.files())[0]);
  expect((await auditor.send('/audit')).text).toContain('全部完好');
});

test('a broken chain is named with its entry, whose it is and of when', async () => {
  const [entry] = await stage.inspector.sql<{ id: string; name: string; day: string }[]>`
    select e.id, p.name, to_char(e.recorded_at at time zone 'Asia/Shanghai', 'FMMM 月 FMDD 日') as day
    from ledger_entries e join people p on p.id = e.person_id where e.seq = 2 limit 1`;
  await stage.inspector.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update ledger_entries set data = data || '{"forged": 1}' where id = ${entry?.id ?? ''}`;
  });
  const auditor = stage.person(AUDITOR);
  await auditor.send('/audit');
  await auditor.press(w.ledger.check);
  await checkLedger(database.db, shelf, stage.clock.now);
  const [, found] = await queued('ledger-checked');
  expect(found?.view.text).toContain(entry?.name ?? 'nobody');
  expect(found?.view.text).toContain(`第 2 条：${w.ledger.faults.hash}`);
  expect(found?.view.text).toContain(entry?.day ?? 'never');
});

test('nobody else may ask', async () => {
  for (const id of [A.secretary, A.cadre]) {
    const person = stage.person(id);
    expect((await person.send('/audit')).text).not.toContain(w.ledger.title);
    await person.pressData('audit.check');
  }
  expect(await countOf('ledger_checks')).toBe(2);
});
