import { expect, vi } from 'vitest';
import type { Actor } from '../loop/actor.ts';
import type { CountyStage } from './county-stage.ts';
import { pressAll, pressAndConfirm } from './page-actor.ts';

/** Of the sample county: one township. */
const SECRETARY = 5_000_005;
const SUPERVISOR = 5_000_007;
const COUNTY_SUPERVISOR = 5_000_004;
const CADRE = 5_000_018;
const STAFF_NO = 'QS-018';
const TASK = '补齐第三季度公开栏的收支明细';
const OBJECTION = '当天记的是另一个村的事';

type People = Record<'secretary' | 'supervisor' | 'county' | 'cadre', Actor>;

async function findPeople({ actor }: CountyStage): Promise<People> {
  const [secretary, supervisor, county, cadre] = [
    await actor(SECRETARY),
    await actor(SUPERVISOR),
    await actor(COUNTY_SUPERVISOR),
    await actor(CADRE),
  ];
  return { secretary, supervisor, county, cadre };
}

/** Ordered, asked to be moved, moved, confirmed. */
async function arrange({ picture }: CountyStage, { secretary, cadre }: People): Promise<void> {
  await secretary.send('/interview');
  await secretary.press('安排谈话');
  await secretary.see('第 1 步');
  await secretary.send(STAFF_NO);
  await pressAll(secretary, '1', '例行廉政谈话');
  await secretary.see('第 3 步');
  await secretary.send('11-26 15:00');
  await secretary.see('第 4 步');
  await secretary.send('镇政府203室');
  await secretary.press('确认发送');
  await secretary.see('谈话已安排');
  const notice = await cadre.see('廉政谈话通知', '镇政府203室');
  expect(notice).not.toContain('例行');
  await picture('notice');
  await cadre.press('申请改期');
  await cadre.see('请写一句方便的时间或原因');
  await cadre.send('周四下午在县里开会');
  await secretary.see('申请改期', '周四下午在县里开会');
  await secretary.press('改时间');
  await secretary.send('11-27 15:00');
  await secretary.press('确认发送');
  await cadre.see('时间以这份为准', '11 月 27 日');
  await cadre.press('确认参加');
  await cadre.see('您已确认参加');
  await secretary.see('已确认参加', '11 月 27 日');
}

/** Recorded by who held it, checked and stated by its subject, sealed. */
async function record({ picture }: CountyStage, { secretary, cadre }: People): Promise<void> {
  await secretary.send('/interview');
  await pressAll(secretary, '林例平 11-27 15:00', '记录谈话', '下一步');
  await secretary.see('谈话要点');
  await secretary.send('报账单据交得晚');
  await secretary.see('请核对谈话记录', '谈话要点：报账单据交得晚');
  await secretary.press('确认发送');
  await cadre.see('请核对谈话记录', '报账单据交得晚');
  await picture('record');
  await cadre.press('写说明');
  await cadre.see('本人说明');
  await cadre.send('十月起按时交，公开栏有记录');
  await cadre.press('提交');
  await cadre.see('记录已封存');
  await secretary.see('与 林例平 的谈话记录', '十月起按时交，公开栏有记录');
}

/** Something to put right is given, worked on, checked and closed. */
async function rectify({ picture }: CountyStage, { supervisor, cadre }: People): Promise<void> {
  await supervisor.send('/rectify');
  await supervisor.press('交办整改');
  await supervisor.see('第 1 步');
  await supervisor.send(STAFF_NO);
  await supervisor.press('1');
  await supervisor.see('第 2 步');
  await supervisor.send(TASK);
  await supervisor.see('第 3 步');
  await supervisor.send('12-05');
  await pressAll(supervisor, '由我复核', '确认发送');
  await supervisor.see('已交办');
  await cadre.see('有一项整改请您办理', TASK);
  await picture('rectification');
  await pressAll(cadre, '查看详情', '补充材料');
  await cadre.see('请发送一段文字');
  await cadre.send('明细已经上墙');
  await cadre.see('材料已补充');
  await pressAndConfirm(cadre, '提交复核', '提交复核？');
  await cadre.see('已提交复核');
  await supervisor.see('有一项整改请您复核', TASK);
  await supervisor.press('查看详情');
  await pressAndConfirm(supervisor, '办结', '的这一项？');
  await supervisor.see('已办结');
  await cadre.see('整改事项已办结', TASK);
}

const summaryOf = async (who: Actor, ...parts: string[]): Promise<string> => {
  await who.send(`/file ${STAFF_NO}`);
  await who.press('日常监督');
  return who.see(`林例平（${STAFF_NO}）· 廉政信用档案`, ...parts);
};

/** The summary by one command, after the night's roll-up; its subject is told, and reads who has looked. */
async function look({ sql, picture }: CountyStage, { county, cadre }: People): Promise<void> {
  await vi.waitFor(
    async () => {
      const [row] = await sql<{ n: number }[]>`
        select count(*)::int as n from credit_files f join people p on p.id = f.person_id
        where p.staff_no = ${STAFF_NO} and f.computed_at >= '2026-11-28T01:30:00+08:00' and f.period = '2026-Q4'`;
      expect(row?.n).toBe(1);
    },
    { timeout: 60_000, interval: 200 },
  );
  const summary = await summaryOf(county, '廉政谈话：1 项');
  expect(summary).toContain('整改事项：正常');
  await picture('summary');
  await cadre.see('有人查看了您的档案', '赵样木', '用途：日常监督');
  await cadre.send('/access');
  await cadre.see('谁看过我的档案', '赵样木，日常监督');
  await picture('access');
}

/** The subject objects to the interview's entry; somebody else than its author finds that it is not theirs. */
async function object({ sql, picture }: CountyStage, { cadre, supervisor, county }: People): Promise<void> {
  await cadre.send('/myfile');
  await pressAll(cadre, '廉政谈话', '提出异议', '1');
  await cadre.see('异议');
  await cadre.send(OBJECTION);
  await cadre.see('请等候答复');
  await supervisor.see('有一条档案异议待您答复');
  await pressAll(supervisor, '查看详情', '成立', '作废');
  await supervisor.see('请写给本人的答复');
  await supervisor.send('核对了签到，确实记错');
  await supervisor.see('请核对后确认', '这一条作废');
  await supervisor.press('确认');
  await supervisor.see('异议成立，更正已记入档案');
  await cadre.see('您的异议成立，已更正', '核对了签到，确实记错');
  await county.see('您看过的档案有更正', '林例平');
  await picture('corrected');
  await pressAll(county, '查看档案', '日常监督');
  expect(await county.see(`林例平（${STAFF_NO}）`, '廉政谈话：0 项')).toContain('整改事项：正常');
  await picture('summary-after');
  await vi.waitFor(async () => {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from ledger_entries e join people p on p.id = e.person_id
      where p.staff_no = ${STAFF_NO} and e.kind = 'correction' and e.data->>'disregarded' = 'true'`;
    expect(row?.n).toBe(1);
  });
}

/** Interview → moved → record → statement → rectification → closed → summary → access seen → objection → correction → new summary. */
export async function playSupervision(stage: CountyStage): Promise<void> {
  const people = await findPeople(stage);
  await arrange(stage, people);
  await stage.moveClock('2026-11-27T15:40:00+08:00');
  await record(stage, people);
  await rectify(stage, people);
  await stage.moveClock('2026-11-28T09:00:00+08:00');
  await look(stage, people);
  await object(stage, people);
}
