import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rollUp } from '../../src/domain/credit/roll-up.ts';
import { sealOverdue } from '../../src/domain/interviews/seal-record.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { openSealed } from '../support/field-keys.ts';
import { CADRE, OTHER_CADRE, SECRETARY, startReceipts } from './receipts-stage.ts';

const SUPERVISOR = 5_000_007;
const DAY = 86_400_000;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let supervisor: BotPerson;
let cadre: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  supervisor = stage.person(SUPERVISOR);
  cadre = stage.person(CADRE);
});
afterAll(() => stage.close());

let made = 0;
/** An interview of the supervisor with the cadre, which begins now. */
async function arranged(kind = 'reminder'): Promise<string> {
  made += 1;
  const at = new Date(stage.clock.now().getTime() - made * 3_600_000);
  const [row] = await stage.inspector.sql<{ id: string }[]>`
    insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, created_at)
    select uuidv7(), ${kind}, ${stage.pack.version}, s.id, o.id, ${at}, 30, '镇政府203室', 'confirmed', ${stage.clock.now()}
    from people s, people o where s.staff_no = 'QS-018' and o.staff_no = 'QS-007' returning id`;
  return row?.id ?? '';
}

async function record(id: string): Promise<void> {
  await supervisor.pressData(packCallback('interview.open', id));
  await supervisor.press('记录谈话');
  await supervisor.press('下一步');
  await supervisor.send('报账单据交得晚');
  await supervisor.press('没有');
  await supervisor.press('确认发送');
  await stage.deliver();
}

const versions = async (id: string) =>
  (
    await stage.inspector.sql<{ id: string; what: string; body: string; hash: string }[]>`
    select id, what, body, hash from interview_records where interview_id = ${id} order by version`
  ).map((row) => ({ ...row, body: openSealed('interview_records.body', row.id, row.body) }));
const stateOf = async (id: string): Promise<unknown> =>
  (await stage.inspector.sql`select state from interviews where id = ${id}`)[0]?.['state'];

describe('the record of an interview', () => {
  test('fills in what is known, warns, and goes to the person, once', async () => {
    const id = await arranged();
    await supervisor.pressData(packCallback('interview.open', id));
    const known = await supervisor.press('记录谈话');
    expect(known.text).toContain('谈话对象：林例平');
    expect(known.text).toContain('谈话地点：镇政府203室');
    expect((await supervisor.press('下一步')).text).toContain('不要写案情');
    expect((await supervisor.send('身份证 11010519491231002X')).text).toContain('身份证');
    await supervisor.send('报账单据交得晚');
    const preview = await supervisor.send('每月五日前交单据');
    expect(preview.text).toContain('谈话要点：报账单据交得晚');
    expect(preview.text).toContain('后续要求：每月五日前交单据');
    expect((await supervisor.press('确认发送')).text).toContain('谈话记录已发给 林例平 核对');
    await stage.restartBeforeMark();
    await stage.takeCalls();
    await stage.deliver();
    const [sent] = (await stage.takeCalls()).filter(({ method }) => method === 'sendMessage');
    expect(sent?.params['protect_content']).toBe(true);
    expect(await stage.newest(CADRE)).toContain('请核对谈话记录');
    expect(await cadre.buttons()).toEqual(['无异议', '写说明']);
    expect((await versions(id)).map(({ what }) => what)).toEqual(['written']);
    expect(await stateOf(id)).toBe('recorded');
    expect((await supervisor.pressData(packCallback('interview.record', id))).text).toContain('已经有了记录');
  });

  test('is sealed when the person agrees, also when pressed twice', async () => {
    const id = await arranged();
    await record(id);
    await cadre.press('无异议');
    for (let n = 0; n < 2; n += 1) await cadre.pressData(packCallback('interview.agree-now', id));
    expect(await stage.newest(CADRE)).toContain('本人对记录无异议');
    const rows = await versions(id);
    expect(rows.map(({ what }) => what)).toEqual(['written', 'sealed']);
    for (const { body, hash } of rows)
      expect(createHash('sha256').update(body, 'utf8').digest('hex')).toBe(hash);
    expect(JSON.parse(rows[1]?.body ?? '')).toMatchObject({
      previous: rows[0]?.hash,
      statement: { kind: 'agreed' },
    });
    await stage.deliver();
    expect(await stage.newest(SUPERVISOR)).toContain('本人对记录无异议');
    expect(await stateOf(id)).toBe('held');
  });

  test('keeps a statement word for word, and an addition behind it', async () => {
    const id = await arranged();
    await record(id);
    await cadre.press('写说明');
    const words = '单据 6 月起按时交，\n  见 <村务公开栏>';
    expect((await cadre.send(words)).text).toContain('请核对您的说明');
    expect((await cadre.press('提交')).text).toContain('记录已封存');
    await stage.restartBeforeMark();
    const [, sealed] = await versions(id);
    expect(JSON.parse(sealed?.body ?? '')).toMatchObject({ statement: { kind: 'given', text: words } });
    await cadre.press('查看记录');
    await cadre.press('补充说明');
    await cadre.send('再补一句');
    expect((await cadre.press('提交')).text).toContain('补充说明已附在记录后面');
    await stage.restartBeforeMark();
    expect((await versions(id)).map(({ what }) => what)).toEqual(['written', 'sealed', 'addition']);
    await stage.deliver();
    expect(await stage.newest(SUPERVISOR)).toContain('再补一句');
  });

  test('is sealed without a statement after five working days, and may still be added to', async () => {
    const id = await arranged();
    await record(id);
    expect(await stage.newest(CADRE)).toContain('12 月 2 日（周三）18:00');
    const start = stage.clock.now();
    stage.clock.set('2026-12-02T18:00:00+08:00');
    expect(await sealOverdue(stage.db, stage.pack, stage.clock.now())).toBeGreaterThan(0);
    expect(await sealOverdue(stage.db, stage.pack, stage.clock.now())).toBe(0);
    await stage.deliver();
    expect(await stage.newest(CADRE)).toContain('本人在期限内没有说明');
    expect(await stage.newest(SUPERVISOR)).toContain('本人在期限内没有说明');
    await cadre.pressData(packCallback('interview.agree-now', id));
    await cadre.pressData(packCallback('interview.state', id));
    await cadre.send('当时在住院');
    await cadre.press('提交');
    expect((await versions(id)).map(({ what }) => what)).toEqual(['written', 'sealed', 'addition']);
    stage.clock.set(start);
  });

  test('is read by its two people only, and its orderer leaves a trace', async () => {
    const id = await arranged();
    await record(id);
    const read = packCallback('interview.read', id);
    const before = await stage.inspector.fingerprint();
    for (const who of [SECRETARY, OTHER_CADRE])
      for (const action of ['read', 'record', 'agree', 'agree-now', 'state'])
        expect(
          (await stage.person(who).pressData(packCallback(`interview.${action}`, id))).text,
        ).not.toContain('单据');
    await cadre.pressData(read);
    expect(await stage.newest(CADRE)).toContain('报账单据交得晚');
    expect(await stage.inspector.fingerprint()).toEqual(before);
    expect((await supervisor.pressData(read)).text).toContain('报账单据交得晚');
    expect(
      await stage.inspector
        .sql`select 1 from access_log where action = 'interviews.read-record' and detail->>'interviewId' = ${id}`,
    ).toHaveLength(1);
  });

  test('before its hour there is none; in the file stands its hash, once it is sealed', async () => {
    const [row] = await stage.inspector.sql<{ id: string }[]>`
      insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, created_at)
      select uuidv7(), 'routine', ${stage.pack.version}, s.id, o.id, ${new Date(stage.clock.now().getTime() + DAY)}, 30, 'y', 'confirmed', ${stage.clock.now()}
      from people s, people o where s.staff_no = 'QS-018' and o.staff_no = 'QS-007' returning id`;
    const ahead = row?.id ?? '';
    expect((await supervisor.pressData(packCallback('interview.record', ahead))).text).toContain(
      '还没有开始',
    );
    const open = await arranged();
    await record(open);
    const night = new Date(stage.clock.now().getTime() + 60_000);
    await rollUp(stage.db, stage.pack, night, night);
    const facts = await stage.inspector.sql<{ id: string; hash: string | null }[]>`
      select source_id as id, data->>'recordHash' as hash from ledger_entries where kind = 'interview-held'`;
    const sealed = await stage.inspector.sql<{ id: string; hash: string }[]>`
      select interview_id as id, hash from interview_records where what = 'sealed'
      and at < ${night}`;
    expect(facts.some(({ id }) => id === open)).toBe(false);
    for (const { id, hash } of sealed) expect(facts).toContainEqual({ id, hash });
    expect(sealed.length).toBeGreaterThan(1);
  });
});
