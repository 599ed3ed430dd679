import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { BRANCH_SECRETARY, CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const SUPERVISOR = 5_000_007;
const w = words.zh;
const g = w.recognitions;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let branch: BotPerson;
let supervisor: BotPerson;
let cadre: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  [branch, supervisor, cadre] = [
    stage.person(BRANCH_SECRETARY),
    stage.person(SUPERVISOR),
    stage.person(CADRE),
  ];
});
afterAll(() => stage.close());
const sql = () => stage.inspector.sql;
const entriesOf = (id: string) => sql()`
  select e.kind, e.nature, r.staff_no as recorded, c.staff_no as confirmed, e.data from ledger_entries e
  join people r on r.id = e.recorded_by join people c on c.id = e.confirmed_by where e.source_id = ${id}`;

/** Proposes one about a cadre of the first village, and returns its id. */
async function propose(person: BotPerson, kind: string, text: string, between?: () => Promise<unknown>) {
  await person.send('/recognise');
  await person.press(g.start);
  await person.send('QS-018');
  await person.press('1');
  await person.press(g.kinds[kind] ?? '');
  await between?.();
  const { text: preview } = await person.send(text);
  const data = await person.dataOf(w.common.submit);
  await person.pressTogether([data, data]);
  const rows = await sql()<{ id: string }[]>`select id from recognition_proposals where text = ${text}`;
  expect(rows).toHaveLength(1);
  return { id: rows[0]?.id ?? '', preview };
}

describe('a refused gift', () => {
  let id = '';

  test('is proposed once, shown before, and stands in no file yet', async () => {
    const proposed = await propose(branch, 'refused-gift', '退还施工队送来的土特产并登记');
    ({ id } = proposed);
    expect(proposed.preview).toContain(
      '对象：林例平（青石镇 / 青石第一村）\n种类：拒收礼品礼金\n退还施工队送来的土特产并登记',
    );
    expect(await entriesOf(id)).toHaveLength(0);
    await stage.deliver();
    const told = await sql()<{ n: number }[]>`
      select count(*)::int as n from deliveries where kind = 'recognition-asked' and subject_id = ${id} and state = 'sent'`;
    expect(told[0]?.n).toBe(1);
  });

  test('is approved neither by who proposed it, nor by the person, nor by anybody of elsewhere', async () => {
    expect((await branch.pressData(packCallback('recognise.approve', id))).text).toContain(
      w.common.notAllowed,
    );
    expect((await cadre.pressData(packCallback('recognise.approve', id))).text).toContain(
      w.common.notAllowed,
    );
    for (const stranger of [5_000_009, 5_000_011])
      expect((await stage.person(stranger).pressData(packCallback('recognise.approve', id))).shown).toEqual([
        w.common.stale,
      ]);
    const own = await propose(supervisor, 'commendation', '防汛先进个人');
    for (const action of ['recognise.open', 'recognise.approve', 'recognise.refuse'])
      expect((await supervisor.pressData(packCallback(action, own.id))).shown).toEqual([w.common.stale]);
    expect(await entriesOf(own.id)).toHaveLength(0);
  });

  test('once approved is one entry with both names, however often it is pressed, and the person is thanked', async () => {
    await supervisor.send('/recognise');
    await supervisor.press('1');
    const data = await supervisor.dataOf(g.approve);
    expect((await supervisor.pressTogether([data, data])).text).toContain(g.approvedDone('林例平'));
    await stage.restartBeforeMark();
    expect([...(await entriesOf(id))]).toEqual([
      {
        kind: 'recognition',
        nature: 'conclusion',
        recorded: 'QS-017',
        confirmed: 'QS-007',
        data: { text: '退还施工队送来的土特产并登记', kind: 'refused-gift' },
      },
    ]);
    await stage.deliver();
    expect(await stage.newest(CADRE)).toBe(
      '🌿 感谢您守住清廉\n退还施工队送来的土特产并登记\n已记入您的廉政信用档案，可以随时查看。',
    );
    expect(await stage.newest(BRANCH_SECRETARY)).toContain('您提出的已通过');
    // Another of those above comes too late.
    expect((await stage.person(SECRETARY).pressData(packCallback('recognise.approve', id))).shown).toEqual([
      g.decidedBefore('已通过', '杨样明'),
    ]);
  });
});

test('what is refused goes back to its proposer with the reason, and the person hears nothing', async () => {
  const { id } = await propose(branch, 'commendation', '环境整治先进');
  await stage.deliver();
  const before = await stage.newest(CADRE);
  await supervisor.pressData(packCallback('recognise.open', id));
  await supervisor.press(g.refuse);
  expect((await supervisor.send('请补充文号')).text).toBe(g.refusedDone);
  await stage.deliver();
  expect(await stage.newest(BRANCH_SECRETARY)).toBe('您提出的没有通过\n林例平 · 表彰奖励\n原因：请补充文号');
  expect(await stage.newest(CADRE)).toBe(before);
  expect(await entriesOf(id)).toHaveLength(0);
  expect((await supervisor.pressData(packCallback('recognise.approve', id))).shown).toEqual([
    g.decidedBefore('没有通过', '杨样明'),
  ]);
});

test('a clearing names the objection that it answers, which is offered once only', async () => {
  const owner = await stage.inspector.personId('QS-018');
  const [entry] = await sql()<{ id: string; objection: string }[]>`
    with entry as (
      insert into ledger_entries (id, person_id, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version, data)
      values (uuidv7(), ${owner}, 'recognition', 'conclusion', '2026-11-01', '2026-11-01', 'test', uuidv7(), 'x', '{}') returning id)
    insert into objections (id, entry_id, person_id, text, created_at)
    select uuidv7(), id, ${owner}, '当天我在县里开会', '2026-11-02' from entry returning entry_id as id, id as objection`;
  // Whoever may not read files is not shown what somebody objected to.
  const { preview: hidden } = await propose(branch, 'clearing', '经核实不属实');
  expect(hidden).not.toContain('针对异议');
  const { id, preview } = await propose(supervisor, 'clearing', '经核实当天确在县里开会', async () => {
    expect((await supervisor.chat()).messages.at(-1)?.text).toContain('当天我在县里开会');
    await supervisor.press('1');
  });
  expect(preview).toContain('针对异议：当天我在县里开会');
  const secretary = stage.person(SECRETARY);
  await secretary.pressData(packCallback('recognise.open', id));
  await secretary.press(g.approve);
  const [made] = await entriesOf(id);
  expect(made).toMatchObject({
    kind: 'clearing',
    recorded: 'QS-007',
    confirmed: 'QS-005',
    data: { kind: 'clearing', closes: entry?.id, objection: entry?.objection },
  });
  await stage.deliver();
  expect(await stage.newest(CADRE)).toContain('已为您澄清');
  const { preview: again } = await propose(supervisor, 'clearing', '再次说明');
  expect(again).not.toContain('针对异议');
});

test('nobody proposes one for themselves', async () => {
  await supervisor.send('/recognise');
  await supervisor.press(g.start);
  const own = await stage.inspector.personId('QS-007');
  expect((await supervisor.pressData(packCallback('recognise.who', own))).shown).toEqual([g.own]);
  await supervisor.send('/cancel');
  expect((await cadre.send('/recognise')).text).toContain(w.common.notAllowed);
});
