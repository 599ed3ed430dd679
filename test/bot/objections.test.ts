import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertEntries, type NewEntry } from '../../src/db/queries/ledger.ts';
import { remindObjections } from '../../src/domain/credit/remind-objections.ts';
import { rollUp } from '../../src/domain/credit/roll-up.ts';
import { verifyLedger } from '../../src/domain/credit/verify-ledger.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { v7 as newId } from 'uuid';
import { words } from '../loop/words.ts';
import { BOT } from '../support/bot.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { CADRE, OTHER_CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';
import { createTestShelf } from '../support/shelf.ts';

const shelf = createTestShelf();

const w = words.zh;
const o = w.objections;
const COUNTY_SUPERVISOR = 5_000_004;
const SUPERVISOR = 5_000_007;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let cadre: BotPerson;
let supervisor: BotPerson;
let secretary: BotPerson;
let county: BotPerson;
/** Entries of the cadre's file: a quiz, hours, a recognition that the secretary wrote, and a rectification. */
const ids = { quiz: newId(), hours: newId(), recognition: newId(), rectification: newId() };

beforeAll(async () => {
  stage = await startReceipts();
  [cadre, supervisor, secretary, county] = [
    stage.person(CADRE),
    stage.person(SUPERVISOR),
    stage.person(SECRETARY),
    stage.person(COUNTY_SUPERVISOR),
  ];
  const { personId } = stage.inspector;
  const [subject, author] = [await personId('QS-018'), await personId('QS-005')];
  const now = stage.clock.now();
  const entry = (id: string, kind: string, data: NewEntry['data'], by: string | null = null): NewEntry => ({
    id,
    personId: subject,
    kind,
    nature: 'fact',
    occurredAt: new Date(now.getTime() - 3_600_000),
    sourceKind: 'test',
    sourceId: newId(),
    recordedBy: by,
    confirmedBy: null,
    data,
  });
  const rows = [
    entry(ids.quiz, 'quiz-result', { correct: 1, total: 5, preset: 'daily' }),
    entry(ids.hours, 'study-hours', { hours: 2, evidence: 'concentrated', text: '党课' }),
    entry(ids.recognition, 'recognition', { text: '防汛先进' }, author),
    entry(ids.rectification, 'rectification-opened', { text: '账目公开', dueOn: '2026-11-01' }),
  ];
  await stage.db.transaction((tx) => insertEntries(tx, rows, stage.pack.version, now));
  await rollUp(stage.db, stage.pack, now, now);
});
afterAll(() => stage.close());

async function object(entryId: string, text: string): Promise<string> {
  await cadre.pressData(packCallback('file.object-to', entryId));
  await cadre.send(text);
  const [row] = await stage.inspector.sql<{ id: string }[]>`
    select id from objections where entry_id = ${entryId} order by created_at desc, id desc limit 1`;
  return row?.id ?? '';
}
const section = async (id: string): Promise<Record<string, unknown>> => {
  const [row] = await stage.inspector.sql<{ section: Record<string, unknown> }[]>`
    select s as section from credit_files f, jsonb_array_elements(f.sections) s
    where f.person_id = ${await stage.inspector.personId('QS-018')} and f.period like '____-Q_' and s->>'id' = ${id} order by f.period desc, f.computed_at desc limit 1`;
  return row?.section ?? {};
};
const told = async (kind: string): Promise<string[]> =>
  (
    await stage.inspector.sql<{ name: string }[]>`
      select p.name from deliveries d join people p on p.id = d.person_id where d.kind = ${kind} order by p.staff_no, d.id`
  ).map(({ name }) => name);
const textsOf = async (person: BotPerson): Promise<string> =>
  (await person.chat()).messages.map(({ text }) => text ?? '').join('\n');

describe('the subject', () => {
  test('pages through every record of the file, and objects to one', async () => {
    const { text } = await cadre.send('/objection');
    expect(text).toMatch(/对哪一条有异议/u);
    const [count] = await stage.inspector.sql<{ n: number }[]>`
      select count(*)::int as n from ledger_entries where person_id = ${await stage.inspector.personId('QS-018')}`;
    expect(text).toContain(`共 ${count?.n ?? 0} 条`);
    expect((await cadre.press('▶')).text.match(/^\d\. /gmu)?.length).toBe(Math.min(5, (count?.n ?? 0) - 5));
    const asked = await cadre.pressData(packCallback('file.object-to', ids.quiz));
    expect(asked.text).toContain('答对 1/5');
    const { text: done } = await cadre.send('系统那天断网，我答对了四道');
    expect(done).toContain(w.credit.objected);
    expect(done).toContain('12 月 9 日（周三）18:00 前，还有 14 天');
  });

  test('sees it with the record, and that it is open; it is an entry of the chain', async () => {
    await cadre.send('/myfile');
    expect((await cadre.press('纪律知识')).text).toContain('异议 1 条（待答复）');
    const rows = await stage.inspector.sql`
      select data from ledger_entries where kind = 'objection' and person_id = ${await stage.inspector.personId('QS-018')}`;
    expect(rows.map(({ data }) => data as unknown)).toEqual([{ about: ids.quiz }]);
    expect((await verifyLedger(stage.db, shelf)).faults).toEqual([]);
  });

  test('adds a photo, which whoever answers is shown', async () => {
    await cadre.send('/objection');
    await cadre.press(o.ownButton(1));
    await cadre.press('1');
    await cadre.press(o.add);
    expect((await cadre.send('my word')).text).toBe(o.addProblem);
    const file = { name: 'proof.pdf', bytes: new TextEncoder().encode('proof'), kind: 'document' };
    await stage.after(() => stage.client.sendFile(BOT, CADRE, file));
    expect(await textsOf(cadre)).toContain(o.added(1));
    await stage.deliver();
    await supervisor.press(w.common.details);
    await supervisor.press(o.look(1));
    const shown = (await supervisor.chat()).messages.at(-1);
    expect(shown?.caption).toBe(o.evidenceOf(1, 1));
  });

  test('of another file is a stranger: neither reads, adds nor objects', async () => {
    const other = stage.person(OTHER_CADRE);
    const [row] = await stage.inspector.sql<{ id: string }[]>`select id from objections`;
    for (const data of [
      packCallback('objection.open', row?.id ?? ''),
      packCallback('objection.add', row?.id ?? ''),
      packCallback('file.object-to', ids.quiz),
    ])
      expect((await other.pressData(data)).shown).toEqual([w.common.stale]);
    expect((await other.pressData(packCallback('objection-desk.open', row?.id ?? ''))).shown[0]).toBe(
      w.common.notAllowed,
    );
  });
});

describe('an answer', () => {
  test('that upholds corrects the record, rolls up, and tells the subject and who has looked', async () => {
    const before = Number((await section('discipline-knowledge'))['good']);
    const said = Number((await section('declarations-and-clearing'))['count']);
    await county.send('/file QS-018');
    await county.press(w.credit.purposes['routine-check'] ?? '');
    await supervisor.press(o.uphold);
    await supervisor.press(o.changes['count'] ?? '');
    expect((await supervisor.send('6')).text).toContain(o.valueProblem);
    expect((await supervisor.send('1')).text).toContain(o.valueProblem);
    expect((await supervisor.send('4')).text).toBe(o.answerAsk);
    const preview = await supervisor.send('已核对断网记录');
    expect(preview.text).toContain(o.previewChange.count('4'));
    const data = await supervisor.dataOf(w.common.confirm);
    await supervisor.pressTogether([data, data]);
    await supervisor.pressData(data);
    const rows = await stage.inspector.sql<{ data: Record<string, unknown> }[]>`
      select data from ledger_entries where kind = 'correction' and source_kind = 'objection'`;
    expect(rows.map((row) => row.data)).toEqual([
      expect.objectContaining({ corrects: ids.quiz, correct: 4, total: 5 }),
    ]);
    expect((await section('discipline-knowledge'))['good']).toBe(before + 3);
    expect((await section('declarations-and-clearing'))['count']).toBe(said + 3);
    await stage.deliver();
    expect(await told('file-corrected')).toEqual(['赵样木']);
    expect(await textsOf(cadre)).toContain('您的异议成立，已更正');
    expect(await textsOf(county)).toContain('您看过的档案有更正');
    expect((await verifyLedger(stage.db, shelf)).faults).toEqual([]);
  });

  test('stays with the record, whole for the subject and in a word for others', async () => {
    const again = await cadre.pressData(packCallback('file.object-to', ids.quiz));
    expect(again.text).toContain('答复：已核对断网记录（杨样明）');
    await cadre.send('/cancel');
    const theirs = await county.press('纪律知识');
    expect(theirs.text).toContain('已更正为 4/5 · 异议 1 条（成立）');
    expect(theirs.text).not.toContain('断网');
  });

  test('comes from somebody who neither wrote the record nor is a relative', async () => {
    const id = await object(ids.recognition, '奖项名称不对');
    expect((await secretary.pressData(packCallback('objection-desk.open', id))).text).toBe(
      w.fileAccess.recused.author,
    );
    // The author of a disputed record keeps out of the whole file until it is answered.
    await secretary.send('/file QS-018');
    expect((await secretary.press(w.credit.purposes['routine-check'] ?? '')).text).toBe(
      w.fileAccess.recused['same-case'],
    );
    await cadre.send('/relatives');
    await cadre.press(w.fileAccess.declare);
    await cadre.send('杨样明 QS-007');
    await cadre.press('D');
    await cadre.press(w.common.submit);
    expect((await supervisor.pressData(packCallback('objection-desk.uphold', id))).text).toBe(
      w.fileAccess.recused.relative,
    );
    await cadre.send('/relatives');
    await cadre.press('1');
    await cadre.press(w.fileAccess.withdraw);
  });

  test('puts a text right, and the old one stays readable', async () => {
    await supervisor.send('/objection');
    await supervisor.press(o.waitingButton(1));
    await supervisor.press('1');
    await supervisor.press(o.uphold);
    await supervisor.press(o.changes['text'] ?? '');
    await supervisor.send('防汛先进个人');
    await supervisor.send('以证书为准');
    await supervisor.press(w.common.confirm);
    await cadre.send('/myfile');
    expect((await cadre.press('表彰奖励')).text).toContain('防汛先进 · 已更正为：防汛先进个人');
  });

  test('disregards a record, which stays and counts for nothing', async () => {
    expect(await section('rectification')).toMatchObject({ state: 'attention' });
    const open = Number((await section('rectification'))['open']);
    const id = await object(ids.rectification, '这件事不归我管');
    await supervisor.pressData(packCallback('objection-desk.uphold', id));
    await supervisor.press(o.disregard);
    await supervisor.send('分工文件可证明');
    await supervisor.press(w.common.confirm);
    const after = await section('rectification');
    expect(after['open']).toBe(open - 1);
    await cadre.send('/myfile');
    await cadre.press('整改事项');
    expect((await cadre.pressData(packCallback('file.object-to', ids.rectification))).text).toContain(
      w.credit.disregarded,
    );
    await cadre.send('/cancel');
  });

  test('is given by one of two at once, and the other hears so', async () => {
    const id = await object(ids.hours, '应为 4 学时');
    for (const person of [supervisor, county]) {
      await person.pressData(packCallback('objection-desk.reject', id));
      await person.send('签到表是两个学时');
    }
    const at = [SUPERVISOR, COUNTY_SUPERVISOR].map((user) => {
      const keyboard = stage
        .keyboards(user)
        .find(({ buttons }) => buttons.some(({ text }) => text === w.common.confirm));
      const data = keyboard?.buttons.find(({ text }) => text === w.common.confirm)?.data ?? '';
      return { user, messageId: keyboard?.messageId ?? 0, data };
    });
    await stage.after(
      () =>
        Promise.all(at.map(({ user, messageId, data }) => stage.client.press(BOT, user, messageId, data))),
      2,
    );
    const rows = await stage.inspector.sql`select verdict from objection_answers where objection_id = ${id}`;
    expect(rows).toHaveLength(1);
    const said = `${await textsOf(supervisor)}\n${await textsOf(county)}`;
    expect(said.split(o.done['not-upheld']('林例平')).length).toBe(2);
    expect(said).toContain('这条异议已经答复过：不成立');
    await stage.deliver();
    expect(await textsOf(cadre)).toContain('您的异议已答复：不成立');
    expect((await cadre.pressData(packCallback('objection.add', id))).text).toBe(o.addFull);
  });
});

test('who may answer is reminded once before it is due, and the level above once when it is overdue', async () => {
  const id = await object(ids.hours, '再请核对一次');
  const remind = () => remindObjections(stage.db, stage.clock.now());
  expect(await remind()).toEqual({ due: 0, overdue: 0 });
  const [row] = await stage.inspector.sql<{ remindAt: Date; dueAt: Date }[]>`
    select remind_at as "remindAt", due_at as "dueAt" from objections where id = ${id}`;
  stage.clock.set(row?.remindAt ?? '');
  expect(await remind()).toEqual({ due: 2, overdue: 0 });
  expect(await remind()).toEqual({ due: 0, overdue: 0 });
  stage.clock.set(row?.dueAt ?? '');
  expect(await remind()).toEqual({ due: 0, overdue: 1 });
  expect(await remind()).toEqual({ due: 0, overdue: 0 });
  const names = await stage.inspector.sql<{ why: string; name: string }[]>`
    select d.data->>'why' as why, p.name from deliveries d join people p on p.id = d.person_id
    where d.kind = 'objection-open' and d.subject_id = ${id} and d.data->>'why' <> 'made' order by d.id`;
  expect(names.map(({ why, name }) => `${why} ${name}`).toSorted()).toEqual([
    'due 刘试芳',
    'due 杨样明',
    'overdue 赵样木',
  ]);
  await stage.deliver();
  expect(await textsOf(county)).toContain('下级有一条档案异议已超过答复期限');
  expect((await cadre.pressData(packCallback('objection.open', id))).text).toContain('已超过答复期限');
});

test('whose post has ended answers nothing from the next press on', async () => {
  const { sql, personId } = stage.inspector;
  const id = await object(ids.hours, '第三次');
  await supervisor.pressData(packCallback('objection-desk.reject', id));
  await supervisor.send('核对过');
  const confirm = await supervisor.dataOf(w.common.confirm);
  const day = new Date(stage.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  await sql`update posts set ends_on = ${day} where person_id = ${await personId('QS-007')} and ends_on is null`;
  expect((await supervisor.pressData(confirm)).shown[0]).toBe(w.common.notAllowed);
  expect(await sql`select 1 from objection_answers where objection_id = ${id}`).toHaveLength(0);
});
