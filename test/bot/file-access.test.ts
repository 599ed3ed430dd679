import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { BOT } from '../support/bot.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { CADRE, OTHER_CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const w = words.zh;
const f = w.fileAccess;
const ADMIN = 5_000_001;
const COUNTY_SUPERVISOR = 5_000_004;
const SUPERVISOR = 5_000_007;
const HOUR = 3_600_000;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let supervisor: BotPerson;
let secretary: BotPerson;
let county: BotPerson;
let cadre: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  supervisor = stage.person(SUPERVISOR);
  secretary = stage.person(SECRETARY);
  county = stage.person(COUNTY_SUPERVISOR);
  cadre = stage.person(CADRE);
});
afterAll(() => stage.close());

const purpose = (id: string): string => w.credit.purposes[id] ?? '';
async function ask(person: BotPerson, staffNo: string, id: string) {
  await person.send(`/file ${staffNo}`);
  return person.press(purpose(id));
}
const newest = async (state: string): Promise<{ id: string; tellAt: Date | null }> => {
  const [row] = await stage.inspector.sql<{ id: string; tellAt: Date | null }[]>`
    select id, tell_at as "tellAt" from file_access_requests where state = ${state} order by asked_at desc, id desc limit 1`;
  if (!row) throw new Error(`no request is ${state}`);
  return row;
};
const logged = (action: string) =>
  stage.inspector.sql<{ purpose: string | null; detail: Record<string, unknown> }[]>`
    select purpose, detail from access_log where action = ${action} order by at desc, id desc`;

describe('a look that nobody has to approve', () => {
  test('is opened at once, says when it goes, and what is left out', async () => {
    const { text, calls } = await ask(supervisor, 'QS-018', 'routine-check');
    expect(text).toContain('林例平（QS-018）');
    expect(text).toContain(f.gone(30));
    expect(calls.find(({ method }) => method === 'sendMessage')?.params['protect_content']).toBe(true);
    const [line] = await logged('file.read');
    expect(line?.purpose).toBe('routine-check');
    expect(line?.detail).toMatchObject({ shown: expect.arrayContaining(['study']) as unknown });
  });

  test('shows of the entries dates, kinds and numbers, and no text that only the subject reads', async () => {
    const { sql, personId } = stage.inspector;
    const basic = stage.pack.fileSections.find(({ id }) => id === 'basic')?.name.zh ?? '';
    const [entry] = await sql<{ title: string }[]>`
      select data->>'title' as title from ledger_entries where kind = 'post-started' and person_id = ${await personId('QS-018')}`;
    const theirs = await supervisor.press(basic);
    expect(theirs.text).toContain(w.credit.kinds['post-started'] ?? '');
    expect(theirs.text).not.toContain(entry?.title);
    await cadre.send('/myfile');
    expect((await cadre.press(basic)).text).toContain(entry?.title);
  });

  test('is told to the subject once, however often it is opened within its time', async () => {
    await ask(supervisor, 'QS-018', 'routine-check');
    await supervisor.pressData(
      packCallback('file.read', await stage.inspector.personId('QS-018'), 'routine-check'),
    );
    await stage.deliver();
    const told = (await cadre.chat()).messages.filter(({ text }) => text?.includes('有人查看了您的档案'));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('杨样明');
    expect(told[0]?.text).toContain(`用途：${purpose('routine-check')}`);
  });

  test('is listed for the subject, and for nobody else', async () => {
    expect((await cadre.send('/access')).text).toContain('杨样明，日常监督');
    await cadre.send('/myfile');
    expect((await cadre.press(f.looks)).text).toContain('（1 次）');
    expect((await stage.person(OTHER_CADRE).send('/access')).shown).toEqual([f.looksEmpty]);
  });

  test('ends with its half hour: the purpose is asked for again', async () => {
    const id = await stage.inspector.personId('QS-018');
    stage.clock.advance(31 * 60_000);
    for (const data of [packCallback('file.back', id), packCallback('file.section', id, 'study')])
      expect((await supervisor.pressData(data)).text).toContain(w.credit.purposeAsk('林例平'));
  });
});

describe('a look for an appointment', () => {
  let approver = '';
  test('waits for a second person, and is asked for once', async () => {
    const { text } = await ask(supervisor, 'QS-018', 'appointment');
    expect(text).toContain('已提交审批');
    await supervisor.pressData(
      packCallback('file.read', await stage.inspector.personId('QS-018'), 'appointment'),
    );
    const [count] = await stage.inspector.sql`
      select count(*)::int as n from file_access_requests where purpose = 'appointment'`;
    expect(count).toEqual({ n: 1 });
    const { id } = await newest('asked');
    for (const data of [packCallback('access.look', id), packCallback('access.approve', id)])
      expect([f.expired, w.common.stale]).toContain((await supervisor.pressData(data)).text);
    expect((await cadre.pressData(packCallback('access.approve', id))).shown[0]).toBe(w.common.notAllowed);
  });

  test('is approved by one of two who press at once, and the other hears by whom', async () => {
    const { id } = await newest('asked');
    await stage.deliver();
    expect((await secretary.press(w.common.details)).text).toContain('申请人：杨样明');
    await county.press(w.common.details);
    const approve = packCallback('access.approve', id);
    const at = (user: number) =>
      stage.keyboards(user).find(({ buttons }) => buttons.some(({ data }) => data === approve))?.messageId ??
      0;
    const both = [SECRETARY, COUNTY_SUPERVISOR];
    await stage.after(
      () => Promise.all(both.map((user) => stage.client.press(BOT, user, at(user), approve))),
      2,
    );
    const rows = await stage.inspector.sql<{ name: string }[]>`
      select p.name from file_access_requests r join people p on p.id = r.decided_by
      join deliveries d on d.subject_id = r.id and d.kind = 'file-decided' where r.id = ${id} and r.state = 'approved'`;
    expect(rows).toHaveLength(1);
    approver = rows[0]?.name ?? '';
    const later = approver === '刘试芳' ? county : secretary;
    expect((await later.pressData(approve)).text).toBe(f.decidedBefore('已同意', approver));
  });

  test('is opened by who asked, and the log names purpose and approver', async () => {
    await stage.deliver();
    expect(await stage.newest(SUPERVISOR)).toContain('已批准您查看 林例平 的档案');
    expect((await supervisor.press(f.look)).text).toContain('林例平（QS-018）');
    const [line] = await logged('file.read');
    expect(line?.purpose).toBe('appointment');
    const staffNo = approver === '刘试芳' ? 'QS-005' : 'QS-004';
    expect(line?.detail).toMatchObject({ approver: await stage.inspector.personId(staffNo) });
    const { id } = await newest('used');
    expect((await county.pressData(packCallback('access.look', id))).text).toBe(w.common.stale);
  });

  test('is told to the subject after its days, not before', async () => {
    const said = async () =>
      (await cadre.chat()).messages.filter(({ text }) => text?.includes(purpose('appointment'))).length;
    await stage.deliver();
    expect(await said()).toBe(0);
    expect((await cadre.send('/access')).text).not.toContain(purpose('appointment'));
    const { tellAt } = await newest('used');
    stage.clock.set(tellAt ?? '');
    await stage.deliver();
    expect(await said()).toBe(1);
    expect((await cadre.send('/access')).text).toContain(`（${approver} 批准）`);
  });

  test('is refused with a reason that is told', async () => {
    await ask(supervisor, 'QS-019', 'appointment');
    await secretary.send('/file');
    await secretary.press(f.waitingButton(1));
    await secretary.press('1');
    await secretary.press(f.refuse);
    expect((await secretary.send('本次不涉及这位同志')).text).toContain('已答复 杨样明');
    await stage.deliver();
    expect(await stage.newest(SUPERVISOR)).toContain('原因：本次不涉及这位同志（刘试芳）');
    const { id } = await newest('refused');
    expect((await supervisor.pressData(packCallback('access.look', id))).text).toBe(f.expired);
  });

  test('lapses when the approval is not used in its hours', async () => {
    await ask(supervisor, 'QS-019', 'appointment');
    const { id } = await newest('asked');
    await secretary.pressData(packCallback('access.approve', id));
    stage.clock.advance(stage.pack.fileAccess.approvalHours * HOUR);
    expect((await supervisor.pressData(packCallback('access.look', id))).text).toBe(f.expired);
    await ask(supervisor, 'QS-019', 'appointment');
    const { id: late } = await newest('asked');
    stage.clock.advance(stage.pack.fileAccess.approvalHours * HOUR);
    expect((await secretary.pressData(packCallback('access.approve', late))).text).toBe(f.lapsed);
  });
});

describe('a sealed look', () => {
  test('asks for a reason first, which the approver reads', async () => {
    const { text } = await ask(supervisor, 'QS-019', 'talk-preparation');
    expect(text).toContain('30 天后才告知本人');
    expect((await supervisor.send('提前知道不利于谈话')).text).toContain('已提交审批');
    const { id } = await newest('asked');
    const shown = await secretary.pressData(packCallback('access.check', id));
    expect(shown.text).toContain('理由：提前知道不利于谈话');
    expect(shown.text).toContain(f.told.sealed(30));
    await secretary.press(f.approve);
    await supervisor.pressData(packCallback('access.look', id));
    const other = stage.person(OTHER_CADRE);
    expect((await other.send('/access')).text).toBe(f.looksEmpty);
    stage.clock.advance(30 * 24 * HOUR);
    expect((await other.send('/access')).text).toContain('杨样明，谈话准备（刘试芳 批准）');
  });
});

describe('relatives', () => {
  test('are declared by name and number together, twice is once', async () => {
    await supervisor.send('/relatives');
    await supervisor.press(f.declare);
    expect((await supervisor.send('林例平')).text).toBe(f.whoProblem);
    await supervisor.send('林例平 QS-018');
    await supervisor.press('B');
    const submit = await supervisor.dataOf(w.common.submit);
    expect((await supervisor.press(w.common.submit)).text).toBe(f.declared);
    await supervisor.pressData(submit);
    expect(await stage.inspector.count('relations')).toBe(1);
  });

  test('keep out of each other’s files, said plainly and logged; outside the scope nobody exists', async () => {
    expect((await ask(supervisor, 'QS-018', 'routine-check')).text).toBe(f.recused.relative);
    expect((await logged('file.recused'))[0]?.detail).toEqual({ why: 'relative' });
    const outside = packCallback('file.read', await stage.inspector.personId('QS-046'), 'routine-check');
    expect((await supervisor.pressData(outside)).text).toBe(w.credit.notFound);
  });

  test('are not told of a request about the other, nor approve it', async () => {
    await ask(secretary, 'QS-018', 'appointment');
    const { id } = await newest('asked');
    const rows = await stage.inspector.sql<{ name: string }[]>`
      select p.name from deliveries d join people p on p.id = d.person_id where d.kind = 'file-asked' and d.subject_id = ${id}`;
    expect(rows.map(({ name }) => name)).toEqual(['赵样木']);
    expect((await supervisor.pressData(packCallback('access.check', id))).text).toBe(f.recused.relative);
    for (const action of ['access.approve', 'access.refuse'])
      await supervisor.pressData(packCallback(action, id));
    expect((await newest('asked')).id).toBe(id);
    expect(await stage.inspector.step(SUPERVISOR)).toBeUndefined();
    expect((await supervisor.pressData('access.waiting')).text).toBe(f.waitingEmpty);
  });

  test('are withdrawn by who declared them only, and the row stays', async () => {
    await cadre.send('/relatives');
    expect((await cadre.press('1')).text).toBe(f.notYours);
    await supervisor.send('/relatives');
    expect((await supervisor.press('1')).text).toContain('撤回「杨样明 与 林例平」');
    expect((await supervisor.press(f.withdraw)).text).toBe(f.withdrawn);
    expect((await ask(supervisor, 'QS-018', 'routine-check')).text).toContain('林例平（QS-018）');
    const [row] = await stage.inspector.sql`
      select count(*)::int as n, count(withdrawn_at)::int as withdrawn from relations`;
    expect(row).toEqual({ n: 1, withdrawn: 1 });
  });

  test('are declared by an administrator too, and cut a look off in the middle', async () => {
    const admin = stage.person(ADMIN);
    await admin.send('QS-018');
    await admin.press('1');
    await admin.press(f.relatives);
    await admin.press(f.declare);
    await admin.send('QS-007 杨样明');
    await admin.press('A');
    await admin.press(w.common.submit);
    const id = await stage.inspector.personId('QS-018');
    expect((await supervisor.pressData(packCallback('file.section', id, 'study'))).text).toBe(
      f.recused.relative,
    );
    await supervisor.send('/relatives');
    expect((await supervisor.press('1')).text).toBe(f.notYours);
    await admin.pressData(packCallback('relatives.list', id, 0));
    await admin.press('1');
    expect((await admin.press(f.withdraw)).text).toBe(f.withdrawn);
  });
});

test('whoever’s post has ended looks at nothing from their next press on', async () => {
  const { sql, personId } = stage.inspector;
  const id = await personId('QS-018');
  await ask(supervisor, 'QS-018', 'routine-check');
  const day = new Date(stage.clock.now().getTime() + 8 * HOUR).toISOString().slice(0, 10);
  await sql`update posts set ends_on = ${day} where person_id = ${await personId('QS-007')} and ends_on is null`;
  for (const data of [
    packCallback('file.back', id),
    packCallback('file.section', id, 'study'),
    packCallback('access.look', (await newest('used')).id),
  ])
    expect((await supervisor.pressData(data)).shown[0]).toBe(w.common.notAllowed);
});
