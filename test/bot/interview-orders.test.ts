import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expireProposals } from '../../src/domain/interviews/decide-interview.ts';
import { remindInterviews } from '../../src/domain/interviews/remind-interviews.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { BOT } from '../support/bot.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { openSealed } from '../support/field-keys.ts';
import { BRANCH_SECRETARY, CADRE, OTHER_CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const SUPERVISOR = 5_000_007;
const STRANGER_SECRETARY = 5_000_009;
const HOUR = 3_600_000;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let supervisor: BotPerson;
let secretary: BotPerson;
let cadre: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  [supervisor, secretary, cadre] = [SUPERVISOR, SECRETARY, CADRE].map((id) => stage.person(id)) as [
    BotPerson,
    BotPerson,
    BotPerson,
  ];
});
afterAll(() => stage.close());

const stateOf = async (id: string): Promise<unknown> =>
  (await stage.inspector.sql`select state from interviews where id = ${id}`)[0]?.['state'];
const newestId = async (): Promise<string> =>
  (
    await stage.inspector.sql<
      { id: string }[]
    >`select id from interviews order by created_at desc, id desc limit 1`
  )[0]?.id ?? '';
const said = async (id: number): Promise<string[]> =>
  (await stage.client.chat(BOT, id)).messages
    .filter(({ from }) => from === 'bot')
    .map(({ text, caption }) => text ?? caption ?? '');

/** An interview with the cadre, up to the confirmation. */
async function order(by: BotPerson, kind: string, when: string, staffNo = 'QS-018'): Promise<string> {
  await by.send('/interview');
  await by.press('安排谈话');
  await by.send(staffNo);
  await by.press('1');
  await by.press(kind);
  await by.send(when);
  await by.send('镇政府203室');
  await by.press('确认发送');
  return newestId();
}

describe('a kind that somebody above approves', () => {
  test('is told to the person only once it is approved, and the second press says so again', async () => {
    const before = (await said(CADRE)).length;
    const id = await order(supervisor, '诫勉谈话', '12-01 09:00');
    expect(await stateOf(id)).toBe('proposed');
    expect((await said(SUPERVISOR)).at(-1)).toContain('已提交审批');
    await stage.deliver();
    expect((await said(CADRE)).length).toBe(before);
    expect(await stage.newest(SECRETARY)).toContain('种类：诫勉谈话');
    expect(await secretary.buttons()).toEqual(['不批准', '批准']);
    for (let n = 0; n < 2; n += 1)
      expect((await secretary.pressData(packCallback('interview.approve', id))).text).toContain('✅ 已批准');
    await stage.restartBeforeMark();
    expect(await stateOf(id)).toBe('announced');
    await stage.deliver();
    const notice = await stage.newest(CADRE);
    expect(notice).toContain('廉政谈话通知');
    expect(notice).not.toContain('诫勉');
    expect(await stage.newest(SUPERVISOR)).toContain('谈话安排已批准');
    expect(
      await stage.inspector
        .sql`select 1 from deliveries where subject_id = ${id} and kind in ('interview-notice', 'interview-decided')`,
    ).toHaveLength(2);
  });

  test('is refused with a reason, which its orderer hears and the person never does', async () => {
    const before = (await said(CADRE)).length;
    const id = await order(supervisor, '专项廉政谈话', '12-01 11:00');
    await stage.deliver();
    await secretary.send('/interview');
    expect(await secretary.buttons()).toContain('待我审批 1');
    await secretary.press('待我审批 1');
    await secretary.press('林例平 · 专项廉政谈话');
    await secretary.press('不批准');
    expect((await secretary.send('打 13800138000 问')).text).toContain('手机号码');
    expect((await secretary.send('先由支部谈心')).text).toContain('已记下不批准');
    await stage.deliver();
    expect(await stage.newest(SUPERVISOR)).toContain('先由支部谈心');
    expect((await said(CADRE)).length).toBe(before);
    expect((await secretary.pressData(packCallback('interview.approve', id))).text).toContain(
      '✅ 已记下不批准',
    );
    expect(await stateOf(id)).toBe('refused');
  });

  test('is nobody else’s to decide, and lapses at its hour', async () => {
    const id = await order(supervisor, '责令检查', '12-02 09:00');
    const before = await stage.inspector.fingerprint();
    for (const who of [STRANGER_SECRETARY, SUPERVISOR, CADRE, BRANCH_SECRETARY])
      for (const action of ['see', 'approve', 'refuse'])
        expect(
          (await stage.person(who).pressData(packCallback(`interview.${action}`, id))).text,
        ).not.toContain('林例平');
    expect(await stage.inspector.fingerprint()).toEqual(before);
    await stage.deliver();
    stage.clock.set('2026-12-02T09:00:00+08:00');
    expect((await secretary.pressData(packCallback('interview.approve', id))).text).toContain('作废');
    expect(await expireProposals(stage.db, stage.clock.now())).toBe(1);
    expect(await expireProposals(stage.db, stage.clock.now())).toBe(0);
    await stage.deliver();
    expect(await stage.newest(SUPERVISOR)).toContain('谈话安排已作废');
  });

  test('cannot be ordered where nobody else could approve it', async () => {
    await order(supervisor, '诫勉谈话', '12-05 15:00', 'QS-005');
    expect((await supervisor.press('确认发送')).text).toContain('没有可以审批的人');
    expect(
      await stage.inspector.sql`
      select 1 from interviews i join people p on p.id = i.person_id where p.staff_no = 'QS-005' and i.state = 'proposed'`,
    ).toEqual([]);
    await supervisor.send('/cancel');
  });
});

test('an investigation is refused, chosen or typed, and says why; a kind may be typed', async () => {
  await supervisor.send('/interview');
  await supervisor.press('安排谈话');
  await supervisor.send('QS-018');
  await supervisor.press('1');
  const reason = stage.pack.refusedInterviewKinds[0]?.reason.zh ?? 'none';
  expect((await supervisor.press('调查谈话')).text).toContain(reason);
  expect((await supervisor.send('调查谈话')).text).toContain(reason);
  expect(await stage.inspector.step(SUPERVISOR)).toMatchObject({ step: 'kind' });
  expect((await supervisor.send('例行廉政谈话')).text).toContain('第 3 步');
  await supervisor.send('/cancel');
});

test('a branch secretary orders what the pack gives them, of their own branch only', async () => {
  const branch = stage.person(BRANCH_SECRETARY);
  await branch.send('/interview');
  await branch.press('安排谈话');
  await branch.send('QS-018');
  await branch.press('1');
  expect(await branch.buttons()).toEqual(['提醒谈话', '批评教育', '谈心谈话', '调查谈话', '取消']);
  await branch.send('/cancel');
  await branch.pressData('interview.new');
  expect((await branch.send('QS-046')).text).toContain('没有找到');
  await branch.send('/cancel');
});

describe('an answer to a notice', () => {
  test('comes with a calendar file, and asking to move leads to a new notice with a trail', async () => {
    const id = await order(supervisor, '例行廉政谈话', '12-08 15:00');
    await stage.takeCalls();
    await stage.deliver();
    const [sent] = (await stage.takeCalls()).filter(({ method }) => method === 'sendDocument');
    expect(sent?.params['protect_content']).toBe(true);
    expect(await cadre.buttons()).toEqual(['确认参加', '申请改期', '不能参加']);
    await cadre.press('申请改期');
    await cadre.send('周二在县里开会');
    await stage.deliver();
    expect(await stage.newest(SUPERVISOR)).toContain('周二在县里开会');
    expect(await supervisor.buttons()).toEqual(['改时间', '不改期', '查看详情']);
    await supervisor.press('改时间');
    await supervisor.send('12-09 15:00');
    expect((await supervisor.press('确认发送')).text).toContain('已改为');
    await stage.restartBeforeMark();
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('时间以这份为准');
    expect((await cadre.pressData(packCallback('interview.answer', id, 'confirmed', 0))).text).toContain(
      '失效',
    );
    await cadre.press('确认参加');
    expect(await stage.newest(CADRE)).toContain('已确认参加');
    expect(await stateOf(id)).toBe('confirmed');
    const rounds = await stage.inspector.sql<{ round: number; state: string; reason: string }[]>`
      select round, state, answer_reason as reason from interview_rounds where interview_id = ${id}`;
    expect(
      rounds.map((row) => ({ ...row, reason: openSealed('interviews.answer_reason', id, row.reason) })),
    ).toEqual([{ round: 0, state: 'move-asked', reason: '周二在县里开会' }]);
    expect((await supervisor.pressData(packCallback('interview.move', id, 0))).text).toContain('已经变化');
  });

  test('asked to move but kept asks once more, and only its orderer can', async () => {
    const id = await order(supervisor, '例行廉政谈话', '12-10 15:00');
    await stage.deliver();
    await cadre.press('申请改期');
    await cadre.send('想晚一点');
    await stage.deliver();
    const keep = packCallback('interview.keep-now', id, 0);
    for (const who of [SECRETARY, CADRE, OTHER_CADRE, STRANGER_SECRETARY])
      await stage.person(who).pressData(keep);
    expect(await stateOf(id)).toBe('move-asked');
    await supervisor.press('不改期');
    expect((await supervisor.press('确认发送')).text).toContain('已改为 12 月 10 日（周四）15:00');
    await supervisor.pressData(keep);
    await stage.deliver();
    expect(await stateOf(id)).toBe('announced');
    expect(await stage.inspector.sql`select 1 from interview_rounds where interview_id = ${id}`).toHaveLength(
      1,
    );
    await cadre.press('不能参加');
    await cadre.send('在外地');
    await stage.deliver();
    expect(await supervisor.buttons()).toEqual(['另约时间', '查看详情']);
    await supervisor.press('查看详情');
    await supervisor.press('取消谈话');
    await supervisor.press('取消谈话');
    expect(await stateOf(id)).toBe('cancelled');
  });

  test('that moved it is reminded of anew, the day before and two hours before', async () => {
    const id = await order(supervisor, '例行廉政谈话', '12-17 15:00');
    const remindersAt = async (hoursBefore: number, when: string) => {
      stage.clock.set(new Date(new Date(when).getTime() - hoursBefore * HOUR));
      await remindInterviews(stage.db, stage.pack, stage.clock.now());
      return (
        await stage.inspector
          .sql`select 1 from deliveries where subject_id = ${id} and kind = 'interview-reminder'`
      ).length;
    };
    expect(await remindersAt(23, '2026-12-17T15:00:00+08:00')).toBe(2);
    await supervisor.pressData(packCallback('interview.move', id, 0));
    await supervisor.send('12-21 15:00');
    await supervisor.press('确认发送');
    expect(await remindersAt(23, '2026-12-21T15:00:00+08:00')).toBe(4);
    expect(await remindersAt(22, '2026-12-21T15:00:00+08:00')).toBe(4);
    expect(await remindersAt(2, '2026-12-21T15:00:00+08:00')).toBe(6);
  });
});
