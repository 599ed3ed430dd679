import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertDelivery } from '../../src/db/queries/deliveries.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { CADRE, startReceipts, TEXT } from './receipts-stage.ts';

let stage: Awaited<ReturnType<typeof startReceipts>>;
let cadre: BotPerson;
beforeAll(async () => {
  stage = await startReceipts();
  cadre = stage.person(CADRE);
});
afterAll(() => stage.close());

const answersOf = async (noticeId: string): Promise<string[]> => {
  const rows = await stage.db.execute<{ state: string }>(sql`
    select k.state from acknowledgements k join telegram_accounts a on a.person_id = k.person_id
    where k.notice_id = ${noticeId} and a.telegram_id = ${CADRE}`);
  return rows.map(({ state }) => state);
};

test('is a setting of their own, and is on from the next message', async () => {
  expect((await cadre.send('/settings')).text).toContain('长者模式：未开');
  const on = await cadre.press('长者模式');
  expect(on.text).toMatch(/^长者模式已打开。/);
  expect(on.text).toContain('也可以直接打字回复：返回');
  expect((await cadre.send('返回')).text).toContain('长者模式：已开');
  expect((await cadre.send('语言')).text).not.toContain('<b>');
});

describe('a notice', () => {
  test('is plain text, and confirmed by a typed word', async () => {
    const id = await stage.notice();
    const said = await stage.newest(CADRE);
    expect(said).toContain(TEXT);
    expect(said).not.toMatch(/\p{Extended_Pictographic}/u);
    expect(said).toContain('也可以直接打字回复：收到、有疑问');
    expect((await cadre.send('收到')).text).toContain('✓ 您已确认收到');
    expect(await answersOf(id)).toEqual(['understood']);
  });

  test('two of them: each word confirms one, the newest first', async () => {
    const first = await stage.notice({ text: '请清理河道。' });
    const second = await stage.notice({ text: '请上报低洼户。' });
    expect((await cadre.send('收到')).text).toContain('请上报低洼户。');
    expect((await cadre.send('收到')).text).toContain('请清理河道。');
    expect([await answersOf(first), await answersOf(second)]).toEqual([['understood'], ['understood']]);
    expect((await cadre.send('收到')).text).toContain('没有看懂');
  });

  test('after a crash the same word confirms the same one', async () => {
    const first = await stage.notice({ text: '请检查泵站。' });
    const second = await stage.notice({ text: '请检查涵闸。' });
    await cadre.send('收到');
    await stage.restartBeforeMark();
    expect([await answersOf(first), await answersOf(second)]).toEqual([[], ['understood']]);
    await cadre.send('收到');
    expect(await answersOf(first)).toEqual(['understood']);
  });

  test('a question about it is asked by typing alone', async () => {
    await stage.notice({ text: '请报送名单。' });
    expect((await cadre.send('有疑问')).text).toContain('请把疑问写成一条消息发出来');
    expect((await cadre.send('名单报给谁？')).text).toContain('已转给发送人');
  });
});

test('an interview is confirmed by a typed word', async () => {
  const id = newId();
  const personId = await stage.inspector.personId('QS-018');
  const supervisor = await stage.inspector.personId('QS-007');
  const now = stage.clock.now();
  await stage.db.execute(sql`
    insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, created_at)
    values (${id}, 'routine', ${stage.pack.version}, ${personId}, ${supervisor}, '2026-12-03T15:00:00+08:00', 30, '203', 'announced', ${now.toISOString()})`);
  const row = {
    id: newId(),
    kind: 'interview-notice',
    personId,
    subjectId: id,
    onceKey: `interview-notice:${id}`,
  };
  await insertDelivery(stage.db, { ...row, priority: 1, policy: 'resend', notBefore: now }, now);
  await stage.deliver();
  expect(await stage.newest(CADRE)).toContain('也可以直接打字回复：确认参加、申请改期、不能参加');
  await cadre.send('确认');
  const [interview] = await stage.db.execute(sql`select state from interviews where id = ${id}`);
  expect(interview).toEqual({ state: 'confirmed' });
});

describe('a study card', () => {
  const answered = async (): Promise<number> => {
    const [row] = await stage.db.execute<{ n: number }>(sql`
      select count(*)::int as n from card_answers k join telegram_accounts a on a.person_id = k.person_id where a.telegram_id = ${CADRE}`);
    return row?.n ?? 0;
  };

  test('is answered by a typed letter, and goes on by a typed word', async () => {
    const card = await cadre.send('/study');
    expect(card.text).toMatch(/^A、/m);
    const before = await answered();
    expect((await cadre.send('K')).text).toContain('没有这个选项');
    expect((await cadre.send('a')).text).toMatch(/答(对|错)了/);
    expect(await answered()).toBe(before + 1);
    expect((await cadre.send('再学一张')).text).toMatch(/^A、/m);
  });

  test('the same letter after a crash answers nothing else', async () => {
    await cadre.send('/study');
    const before = await answered();
    await cadre.send('b');
    await stage.restartBeforeMark();
    expect(await answered()).toBe(before + 1);
  });

  test('leaves the letters to the quiz once that is opened', async () => {
    await cadre.send('/study');
    const before = await answered();
    const quiz = await cadre.send('/quiz');
    expect(quiz.text).toContain('每日一题');
    await cadre.send('A');
    expect(await answered()).toBe(before);
    await cadre.send('/study');
    await cadre.send('A');
    expect(await answered()).toBe(before + 1);
  });
});

test('whoever is in the usual mode answers a card by letters too, and no button by words', async () => {
  await cadre.send('/settings');
  expect((await cadre.send('普通模式')).text).toContain('已改回普通模式');
  await cadre.send('/study');
  expect((await cadre.send('A')).text).toMatch(/答(对|错)了/);
  expect((await cadre.send('再学一张')).text).toContain('没有看懂');
});

test('a press of that mode for nobody knows what is refused', async () => {
  expect((await cadre.pressData('settings.elder:2')).text).toContain('失效');
  expect((await cadre.pressData('settings.elder')).text).toContain('失效');
});
