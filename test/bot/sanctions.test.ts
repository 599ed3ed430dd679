import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findActor } from '../../src/domain/people/find-actor.ts';
import { checkSanction } from '../../src/domain/sanctions/check.ts';
import { remindSanctions } from '../../src/domain/sanctions/remind.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { BRANCH_SECRETARY, CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const SUPERVISOR = 5_000_007;
const COUNTY_SUPERVISOR = 5_000_004;
const w = words.zh;
const g = w.sanctions;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let supervisor: BotPerson;
let secretary: BotPerson;
let cadre: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  [supervisor, secretary, cadre] = [stage.person(SUPERVISOR), stage.person(SECRETARY), stage.person(CADRE)];
});
afterAll(() => stage.close());
const sql = () => stage.inspector.sql;
const entriesOf = (id: string) => sql()`
  select e.kind, e.nature, e.occurred_at::text as occurred, r.staff_no as recorded, c.staff_no as confirmed, e.data from ledger_entries e
  join people r on r.id = e.recorded_by join people c on c.id = e.confirmed_by where e.source_id = ${id}`;
const idOf = async (documentNo: string): Promise<string> => {
  const rows = await sql()<
    { id: string }[]
  >`select id from sanction_records where document_no = ${documentNo}`;
  expect(rows).toHaveLength(1);
  return rows[0]?.id ?? '';
};

/** Goes to the preview about a cadre of the first village. */
async function preview(
  person: BotPerson,
  documentNo: string,
  day: string,
  kind = '党内警告',
): Promise<string> {
  await person.send('/sanction');
  await person.press(g.start);
  await person.send('QS-018');
  await person.press('1');
  await person.press(kind);
  await person.send('青石镇纪委');
  await person.send(documentNo);
  return (await person.send(day)).text;
}
async function record(person: BotPerson, documentNo: string, day: string): Promise<string> {
  await preview(person, documentNo, day);
  const data = await person.dataOf(w.common.submit);
  await person.pressTogether([data, data]);
  return idOf(documentNo);
}

describe('a sanction', () => {
  let id = '';

  test('is copied from its document, with its last day worked out, and stands in no file yet', async () => {
    await supervisor.send('/sanction');
    await supervisor.press(g.start);
    await supervisor.send('QS-018');
    const { text: kinds } = await supervisor.press('1');
    expect(kinds).toContain('党内严重警告：18 个月（第十条）');
    expect(kinds).toContain('政务记过：12 个月（第八条）');
    await supervisor.press('党内警告');
    // Nothing of a case fits into what is asked.
    expect((await supervisor.send('镇纪委查明，他收受礼金。')).text).toBe(g.organProblem);
    await supervisor.send('青石镇纪委');
    expect((await supervisor.send('他收受礼金')).text).toBe(g.numberProblem('他收受礼金'));
    await supervisor.send('青纪[2026]12号');
    expect((await supervisor.send('2026-12-30')).text).toBe(g.dayProblems.future);
    expect((await supervisor.send('2025-11-20')).text).toBe(g.dayProblems.over);
    const { text } = await supervisor.send('2026-11-20');
    expect(text).toContain(
      '对象：林例平（青石镇 / 青石第一村）\n种类：党内警告\n机关：青石镇纪委\n文号：青纪〔2026〕12号（2026-11-20 作出）\n影响期至：2027-11-19（按条文计算）',
    );
    const data = await supervisor.dataOf(w.common.submit);
    await supervisor.pressTogether([data, data]);
    id = await idOf('青纪〔2026〕12号');
    expect(await entriesOf(id)).toHaveLength(0);
    await stage.deliver();
    const told = await sql()<{ n: number }[]>`
      select count(*)::int as n from deliveries where kind = 'sanction-asked' and subject_id = ${id} and state = 'sent'`;
    expect(told[0]?.n).toBe(1);
    expect(await stage.newest(CADRE)).not.toContain('处分');
  });

  test('is confirmed neither by who recorded it, nor by the person, a relative, or anybody without the right or of elsewhere', async () => {
    for (const action of ['sanction.open', 'sanction.confirm', 'sanction.refuse'])
      expect((await supervisor.pressData(packCallback(action, id))).shown).toEqual([w.common.stale]);
    for (const nobody of [cadre, stage.person(BRANCH_SECRETARY)])
      expect((await nobody.pressData(packCallback('sanction.confirm', id))).text).toContain(
        w.common.notAllowed,
      );
    for (const stranger of [5_000_009, 5_000_011])
      expect((await stage.person(stranger).pressData(packCallback('sanction.confirm', id))).shown).toEqual([
        w.common.stale,
      ]);
    const [relative, subject] = [
      await stage.inspector.personId('QS-005'),
      await stage.inspector.personId('QS-018'),
    ];
    const relation = newId();
    await sql()`insert into relations (id, person_id, relative_id, kind, declared_by, declared_at)
      values (${relation}, ${subject}, ${relative}, 'spouse', ${subject}, ${stage.clock.now()})`;
    expect((await secretary.pressData(packCallback('sanction.confirm', id))).shown).toEqual([w.common.stale]);
    await sql()`update relations set withdrawn_at = ${stage.clock.now()}, withdrawn_by = ${subject} where id = ${relation}`;
    expect(await entriesOf(id)).toHaveLength(0);
  });

  test('once confirmed is one entry with both names, however often it is pressed, and the person is told', async () => {
    await secretary.send('/sanction');
    const { text } = await secretary.press('1');
    expect(text).toContain(g.by('杨样明'));
    const data = await secretary.dataOf(g.confirm);
    expect((await secretary.pressTogether([data, data])).text).toContain(g.confirmedDone('林例平'));
    await stage.restartBeforeMark();
    expect([...(await entriesOf(id))]).toEqual([
      {
        kind: 'sanction',
        nature: 'conclusion',
        occurred: '2026-11-19 16:00:00+00',
        recorded: 'QS-007',
        confirmed: 'QS-005',
        data: {
          kind: 'party-warning',
          name: { zh: '党内警告', en: 'Party warning' },
          organ: '青石镇纪委',
          documentNo: '青纪〔2026〕12号',
          decidedOn: '2026-11-20',
          effectiveUntil: '2027-11-19',
        },
      },
    ]);
    await stage.deliver();
    const told = await stage.newest(CADRE);
    expect(told).toContain('处分决定已登记在您的档案\n种类：党内警告\n机关：青石镇纪委');
    expect(told).toContain('影响期至：2027-11-19');
    expect(await stage.newest(SUPERVISOR)).toContain('您登记的已核对');
    expect(
      (await stage.person(COUNTY_SUPERVISOR).pressData(packCallback('sanction.confirm', id))).shown,
    ).toEqual([g.checkedBefore('核对无误', '刘试芳')]);
  });

  test('can be objected to like every entry', async () => {
    const { text } = await cadre.press(g.object);
    expect(text).toContain('处分决定 · 党内警告 · 影响期至 2027-11-19');
  });

  test('is not recorded from the same document again', async () => {
    await preview(supervisor, '青纪〔2026〕12号', '2026-11-21');
    expect((await supervisor.press(w.common.submit)).text).toBe(g.sameDocument);
    await idOf('青纪〔2026〕12号');
  });

  test('over is said to both, once, on the day after, and not again', async () => {
    const on = (day: string) => remindSanctions(stage.db, new Date(`${day}T07:13:00+08:00`));
    expect(await on('2027-11-19')).toEqual({ told: 0 });
    expect(await on('2027-11-20')).toEqual({ told: 2 });
    expect(await on('2027-11-21')).toEqual({ told: 0 });
  });
});

test('what does not agree with the decision goes back to its recorder with what it is, and the person hears nothing', async () => {
  const id = await record(supervisor, '青纪〔2026〕13号', '2026-11-20');
  await stage.deliver();
  const before = await stage.newest(CADRE);
  await secretary.pressData(packCallback('sanction.open', id));
  await secretary.press(g.refuse);
  const data = await secretary.dataOf(g.reasons['day'] ?? '');
  expect((await secretary.pressTogether([data, data])).text).toBe(g.refusedDone);
  await stage.deliver();
  expect(await stage.newest(SUPERVISOR)).toBe(
    '您登记的与决定书不符\n林例平 · 党内警告\n不符之处：日期不符。请核对后重新登记。',
  );
  expect(await stage.newest(CADRE)).toBe(before);
  expect(await entriesOf(id)).toHaveLength(0);
  // Put right, the same document may come again.
  await preview(supervisor, '青纪〔2026〕13号', '2026-11-21');
  expect((await supervisor.press(w.common.submit)).text).toBe(g.recorded);
  const [second] = await sql()<{ id: string }[]>`
    select id from sanction_records where document_no = '青纪〔2026〕13号' and id <> ${id}`;
  const again = second?.id ?? '';
  expect(
    (await secretary.pressData(packCallback('sanction.refused', again, 'he took a gift'))).shown,
  ).toEqual([w.common.stale]);
});

test('where the files take none, it is confirmed and the person is told of nothing that stands in no file', async () => {
  const id = await record(supervisor, '青纪〔2026〕15号', '2026-11-21');
  await stage.deliver();
  const before = await stage.newest(CADRE);
  const { db, pack, clock } = stage;
  const checker = await findActor(db, SECRETARY, clock.now());
  if (!checker) throw new Error('the secretary is nobody');
  const { kinds } = pack.inputAllowList;
  const without = { ...pack.inputAllowList, kinds: kinds.filter((kind) => kind !== 'sanction') };
  const given = { verdict: 'confirmed' } as const;
  const narrow = { ...pack, inputAllowList: without };
  expect(await checkSanction(db, checker, id, given, narrow, clock.now())).toMatchObject({ ok: true });
  await stage.deliver();
  expect(await entriesOf(id)).toHaveLength(0);
  expect(await stage.newest(CADRE)).toBe(before);
});

test('nobody records one of their own, and only discipline officers record any', async () => {
  await supervisor.send('/sanction');
  await supervisor.press(g.start);
  const own = await stage.inspector.personId('QS-007');
  expect((await supervisor.pressData(packCallback('sanction.who', own))).shown).toEqual([g.own]);
  await supervisor.send('/cancel');
  expect((await cadre.send('/sanction')).text).toContain(w.common.notAllowed);
  expect((await secretary.pressData(packCallback('sanction.new'))).text).toContain(w.common.notAllowed);
});
