import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposeInterviews } from '../../src/domain/interviews/proposals.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { BRANCH_SECRETARY, CADRE, startReceipts } from './receipts-stage.ts';
import { openSealed } from '../support/field-keys.ts';

const SUPERVISOR = 5_000_007;
const STRANGER_SUPERVISOR = 5_000_011;

let stage: Awaited<ReturnType<typeof startReceipts>>;
beforeAll(async () => {
  stage = await startReceipts();
  await stage.inspector.sql`
    update posts set starts_on = '2026-11-20' where person_id in (select id from people where staff_no in ('QS-018', 'QS-019'))`;
});
afterAll(() => stage.close());

const openOf = (trigger: string) => stage.inspector.sql<{ id: string; staffNo: string; dueOn: string }[]>`
  select s.id, p.staff_no as "staffNo", s.due_on::text as "dueOn" from interview_proposals s join people p on p.id = s.person_id
  where s.trigger = ${trigger} and s.state = 'open' order by p.staff_no`;
const idOf = async (trigger: string, staffNo: string): Promise<string> =>
  (await openOf(trigger)).find((row) => row.staffNo === staffNo)?.id ?? '';

describe('a suggested interview', () => {
  test('comes once of each occasion, and orders nothing', async () => {
    const before = await stage.inspector.count('interviews');
    expect(await proposeInterviews(stage.db, stage.pack, stage.clock.now())).toBeGreaterThan(0);
    expect(await proposeInterviews(stage.db, stage.pack, stage.clock.now())).toBe(0);
    expect(await openOf('new-post')).toContainEqual(
      expect.objectContaining({ staffNo: 'QS-018', dueOn: '2026-12-20' }),
    );
    expect((await openOf('yearly')).every(({ dueOn }) => dueOn === '2026-12-31')).toBe(true);
    // No holiday of the calendar is near in November, and none is guessed.
    expect(await openOf('before-holiday')).toEqual([]);
    expect(await stage.inspector.count('interviews')).toBe(before);
  });

  test('comes before the holidays of the calendar', async () => {
    const holiday = new Date('2026-09-20T06:20:00+08:00');
    await proposeInterviews(stage.db, stage.pack, holiday);
    const rows = await openOf('before-holiday');
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ dueOn }) => dueOn)).size).toBeGreaterThan(0);
  });

  test('is arranged from the menu with the person and the kind filled in', async () => {
    const supervisor = stage.person(SUPERVISOR);
    await supervisor.send('/interview');
    await supervisor.press('谈话建议');
    await supervisor.press('林例平 · 新任职务，任前谈话');
    expect(await supervisor.buttons()).toEqual(['安排谈话', '不需要', '返回']);
    expect((await supervisor.press('安排谈话')).text).toContain('第 3 步：时间');
    await supervisor.send('12-07 15:00');
    expect((await supervisor.send('镇政府203室')).text).toContain('种类：任前廉政谈话');
    await supervisor.press('确认发送');
    await stage.restartBeforeMark();
    const [row] = await stage.inspector.sql`
      select s.state, i.kind from interview_proposals s join interviews i on i.id = s.interview_id
      join people p on p.id = s.person_id where s.trigger = 'new-post' and p.staff_no = 'QS-018'`;
    expect(row).toEqual({ state: 'arranged', kind: 'pre-appointment' });
  });

  test('is put aside with a reason that is kept, once', async () => {
    const supervisor = stage.person(SUPERVISOR);
    const id = await idOf('new-post', 'QS-019');
    await supervisor.pressData(packCallback('proposal.open', id));
    await supervisor.press('不需要');
    expect((await supervisor.send('上月已经谈过')).text).toContain('已记下不需要');
    const [kept] = await stage.inspector.sql<{ state: string; reason: string }[]>`
      select state, reason from interview_proposals where id = ${id}`;
    expect(kept?.state).toBe('dismissed');
    expect(openSealed('interview_proposals.reason', id, kept?.reason ?? '')).toBe('上月已经谈过');
    expect((await supervisor.pressData(packCallback('proposal.dismiss', id))).text).toContain('已经处理过');
    expect(await proposeInterviews(stage.db, stage.pack, stage.clock.now())).toBe(0);
  });

  test('is shown to nobody who could not order it', async () => {
    await stage.inspector.sql`
      update interview_proposals set state = 'open', reason = null, decided_by = null, decided_at = null where state = 'dismissed'`;
    const id = await idOf('new-post', 'QS-019');
    expect(id).not.toBe('');
    const before = await stage.inspector.fingerprint();
    for (const who of [STRANGER_SUPERVISOR, CADRE, BRANCH_SECRETARY])
      for (const action of ['proposal.open', 'proposal.dismiss', 'interview.suggested'])
        expect((await stage.person(who).pressData(packCallback(action, id))).text).not.toContain(
          '谈话的建议',
        );
    expect(await stage.inspector.fingerprint()).toEqual(before);
  });
});
