import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '../../src/formats/read-table.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { CADRE, startReceipts } from './receipts-stage.ts';
import { BOT } from '../support/bot.ts';

const SUPERVISOR = 5_000_007;
const STRANGER_SUPERVISOR = 5_000_011;
const w = words.zh;
const t = w.unitTable;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let village = '';
beforeAll(async () => {
  stage = await startReceipts();
  const [unit] = await sql()<{ id: string }[]>`select id from organisation_units where name = '青石第一村'`;
  village = unit?.id ?? '';
});
afterAll(() => stage.close());
const sql = () => stage.inspector.sql;
const ask = (purpose: string, step = 'table.preview') =>
  stage.person(SUPERVISOR).pressData(packCallback(step, village, purpose));
const looksOf = () => sql()<{ staffNo: string; requestId: string | null }[]>`
  select p.staff_no as "staffNo", l.detail->>'requestId' as "requestId" from access_log l join people p on p.id = l.subject_person_id
  where l.action = 'file.read-table' order by p.staff_no`;
const membersOf = async () =>
  (
    await sql()<{ staffNo: string }[]>`
      select distinct p.staff_no as "staffNo" from people p join posts o on o.person_id = p.id join unit_closure c on c.descendant_id = o.unit_id
      where c.ancestor_id = ${village} and (o.ends_on is null or o.ends_on > '2026-11-25') and o.starts_on <= '2026-11-25'
        and exists (select 1 from credit_files f where f.person_id = p.id) order by 1`
  ).map(({ staffNo }) => staffNo);

describe('the table of a unit', () => {
  test('looks at nothing before it is confirmed, and says how many it would be', async () => {
    await stage.person(SUPERVISOR).send('/file');
    expect((await stage.person(SUPERVISOR).press(t.button)).text).toContain('单位状态表 · 青石镇');
    await stage.person(SUPERVISOR).pressData(packCallback('table.here', village));
    const before = await stage.inspector.fingerprint();
    const members = await membersOf();
    expect((await ask('routine-check')).text).toContain(t.people(members.length));
    expect(await stage.inspector.fingerprint()).toEqual(before);
  });

  test('is a look at each listed person: logged, told, protected, and deleted in time', async () => {
    const members = await membersOf();
    const { calls } = await ask('routine-check', 'table.send');
    const sent = calls.find(({ method }) => method === 'sendDocument');
    expect(sent?.params['protect_content']).toBe(true);
    const looks = await looksOf();
    expect(looks.map(({ staffNo }) => staffNo)).toEqual(members);
    expect(looks.every(({ requestId }) => requestId !== null)).toBe(true);
    const told = await sql()`select 1 from deliveries d join file_access_requests r on r.id = d.subject_id
      where d.kind = 'file-looked' and r.purpose = 'routine-check' and r.state = 'used'`;
    expect(told).toHaveLength(members.length);
    const [shown] =
      await sql()`select subject_id, delete_at - shown_at = interval '30 minutes' as in_time from shown_files`;
    expect(shown).toEqual({ subject_id: null, in_time: true });
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('有人查看了您的档案');
  });

  test('has states only, by name, without a score', async () => {
    const { messages } = await stage.client.chat(BOT, SUPERVISOR);
    const document = messages.findLast((message) => message.document)?.document;
    if (!document) throw new Error('no table was sent');
    const file = await fetch(`${stage.url}/sandbox/api/files/${document.fileId}`);
    const read = await readTable(new Uint8Array(await file.arrayBuffer()), document.name ?? '');
    if (!read.ok) throw new Error(read.problem.code);
    const [head = [], ...rows] = read.sheets[0]?.rows.map((row) => row.cells) ?? [];
    expect(head.slice(0, 5)).toEqual(t.columns);
    expect(head).toHaveLength(5 + stage.pack.fileSections.length);
    const names = rows.map((row) => String(row[0]));
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'zh')));
    expect(rows.length).toBe((await membersOf()).length);
    expect(JSON.stringify(rows)).not.toMatch(/指数|名次|总分/);
  });

  test('asked for again while it holds tells nobody twice', async () => {
    const count = async () => (await sql()`select 1 from deliveries where kind = 'file-looked'`).length;
    const before = await count();
    await ask('routine-check', 'table.send');
    expect(await count()).toBe(before);
    expect(await looksOf()).toHaveLength(2 * (await membersOf()).length);
  });

  test('leaves out relatives and says so', async () => {
    await sql()`insert into relations (id, person_id, relative_id, kind, declared_by, declared_at)
      select ${newId()}, a.id, b.id, 'lineal', a.id, ${stage.clock.now()} from people a, people b where a.staff_no = 'QS-007' and b.staff_no = 'QS-019'`;
    const before = (await looksOf()).filter(({ staffNo }) => staffNo === 'QS-019').length;
    expect((await ask('routine-check')).text).toContain(t.recused(1));
    await ask('routine-check', 'table.send');
    expect((await looksOf()).filter(({ staffNo }) => staffNo === 'QS-019')).toHaveLength(before);
    const kept = await sql()`select 1 from access_log l join people p on p.id = l.subject_person_id
      where l.action = 'file.recused' and p.staff_no = 'QS-019'`;
    expect(kept.length).toBeGreaterThan(0);
  });

  test('for a purpose that a second person approves has only those for whom one did', async () => {
    const before = await stage.inspector.fingerprint();
    expect((await ask('appointment')).text).toContain(t.nobody);
    expect((await ask('appointment', 'table.send')).text).toContain(t.nobody);
    expect((await stage.inspector.fingerprint())['file_access_requests']).toBe(
      before['file_access_requests'],
    );
    await sql()`
      insert into file_access_requests (id, requester_id, subject_id, purpose, sealed, needs_approval, rule_pack_version, state, asked_at, holds_until,
        decided_by, decided_at)
      select ${newId()}, r.id, s.id, 'appointment', false, true, 'x', 'approved', ${stage.clock.now()}, ${new Date(stage.clock.now().getTime() + 86_400_000)},
        d.id, ${stage.clock.now()} from people r, people s, people d where r.staff_no = 'QS-007' and s.staff_no = 'QS-018' and d.staff_no = 'QS-005'`;
    expect((await ask('appointment')).text).toContain(t.people(1));
    await ask('appointment', 'table.send');
    const used =
      await sql()`select s.staff_no from file_access_requests r join people s on s.id = r.subject_id
      where r.purpose = 'appointment' and r.state = 'used'`;
    expect(used.map((row) => String(row['staff_no']))).toEqual(['QS-018']);
  });

  test('is nothing for anybody of elsewhere, or without the right', async () => {
    const before = await stage.inspector.fingerprint();
    const press = packCallback('table.send', village, 'routine-check');
    expect((await stage.person(STRANGER_SUPERVISOR).pressData(press)).shown).toEqual([w.common.stale]);
    expect((await stage.person(CADRE).pressData(press)).text).toContain(w.common.notAllowed);
    expect(await stage.inspector.fingerprint()).toEqual(before);
  });
});
