import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const SUPERVISOR = 5_000_007;
const STRANGER_SUPERVISOR = 5_000_011;
const w = words.zh;
const f = w.forms;

let stage: Awaited<ReturnType<typeof startReceipts>>;
beforeAll(async () => {
  stage = await startReceipts();
});
afterAll(() => stage.close());
const sql = () => stage.inspector.sql;

/** An interview with somebody that was held a while ago; the secretary ordered it. */
async function closedInterview(staffNo: string, kind = 'reminder'): Promise<string> {
  const id = newId();
  await sql()`
    insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, created_at)
    select ${id}, ${kind}, ${stage.pack.version}, s.id, o.id, ${new Date(stage.clock.now().getTime() - 86_400_000)}, 30, 'x', 'held',
      ${stage.clock.now()} from people s, people o where s.staff_no = ${staffNo} and o.staff_no = 'QS-005'`;
  return id;
}
const entriesOf = (interviewId: string) => sql()<
  { kind: string; nature: string; by: string; data: Record<string, unknown>; id: string }[]
>`select e.id, e.kind, e.nature, r.staff_no as by, e.data from ledger_entries e join people r on r.id = e.recorded_by
    where e.data->>'interview' = ${interviewId} order by e.seq`;

describe('the form of a closed interview', () => {
  let interviewId = '';

  test('is chosen by a supervisor with the article in sight, once however often it is pressed', async () => {
    interviewId = await closedInterview('QS-018');
    const supervisor = stage.person(SUPERVISOR);
    await supervisor.send('/forms');
    const { text } = await supervisor.pressData(packCallback('form.open', interviewId));
    expect(text).toContain('《中国共产党纪律处分条例》第五条');
    expect(await supervisor.buttons()).toEqual([...Object.values(f.names), w.common.return]);
    expect((await supervisor.press(f.names['first'] ?? '')).text).toContain(f.previewHint);
    expect(await entriesOf(interviewId)).toHaveLength(0);
    const data = await supervisor.dataOf(w.common.confirm);
    await supervisor.pressTogether([data, data]);
    await stage.restartBeforeMark();
    const entries = await entriesOf(interviewId);
    expect(entries.map(({ kind, nature, by }) => ({ kind, nature, by }))).toEqual([
      { kind: 'form-chosen', nature: 'conclusion', by: 'QS-007' },
    ]);
    expect(entries[0]?.data).toEqual({
      form: 'first',
      interview: interviewId,
      document: '中国共产党纪律处分条例',
      article: '第五条',
    });
  });

  test('is told to the person without a word of what it is, and stands in their file', async () => {
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('您的档案里有一条新记录');
    const cadre = stage.person(CADRE);
    await cadre.send('/myfile');
    expect((await cadre.press('廉政谈话')).text).toContain('处理形态 · 第一种形态');
    const log =
      await sql()`select 1 from access_log where action = 'form.choose' and detail->>'interviewId' = ${interviewId}`;
    expect(log).toHaveLength(1);
  });

  test('is not changed by another press, only corrected by an entry of its own with a reason', async () => {
    const supervisor = stage.person(SUPERVISOR);
    expect((await supervisor.pressData(packCallback('form.choose', interviewId, 1))).text).toContain(
      f.before('第一种形态', '王试明').slice(0, 10),
    );
    await supervisor.pressData(packCallback('form.open', interviewId));
    await supervisor.press(f.change);
    expect(await supervisor.buttons()).not.toContain(f.names['first']);
    expect((await supervisor.press(f.names['second'] ?? '')).text).toContain('更正为第二种形态：林例平');
    expect((await supervisor.send('选定时点错了')).text).toContain('已更正：林例平 · 第二种形态');
    await stage.restartBeforeMark();
    const [first, correction, more] = await entriesOf(interviewId);
    expect(more).toBeUndefined();
    expect(correction).toMatchObject({
      kind: 'correction',
      data: { form: 'second', was: 'first', corrects: first?.id, reason: '选定时点错了' },
    });
    expect((await supervisor.pressData(packCallback('form.open', interviewId))).text).toContain(
      '更正原因：选定时点错了',
    );
    const [chain] =
      await sql()`select count(*)::int as n from form_choices where interview_id = ${interviewId}`;
    expect(chain?.['n']).toBe(2);
  });

  test('is chosen by nobody else, not for oneself, and not for a relative', async () => {
    const own = await closedInterview('QS-007');
    const relative = await closedInterview('QS-019');
    const routine = await closedInterview('QS-020', 'routine');
    await sql()`insert into relations (id, person_id, relative_id, kind, declared_by, declared_at)
      select ${newId()}, a.id, b.id, 'lineal', a.id, ${stage.clock.now()} from people a, people b where a.staff_no = 'QS-007' and b.staff_no = 'QS-019'`;
    const before = await stage.inspector.fingerprint();
    for (const id of [own, relative, routine])
      for (const action of ['form.open', 'form.pick', 'form.choose'])
        expect((await stage.person(SUPERVISOR).pressData(packCallback(action, id, 0))).shown).toEqual([
          w.common.stale,
        ]);
    for (const who of [STRANGER_SUPERVISOR, SECRETARY, 5_000_020])
      expect(
        (await stage.person(who).pressData(packCallback('form.choose', interviewId, 0))).text,
      ).not.toContain('林例平');
    expect(await stage.inspector.fingerprint()).toEqual(before);
  });
});

describe('the counts of a quarter', () => {
  test('are by unit, and leave out what an objection had disregarded', async () => {
    const supervisor = stage.person(SUPERVISOR);
    const interviewId = await closedInterview('QS-021');
    await supervisor.pressData(packCallback('form.choose', interviewId, 2));
    const shown = (await supervisor.pressData(packCallback('form.counts', 0, 0))).text;
    expect(shown).toContain(f.countsTitle('2026 年第四季度'));
    expect(shown).toContain('合计：一 0 · 二 1 · 三 1 · 四 0');
    const [entry] = await entriesOf(interviewId);
    await sql()`
      insert into ledger_entries (id, person_id, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version, data)
      select ${newId()}, person_id, 'correction', 'conclusion', ${stage.clock.now()}, ${stage.clock.now()}, 'objection', ${newId()}, 'x',
        data || jsonb_build_object('corrects', id, 'disregarded', true) from ledger_entries where id = ${entry?.id ?? ''}`;
    expect((await supervisor.pressData(packCallback('form.counts', 0, 0))).text).toContain(
      '合计：一 0 · 二 1 · 三 0 · 四 0',
    );
    expect((await supervisor.pressData(packCallback('form.counts', 1, 0))).text).toContain(f.none);
  });
});
