import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rollUp } from '../../src/domain/credit/roll-up.ts';
import { watchItems } from '../../src/domain/rectifications/watch-items.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { openSealed } from '../support/field-keys.ts';
import { BOT } from '../support/bot.ts';
import { CADRE, OTHER_CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const SUPERVISOR = 5_000_007;
const COUNTY_SUPERVISOR = 5_000_004;
const DAY = 86_400_000;
const w = words.zh;
const r = w.rectifications;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let supervisor: BotPerson;
let cadre: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  supervisor = stage.person(SUPERVISOR);
  cadre = stage.person(CADRE);
});
afterAll(() => stage.close());

const sql = () => stage.inspector.sql;
/** Goes through the wizard up to its preview. */
async function prepare(text: string, day = '2026-12-05', reviewer = r.reviewerMe): Promise<string> {
  await supervisor.send('/rectify');
  await supervisor.press(r.start);
  await supervisor.send('QS-018');
  await supervisor.press('1');
  await supervisor.send(text);
  await supervisor.send(day);
  return (await supervisor.press(reviewer)).text;
}
/** Opens an item and returns its id. */
async function open(text: string, day = '2026-12-05'): Promise<string> {
  await prepare(text, day);
  await supervisor.press(w.common.confirmSend);
  const [row] = await sql()<{ id: string }[]>`select id from rectification_items where text = ${text}`;
  return row?.id ?? '';
}
const stateOf = async (id: string) =>
  (await sql()`select state, due_on::text as due from rectification_items where id = ${id}`)[0];
const trailOf = async (id: string) =>
  (
    await sql()<
      { kind: string }[]
    >`select kind from rectification_events where item_id = ${id} order by at, id`
  ).map(({ kind }) => kind);

describe('an item', () => {
  let id = '';

  test('is shown before it is opened, opened once, and said to its owner under protection', async () => {
    const preview = await prepare('补齐第三季度公开栏的收支明细');
    expect(preview).toContain(
      `${r.previewTitle}\n责任人：林例平（青石镇 / 青石第一村）\n补齐第三季度公开栏的收支明细`,
    );
    expect(preview).toContain('期限：12 月 5 日（周六）\n复核人：杨样明');
    const data = await supervisor.dataOf(w.common.confirmSend);
    await supervisor.pressTogether([data, data]);
    await supervisor.pressData(data);
    const rows = await sql()<
      { id: string }[]
    >`select id from rectification_items where text like '补齐第三季度%'`;
    expect(rows).toHaveLength(1);
    id = rows[0]?.id ?? '';
    await stage.deliver();
    expect(await stage.newest(CADRE)).toBe(
      '有一项整改请您办理\n补齐第三季度公开栏的收支明细\n请于 12 月 5 日（周六）前完成，还有 10 天\n交办人：杨样明 · 复核人：杨样明',
    );
    const [said] = (await stage.takeCalls()).filter(({ params }) => Number(params['chat_id']) === CADRE);
    expect(String(said?.params['protect_content'])).toBe('true');
  });

  test('is in the list of its owner and on the desk of who checks it, and nowhere else', async () => {
    expect((await cadre.send('/tasks')).text).toContain(
      '我的整改事项</b>（1 项）\n\n1. 补齐第三季度公开栏的收支明细 · 12 月 5 日',
    );
    expect((await supervisor.send('/rectify')).text).toContain('林例平：补齐第三季度公开栏的收支明细');
    expect((await stage.person(OTHER_CADRE).send('/tasks')).text).toBe(r.ownEmpty);
    expect((await stage.person(OTHER_CADRE).send('/rectify')).text).toContain(w.common.notAllowed);
    expect((await stage.person(OTHER_CADRE).pressData(packCallback('task.open', id))).shown).toEqual([
      w.common.stale,
    ]);
    // The secretary of the township may see it, since the owner is in their scope, and can do nothing with it.
    const secretary = stage.person(SECRETARY);
    expect((await secretary.pressData(packCallback('task.open', id))).text).toContain('林例平 · 整改事项');
    for (const action of ['task.close-now', 'task.hand-in-now', 'task.evidence'])
      expect((await secretary.pressData(packCallback(action, id))).shown).toEqual([w.common.stale]);
  });

  test('takes words and pictures as evidence, and cannot be handed in without any', async () => {
    expect((await cadre.pressData(packCallback('task.hand-in', id))).shown).toEqual([r.evidenceFirst]);
    expect((await cadre.pressData(packCallback('task.hand-in-now', id))).shown).toEqual([r.evidenceFirst]);
    await cadre.pressData(packCallback('task.evidence', id));
    expect((await cadre.send('明细已经上墙')).text).toBe(r.evidenceAdded);
    expect(await trailOf(id)).toEqual(['opened', 'evidence']);
    await stage.restartBeforeMark();
    expect(await trailOf(id)).toEqual(['opened', 'evidence']);
  });

  test('is handed in once, also when it comes again after a crash, and its reviewer hears of it', async () => {
    await cadre.pressData(packCallback('task.open', id));
    expect((await cadre.press(r.handIn)).text).toContain('杨样明 会收到通知，并能看到全部办理过程');
    const data = await cadre.dataOf(r.handIn);
    await cadre.press(r.handIn);
    await stage.restartBeforeMark();
    await cadre.pressData(data);
    expect(await trailOf(id)).toEqual(['opened', 'evidence', 'handed-in']);
    expect(await stateOf(id)).toMatchObject({ state: 'handed-in' });
    await stage.deliver();
    expect(await stage.newest(SUPERVISOR)).toContain(
      '有一项整改请您复核\n林例平：补齐第三季度公开栏的收支明细',
    );
  });

  test('is returned with a reason by its reviewer, and the owner reads it', async () => {
    await supervisor.press(w.common.details);
    await supervisor.press(r.giveBack);
    expect((await supervisor.send('照片看不清，请重新拍')).text).toBe(r.returnDone('林例平'));
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('整改事项退回补充\n补齐第三季度公开栏的收支明细');
    expect(await stage.newest(CADRE)).toContain('原因：照片看不清，请重新拍');
    expect(await stateOf(id)).toMatchObject({ state: 'open' });
    expect((await supervisor.pressData(packCallback('task.close-now', id))).shown).toEqual([r.notWaiting]);
  });

  test('is closed by nobody but its reviewer, who sees every step; afterwards nothing is added', async () => {
    await cadre.pressData(packCallback('task.evidence', id));
    await cadre.send('已经重新拍照上墙');
    await cadre.pressData(packCallback('task.hand-in-now', id));
    expect((await cadre.pressData(packCallback('task.close-now', id))).text).toContain(w.common.notAllowed);
    const { text } = await supervisor.pressData(packCallback('task.trail', id, 0));
    expect(text).toContain('办理过程</b>（6 步）');
    expect(text).toContain('交办 · 期限 12 月 5 日（周六）（杨样明）');
    expect(text).toContain('补充材料 · 明细已经上墙（林例平）');
    await supervisor.pressData(packCallback('task.open', id));
    await supervisor.press(r.close);
    const data = await supervisor.dataOf(r.close);
    await supervisor.pressTogether([data, data]);
    expect((await trailOf(id)).filter((kind) => kind === 'closed')).toHaveLength(1);
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('整改事项已办结');
    for (const action of ['task.evidence', 'task.extend', 'task.hand-in'])
      expect((await cadre.pressData(packCallback(action, id))).shown).toEqual([w.common.stale]);
  });

  test('stands in the file as opened and closed, once, and the file opens its steps', async () => {
    const night = new Date(stage.clock.now().getTime() + 60_000);
    await rollUp(stage.db, stage.pack, night, night);
    await rollUp(stage.db, stage.pack, night, night);
    const rows = await sql()`
      select kind, nature, data->>'dueOn' as due, recorded_by = confirmed_by as same from ledger_entries where source_id = ${id} order by kind desc`;
    expect([...rows]).toEqual([
      { kind: 'rectification-opened', nature: 'conclusion', due: '2026-12-05', same: true },
      { kind: 'rectification-closed', nature: 'conclusion', due: null, same: true },
    ]);
    await cadre.send('/myfile');
    await cadre.press('整改事项');
    expect((await cadre.press(w.credit.trail)).text).toContain('1. 补齐第三季度公开栏的收支明细');
    const owner = await stage.inspector.personId('QS-018');
    const { text } = await supervisor.pressData(packCallback('rectify.of', owner, 0));
    expect(text).toContain('林例平的整改事项</b>（1 项）');
  });
});

test('a file is kept with its caption, and shown to the reviewer and to nobody else', async () => {
  const id = await open('清理村部库房');
  await cadre.pressData(packCallback('task.evidence', id));
  const file = {
    name: 'shelves.txt',
    bytes: new TextEncoder().encode('done'),
    kind: 'document',
    caption: '清理后',
  };
  await stage.after(() => stage.client.sendFile(BOT, CADRE, file));
  expect(await stage.newest(CADRE)).toContain('材料已补充');
  const [event] = await sql()<{ id: string; text: string }[]>`
    select id, text from rectification_events where item_id = ${id} and kind = 'evidence' and file_id is not null`;
  expect(openSealed('rectification_events.text', event?.id ?? '', event?.text ?? '')).toBe('清理后');
  const data = packCallback('task.file', event?.id ?? '');
  expect((await supervisor.pressData(packCallback('task.trail', id, 0))).text).toContain(
    '清理后 · 📎 1（林例平）',
  );
  const { calls } = await supervisor.press(r.file(1));
  const sent = calls.find(({ method }) => method === 'sendDocument');
  expect(sent?.params).toMatchObject({ chat_id: SUPERVISOR, protect_content: true });
  expect((await stage.person(OTHER_CADRE).pressData(data)).shown).toEqual([w.common.stale]);
});

describe('who may check an item', () => {
  test('is never its owner, nor anybody without the right, whatever button is pressed', async () => {
    await prepare('整理会议记录');
    await supervisor.send('/cancel');
    await supervisor.send('/rectify');
    await supervisor.press(r.start);
    await supervisor.send('QS-018');
    await supervisor.press('1');
    await supervisor.send('整理会议记录');
    await supervisor.send('2026-12-05');
    const [owner, other] = [
      await stage.inspector.personId('QS-018'),
      await stage.inspector.personId('QS-019'),
    ];
    for (const id of [owner, other])
      expect((await supervisor.pressData(packCallback('rectify.reviewer', id))).shown).toEqual([
        w.common.stale,
      ]);
    expect(await sql()`select 1 from rectification_items where text = '整理会议记录'`).toHaveLength(0);
    await supervisor.send('/cancel');
  });

  test('is somebody else than whoever opened it, if so chosen, and is told', async () => {
    await prepare('更新值班表', '2026-12-05', '1');
    await supervisor.press(w.common.confirmSend);
    await stage.deliver();
    expect(await stage.newest(SECRETARY)).toContain('请您复核一项整改\n林例平：更新值班表');
    const [row] = await sql()<{ id: string }[]>`select id from rectification_items where text = '更新值班表'`;
    expect((await supervisor.pressData(packCallback('task.close-now', row?.id ?? ''))).shown).toEqual([
      w.common.stale,
    ]);
  });

  test('is taken over by another once they may not any more, and not before', async () => {
    const id = await open('补上会议签名');
    const secretary = stage.person(SECRETARY);
    expect((await secretary.pressData(packCallback('task.take', id))).shown).toEqual([r.notWaiting]);
    const post = await stage.inspector.personId('QS-007');
    await sql()`update posts set ends_on = '2026-11-25' where person_id = ${post}`;
    expect((await supervisor.pressData(packCallback('task.close-now', id))).text).toContain(
      w.common.notAllowed,
    );
    await secretary.pressData(packCallback('task.open', id));
    const data = await secretary.dataOf(r.take);
    const { text } = await secretary.pressTogether([data, data]);
    expect(text).toContain('复核人：刘试芳');
    expect((await trailOf(id)).filter((kind) => kind === 'taken-over')).toHaveLength(1);
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('整改事项换了复核人\n补上会议签名');
    await sql()`update posts set ends_on = null where person_id = ${post}`;
  });

  test('opens nothing for themselves', async () => {
    await supervisor.send('/rectify');
    await supervisor.press(r.start);
    const own = await stage.inspector.personId('QS-007');
    expect((await supervisor.pressData(packCallback('rectify.who', own))).shown).toEqual([r.own]);
    await supervisor.send('/cancel');
  });
});

describe('the day of an item', () => {
  let id = '';
  let start: Date;
  const digests = async (kind: string) =>
    (
      await sql()<{ telegram: string }[]>`
        select a.telegram_id::text as telegram from deliveries d join telegram_accounts a on a.person_id = d.person_id and a.revoked_at is null
        where d.kind = ${kind} and d.subject_id = ${id} order by 1`
    ).map(({ telegram }) => Number(telegram));
  const watch = () => watchItems(stage.db, stage.pack, stage.clock.now());

  test('is said to the owner three days and one day before, once each', async () => {
    start = stage.clock.now();
    id = await open('核对集体资产台账', '2026-12-01');
    for (let day = 0; day < 6; day += 1) {
      await watch();
      await watch();
      stage.clock.advance(DAY);
    }
    expect(await digests('rectification-reminder')).toEqual([CADRE, CADRE]);
    expect(await digests('rectification-overdue')).toEqual([]);
  });

  test('once past goes one level up, once, however often the job runs', async () => {
    stage.clock.set(new Date('2026-12-02T07:09:00+08:00').toISOString());
    await watch();
    await watch();
    stage.clock.advance(DAY);
    await watch();
    expect((await trailOf(id)).filter((kind) => kind === 'escalated')).toHaveLength(1);
    expect(await digests('rectification-overdue')).toEqual([COUNTY_SUPERVISOR, SUPERVISOR, CADRE]);
    const { text } = await stage.person(COUNTY_SUPERVISOR).send('/rectify');
    expect(text).toContain('林例平：核对集体资产台账');
    expect(text).toContain(r.states['overdue']);
  });

  test('can be moved after it is past: asked for, refused with a reason, asked for again and granted once', async () => {
    const ask = async (reason: string) => {
      await cadre.pressData(packCallback('task.extend', id));
      await cadre.send('2026-12-15');
      return (await cadre.send(reason)).text;
    };
    expect(await ask('等县里的模板')).toBe(r.extensionAsked('杨样明'));
    expect((await cadre.pressData(packCallback('task.extend', id))).shown).toEqual([r.extensionWaits]);
    await supervisor.pressData(packCallback('task.open', id));
    const stale = await supervisor.dataOf(r.grant);
    await supervisor.press(r.refuse);
    expect((await supervisor.send('先交已经核对的部分')).text).toBe(r.refuseDone('林例平'));
    expect(await stateOf(id)).toMatchObject({ due: '2026-12-01' });
    expect((await supervisor.pressData(stale)).shown).toEqual([r.notWaiting]);
    expect(await ask('模板下周才到')).toBe(r.extensionAsked('杨样明'));
    await supervisor.pressData(packCallback('task.open', id));
    const data = await supervisor.dataOf(r.grant);
    const { text } = await supervisor.pressTogether([data, data]);
    expect(text).toContain('已同意 林例平 延期到 12 月 15 日');
    await supervisor.pressData(data);
    expect(await stateOf(id)).toMatchObject({ due: '2026-12-15' });
    expect((await trailOf(id)).filter((kind) => kind === 'extension-granted')).toHaveLength(1);
  });

  test('that was granted is the one that the file goes by', async () => {
    const owner = await stage.inspector.personId('QS-018');
    const sectionAt = async (time: string) => {
      const night = new Date(time);
      await rollUp(stage.db, stage.pack, night, night);
      const [row] = await sql()<{ section: { state: string; open: number } }[]>`
        select s as section from credit_files f, jsonb_array_elements(f.sections) s
        where f.person_id = ${owner} and f.period = '2026-Q4' and f.rule_pack_version = ${stage.pack.version} and s->>'id' = 'rectification'`;
      return row?.section.state;
    };
    await sql()`update rectification_items set state = 'closed' where person_id = ${owner} and id <> ${id}`;
    await sql()`
      insert into rectification_events (id, item_id, kind, by, at) select uuidv7(), i.id, 'closed', i.reviewer_id, '2026-12-04T08:00:00+08:00'
      from rectification_items i where i.person_id = ${owner} and i.state = 'closed' on conflict do nothing`;
    expect(await sectionAt('2026-12-10T01:30:00+08:00')).toBe('information');
    expect(await sectionAt('2026-12-16T01:30:00+08:00')).toBe('attention');
    stage.clock.set(start.toISOString());
  });
});
