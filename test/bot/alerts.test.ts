import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endedQuarters, proposeAlerts } from '../../src/domain/alerts/propose-alerts.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const SUPERVISOR = 5_000_007;
const STRANGER_SUPERVISOR = 5_000_011;
const w = words.zh;
const a = w.alerts;

let stage: Awaited<ReturnType<typeof startReceipts>>;
beforeAll(async () => {
  stage = await startReceipts();
});
afterAll(() => stage.close());
const sql = () => stage.inspector.sql;
const propose = () => proposeAlerts(stage.db, stage.pack, stage.clock.now());

/** An entry of somebody's ledger; returns its id and its source's. */
async function entry(staffNo: string, kind: string, data: Record<string, string>, sourceId = newId()) {
  const id = newId();
  await sql()`
    insert into ledger_entries (id, person_id, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version, data)
    select ${id}, p.id, ${kind}, 'conclusion', '2026-09-20', '2026-09-20', 'rectification', ${sourceId}, ${stage.pack.version}, ${sql().json(data)}
    from people p where p.staff_no = ${staffNo}`;
  return { id, sourceId };
}
const alertsOf = (staffNo: string) => sql()<
  { id: string; rule: string; colour: string; entries: string[] }[]
>`
  select a.id, a.rule, a.colour, a.entry_ids as entries from alerts a join people p on p.id = a.person_id
  where p.staff_no = ${staffNo} order by a.created_at`;
const alertOf = async (staffNo: string) => {
  const [row] = await alertsOf(staffNo);
  if (!row) throw new Error(`there is no alert about ${staffNo}`);
  return row;
};
const enteredFor = (staffNo: string) => sql()<{ id: string; kind: string; data: Record<string, unknown> }[]>`
  select e.id, e.kind, e.data from ledger_entries e join people p on p.id = e.person_id
  where p.staff_no = ${staffNo} and e.source_kind = 'alert' order by e.seq`;

describe('the rules', () => {
  test('propose what is long overdue, once a cause, with the entries as the reason', async () => {
    const late = await entry('QS-018', 'rectification-opened', { text: '补齐票据', dueOn: '2026-10-10' });
    // Not long enough ago; closed; put off until later.
    await entry('QS-019', 'rectification-opened', { text: 'x', dueOn: '2026-11-20' });
    const closed = await entry('QS-020', 'rectification-opened', { text: 'x', dueOn: '2026-10-10' });
    await entry('QS-020', 'rectification-closed', { text: 'x' }, closed.sourceId);
    const extended = await entry('QS-021', 'rectification-opened', { text: 'x', dueOn: '2026-10-10' });
    await entry('QS-021', 'rectification-extended', {
      text: 'x',
      dueOn: '2026-11-30',
      item: extended.sourceId,
    });
    const before = await enteredFor('QS-018');
    expect(await propose()).toBeGreaterThan(0);
    expect(await propose()).toBe(0);
    expect(await alertsOf('QS-018')).toEqual([
      expect.objectContaining({ rule: 'rectification-overdue', colour: 'orange', entries: [late.id] }),
    ]);
    for (const staffNo of ['QS-019', 'QS-020', 'QS-021']) expect(await alertsOf(staffNo)).toEqual([]);
    expect(await enteredFor('QS-018')).toEqual(before);
  });

  test('propose a section that asked for attention in the two quarters that ended last, not in one', async () => {
    expect(endedQuarters(2, new Date('2026-11-25T02:00:00Z'))).toEqual(['2026-Q3', '2026-Q2']);
    expect(endedQuarters(2, new Date('2027-02-01T02:00:00Z'))).toEqual(['2026-Q4', '2026-Q3']);
    const { id } = await entry('QS-022', 'quiz-result', {});
    const put = (staffNo: string, period: string, state: string) => sql()`
      insert into credit_files (person_id, period, rule_pack_version, sections, ledger_seq, computed_at)
      select p.id, ${period}, ${stage.pack.version}, ${sql().json([{ id: 'discipline-knowledge', state, count: 1, entries: [id] }])}, 1, ${stage.clock.now()}
      from people p where p.staff_no = ${staffNo}
      on conflict (person_id, period, rule_pack_version) do update set sections = excluded.sections`;
    for (const period of ['2026-Q2', '2026-Q3']) await put('QS-022', period, 'attention');
    await put('QS-023', '2026-Q3', 'attention');
    await put('QS-023', '2026-Q2', 'in-order');
    await propose();
    expect(await alertsOf('QS-022')).toEqual([
      expect.objectContaining({ rule: 'attention-repeated', colour: 'yellow', entries: [id] }),
    ]);
    expect(await alertsOf('QS-023')).toEqual([]);
    expect(await propose()).toBe(0);
  });

  test('spare whoever is exempt, but not an objection that nobody answers', async () => {
    await entry('QS-024', 'rectification-opened', { text: 'x', dueOn: '2026-10-10' });
    await sql()`insert into exemptions (id, person_id, reason, starts_on) select ${newId()}, id, 'on-leave', '2026-01-01' from people where staff_no = 'QS-024'`;
    const { id } = await entry('QS-024', 'recognition', { text: 'x' });
    await sql()`insert into objections (id, entry_id, person_id, text, due_at, created_at)
      select ${newId()}, ${id}, p.id, 'x', '2026-11-10', '2026-11-01' from people p where p.staff_no = 'QS-024'`;
    await propose();
    expect(await alertsOf('QS-024')).toEqual([
      expect.objectContaining({ rule: 'objection-unanswered', colour: 'blue', entries: [id] }),
    ]);
  });
});

describe('an alert', () => {
  test('opens to its reason without the words of the entries, and is deleted in time', async () => {
    const supervisor = stage.person(SUPERVISOR);
    const { id } = await alertOf('QS-018');
    expect((await supervisor.send('/alerts')).text).toContain('林例平 · 整改超期（橙色）');
    const { text } = await supervisor.pressData(packCallback('alert.open', id));
    expect(text).toContain('整改事项 · 期限 2026-10-10');
    expect(text).toContain('依据：本县规则');
    expect(text).not.toContain('补齐票据');
    const [shown] =
      await sql()`select count(*)::int as n from shown_files f join people p on p.id = f.subject_id where p.staff_no = 'QS-018'`;
    expect(shown?.['n']).toBe(1);
    expect(await enteredFor('QS-018')).toEqual([]);
  });

  test('enters the file once a person accepts it, and is told without its name', async () => {
    const supervisor = stage.person(SUPERVISOR);
    const { id, entries } = await alertOf('QS-018');
    await supervisor.pressData(packCallback('alert.accept', id));
    const data = await supervisor.dataOf(w.common.confirm);
    expect((await supervisor.pressTogether([data, data])).text).toContain('已采纳：林例平 · 整改超期');
    await stage.restartBeforeMark();
    expect(
      (await enteredFor('QS-018')).map((row) => [row.kind, row.data['alert'], row.data['entries']]),
    ).toEqual([['alert-accepted', 'rectification-overdue', entries]]);
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('您的档案里有一条新记录');
    expect(await stage.newest(CADRE)).not.toContain('预警');
  });

  test('leads to an interview and to a rectification with the person filled in', async () => {
    const supervisor = stage.person(SUPERVISOR);
    const { id } = await alertOf('QS-018');
    expect((await supervisor.pressData(packCallback('interview.alerted', id))).text).toContain(
      '对象：林例平',
    );
    await supervisor.send('/cancel');
    expect((await supervisor.pressData(packCallback('rectify.alerted', id))).text).toContain('林例平');
    await supervisor.send('/cancel');
  });

  test('is taken back by a correcting entry, and both stay', async () => {
    const supervisor = stage.person(SUPERVISOR);
    const { id } = await alertOf('QS-018');
    await supervisor.pressData(packCallback('alert.take-back', id));
    expect((await supervisor.send('点错了')).text).toContain('已撤回');
    await stage.restartBeforeMark();
    const [accepted, correction, more] = await enteredFor('QS-018');
    expect(more).toBeUndefined();
    expect(correction).toMatchObject({
      kind: 'correction',
      data: { corrects: accepted?.id, disregarded: true },
    });
    const verdicts = await sql()`select verdict from alert_decisions where alert_id = ${id} order by n`;
    expect(verdicts.map((row) => String(row['verdict']))).toEqual(['accepted', 'taken-back']);
    expect((await supervisor.pressData(packCallback('alert.accept-now', id))).text).toContain(
      '已经处理过：已撤回',
    );
    const cadre = stage.person(CADRE);
    await cadre.send('/myfile');
    expect((await cadre.press('廉政谈话')).text).toContain('已作废');
  });

  test('is dismissed with a reason that is kept, and can be accepted after all', async () => {
    const supervisor = stage.person(SUPERVISOR);
    const { id } = await alertOf('QS-022');
    await supervisor.pressData(packCallback('alert.dismiss', id));
    expect((await supervisor.send('已当面核实')).text).toContain('没有记入档案');
    expect(await enteredFor('QS-022')).toEqual([]);
    expect((await supervisor.pressData(packCallback('alert.list', 'decided', 0))).text).toContain('不采纳');
    expect((await supervisor.pressData(packCallback('alert.open', id))).text).toContain('原因：已当面核实');
    await supervisor.press(a.accept);
    await supervisor.press(w.common.confirm);
    expect(await enteredFor('QS-022')).toHaveLength(1);
  });

  test('of an unanswered objection enters no file, and whoever objected hears that it is followed up', async () => {
    const { id } = await alertOf('QS-024');
    await stage.person(SUPERVISOR).pressData(packCallback('alert.accept-now', id));
    expect(await enteredFor('QS-024')).toEqual([]);
    const told = await sql()`select 1 from deliveries d join people p on p.id = d.person_id
      where d.kind = 'objection-followed' and p.staff_no = 'QS-024'`;
    expect(told).toHaveLength(1);
  });

  test('is seen by no relative, nobody elsewhere, nobody without the right, and not by its person', async () => {
    await entry('QS-019', 'rectification-opened', { text: 'x', dueOn: '2026-09-01' });
    await entry('QS-007', 'rectification-opened', { text: 'x', dueOn: '2026-09-01' });
    await propose();
    const [related, own] = [await alertOf('QS-019'), await alertOf('QS-007')];
    await sql()`insert into relations (id, person_id, relative_id, kind, declared_by, declared_at)
      select ${newId()}, a.id, b.id, 'lineal', a.id, ${stage.clock.now()} from people a, people b where a.staff_no = 'QS-007' and b.staff_no = 'QS-019'`;
    const before = await stage.inspector.fingerprint();
    for (const { id } of [related, own])
      for (const action of ['alert.open', 'alert.accept', 'alert.accept-now', 'alert.dismiss'])
        expect((await stage.person(SUPERVISOR).pressData(packCallback(action, id))).shown).toEqual([
          w.common.stale,
        ]);
    for (const action of ['alert.open', 'alert.accept-now'])
      expect(
        (await stage.person(STRANGER_SUPERVISOR).pressData(packCallback(action, related.id))).shown,
      ).toEqual([w.common.stale]);
    for (const who of [SECRETARY, CADRE])
      expect(
        (await stage.person(who).pressData(packCallback('alert.accept-now', related.id))).text,
      ).toContain(w.common.notAllowed);
    expect(await stage.inspector.fingerprint()).toEqual(before);
  });
});
