import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rollUp } from '../../src/domain/credit/roll-up.ts';
import { remindInquiries } from '../../src/domain/interviews/remind-inquiries.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { START } from '../support/clock.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { openSealed } from '../support/field-keys.ts';
import { CADRE, OTHER_CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const SUPERVISOR = 5_000_007;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let supervisor: BotPerson;
let secretary: BotPerson;
let cadre: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  supervisor = stage.person(SUPERVISOR);
  secretary = stage.person(SECRETARY);
  cadre = stage.person(CADRE);
});
afterAll(() => stage.close());

/** An inquiry to the cadre, approved and delivered. */
async function asked(): Promise<string> {
  await supervisor.send('/interview');
  await supervisor.press('安排谈话');
  await supervisor.send('QS-018');
  await supervisor.press('1');
  const preview = await supervisor.press('函询');
  expect(preview.text).toContain('书面答复');
  await supervisor.press('确认发送');
  await stage.deliver();
  await secretary.press('批准');
  await stage.deliver();
  const [row] = await stage.inspector.sql<
    { id: string }[]
  >`select id from interviews where minutes = 0 order by id desc limit 1`;
  return row?.id ?? '';
}

const sealedOf = async (id: string): Promise<Record<string, unknown>> => {
  const rows = await stage.inspector.sql<
    { id: string; body: string }[]
  >`select id, body from interview_records where interview_id = ${id} and what = 'sealed'`;
  expect(rows.length).toBeLessThan(2);
  const [row] = rows;
  return row
    ? (JSON.parse(openSealed('interview_records.body', row.id, row.body)) as Record<string, unknown>)
    : {};
};
const remindersOf = async (id: string, at: string): Promise<number> => {
  stage.clock.set(at);
  await remindInquiries(stage.db, stage.pack, stage.clock.now());
  await remindInquiries(stage.db, stage.pack, stage.clock.now());
  return (
    await stage.inspector
      .sql`select 1 from deliveries where subject_id = ${id} and kind = 'interview-reminder'`
  ).length;
};

describe('a written inquiry', () => {
  test('has no place, is due in working days, and is answered in parts, once and locked', async () => {
    const id = await asked();
    const notice = await stage.newest(CADRE);
    expect(notice).toContain('12 月 16 日（周三）18:00 前书面答复');
    expect(notice).not.toContain('函询');
    await cadre.press('写答复');
    await cadre.send('第一段');
    await stage.restartBeforeMark();
    expect((await cadre.send('第二段')).text).toContain('已收到 2 段，共 7 字');
    expect((await cadre.press('核对')).text).toContain('第一段\n第二段');
    expect((await cadre.press('提交')).text).toContain('答复已提交');
    await stage.restartBeforeMark();
    expect(await sealedOf(id)).toMatchObject({
      late: false,
      statement: { kind: 'given', text: '第一段\n第二段' },
    });
    await stage.deliver();
    expect(await stage.newest(SUPERVISOR)).toContain('第一段\n第二段');
    expect((await cadre.pressData(packCallback('inquiry.write', id))).text).toContain('失效');
    const night = new Date(stage.clock.now().getTime() + 60_000);
    await rollUp(stage.db, stage.pack, night, night);
    const [fact] = await stage.inspector.sql`
      select data, nature from ledger_entries where kind = 'inquiry-answered' and source_id = ${id}`;
    expect(fact?.['nature']).toBe('self-declared');
    expect(JSON.stringify(fact?.['data'])).not.toContain('第一段');
  });

  test('is reminded of five and one working days before, over a weekend, and taken late', async () => {
    const id = await asked();
    // Due on Wednesday the 16th: the fifth working day before is the Wednesday before.
    expect(await remindersOf(id, '2026-12-08T08:40:00+08:00')).toBe(0);
    expect(await remindersOf(id, '2026-12-09T08:40:00+08:00')).toBe(1);
    expect(await remindersOf(id, '2026-12-14T08:40:00+08:00')).toBe(1);
    expect(await remindersOf(id, '2026-12-15T08:40:00+08:00')).toBe(2);
    expect(await remindersOf(id, '2026-12-17T08:40:00+08:00')).toBe(2);
    await cadre.pressData(packCallback('inquiry.write', id));
    await cadre.send('住院，晚了一天');
    expect((await cadre.press('核对')).text).toContain('会注明逾期');
    await cadre.press('提交');
    expect(await sealedOf(id)).toMatchObject({ late: true });
    await stage.deliver();
    expect(await stage.newest(SUPERVISOR)).toContain('（逾期答复）');
    stage.clock.set(START);
  });

  test('is answered by nobody else, and is neither moved nor recorded', async () => {
    const id = await asked();
    const before = await stage.inspector.fingerprint();
    for (const who of [SUPERVISOR, SECRETARY, OTHER_CADRE])
      expect((await stage.person(who).pressData(packCallback('inquiry.write', id))).text).toContain('失效');
    await supervisor.pressData(packCallback('interview.move', id, 0));
    await supervisor.pressData(packCallback('interview.record', id));
    await cadre.pressData(packCallback('interview.answer', id, 'confirmed', 0));
    expect(await stage.inspector.fingerprint()).toEqual(before);
  });

  test('cannot be ordered into a year whose holidays are not known', async () => {
    stage.clock.set('2026-12-21T10:00:00+08:00');
    await supervisor.send('/interview');
    await supervisor.press('安排谈话');
    await supervisor.send('QS-018');
    await supervisor.press('1');
    expect((await supervisor.press('函询')).text).toContain('还没有公布');
    await supervisor.send('/cancel');
    stage.clock.set(START);
  });
});
