import { afterAll, beforeAll, expect, test } from 'vitest';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { CADRE, OTHER_CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const w = words.zh;
const e = w.erasure;
const ADMIN = 5_000_001;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let cadre: BotPerson;
let admin: BotPerson;
let me = '';
beforeAll(async () => {
  stage = await startReceipts();
  [cadre, admin] = [stage.person(CADRE), stage.person(ADMIN)];
  me = await stage.inspector.personId('QS-018');
  const { sql } = stage.inspector;
  await sql`update people set phone = '0000', quiet_from = '20:00', quiet_to = '08:00' where id = ${me}`;
  await sql`insert into person_tags (person_id, tag, added_at) values (${me}, '防汛队员', now())`;
  await sql`insert into card_times (person_id, at) values (${me}, '18:00')`;
  await sql`
    insert into telegram_accounts (id, telegram_id, person_id, bound_at, revoked_at) values (uuidv7(), 4711, ${me}, now(), now())`;
  await sql`
    insert into invitations (id, person_id, code_hash, created_at, expires_at) values (uuidv7(), ${me}, 'still works', ${stage.clock.now()}, '2027-01-01')`;
});
afterAll(() => stage.close());

const requests = () =>
  stage.inspector.sql<
    { id: string }[]
  >`select id from erasure_requests where person_id = ${me} order by id desc`;
/** What of the person stands in the database. */
async function held() {
  const [row] = await stage.inspector.sql`
    select phone, quiet_from as quiet, (select count(*)::int from person_tags where person_id = p.id) as tags,
      (select count(*)::int from card_times where person_id = p.id) as times,
      (select count(*)::int from telegram_accounts where person_id = p.id and revoked_at is not null) as old,
      (select count(*)::int from telegram_accounts where person_id = p.id and revoked_at is null) as live,
      (select count(*)::int from invitations where person_id = p.id and code_hash = 'still works') as code
    from people p where id = ${me}`;
  return row;
}
const kept = async () => {
  const [row] = await stage.inspector.sql`
    select (select count(*)::int from ledger_entries where person_id = ${me}) as entries,
      (select count(*)::int from deliveries where person_id = ${me} and kind <> 'erasure-decided') as sent,
      (select count(*)::int from posts where person_id = ${me}) as posts`;
  return row;
};

test('is offered under the book of one’s own data, says what goes and what stays, and is asked for once', async () => {
  await cadre.send('/mydata');
  expect(await cadre.buttons()).toEqual([e.offer]);
  expect((await cadre.press(e.offer)).text).toContain(e.stays);
  const { text } = await cadre.press(w.common.submit);
  expect(text).toContain('等待审核');
  await stage.restartBeforeMark();
  await cadre.pressData('data.erase-now');
  expect(await requests()).toHaveLength(1);
  const shown = await cadre.pressData('data.erase');
  expect(shown.text).toContain('正在等待审核');
  await stage.deliver();
  expect(await stage.newest(ADMIN)).toContain('有一条删除个人数据的申请待您审核');
});

test('is answered by an administrator above alone, never by oneself', async () => {
  const [request] = await requests();
  const before = await stage.inspector.fingerprint();
  for (const account of [CADRE, OTHER_CADRE, SECRETARY])
    for (const data of [
      packCallback('erasure.check', request?.id ?? ''),
      packCallback('erasure.answer', request?.id ?? '', 'approved'),
      'erasure.waiting',
    ])
      expect((await stage.person(account).pressData(data)).shown[0]).toBe(w.common.notAllowed);
  expect(await stage.inspector.fingerprint()).toEqual(before);
});

test('refused, nothing goes, and the person reads why', async () => {
  const before = await held();
  const { text } = await admin.press(w.common.details);
  expect(text).toContain('林例平');
  await admin.press(e.refuse);
  expect((await admin.send('汛期联络还要用')).text).toContain('不同意，原因会告诉本人');
  await stage.deliver();
  expect(await stage.newest(CADRE)).toContain('原因：汛期联络还要用');
  expect(await held()).toEqual(before);
});

test('approved, it goes at once and nothing else; logged, told, and once', async () => {
  const before = await kept();
  await cadre.pressData('data.erase-now');
  await stage.deliver();
  await admin.press(w.common.details);
  await admin.press(e.approve);
  expect((await admin.send('号码已经不用')).text).toContain('已删除');
  await stage.restartBeforeMark();
  expect(await held()).toEqual({ phone: null, quiet: null, tags: 0, times: 0, old: 0, live: 1, code: 1 });
  expect(await kept()).toMatchObject({ entries: before?.['entries'], posts: before?.['posts'] });
  await stage.deliver();
  expect(await stage.newest(CADRE)).toContain('已经删除\n原因：号码已经不用');
  const logged = await stage.inspector.sql<{ detail: Record<string, unknown> }[]>`
    select detail from access_log where action = 'erasure.approved' and subject_person_id = ${me}`;
  expect(logged.map(({ detail }) => detail)).toEqual([
    expect.objectContaining({ phone: 1, settings: 2, tags: 1, accounts: 1 }),
  ]);
  const [request] = await requests();
  const again = await admin.pressData(packCallback('erasure.answer', request?.id ?? '', 'refused'));
  expect(again.shown[0]).toContain('已经处理过：已同意');
  await expect(
    stage.inspector
      .sql`insert into erasure_decisions (request_id, person_id, verdict, reason, decided_by, decided_at)
      select id, person_id, 'approved', 'x', person_id, now() from erasure_requests limit 1`,
  ).rejects.toThrow(/erasure_decisions/);
});
