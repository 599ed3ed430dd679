import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMPTY_AUDIENCE } from '../../../src/domain/notices/audience.ts';
import type { NoticeDraft } from '../../../src/domain/notices/draft.ts';
import { previewAudience, submitNotice } from '../../../src/domain/notices/send-notice.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { noticeDraft } from '../../support/notice-draft.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';

const NOW = new Date(START);
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
const people: Record<string, Actor> = {};
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  const add = async (key: string, person: Parameters<typeof addPerson>[1]) =>
    void (people[key] = await addPerson(db, person));
  await add('author', { unitId: units.townA, roles: ['township-secretary'] });
  await add('a1', { unitId: units.a1 });
  await add('a1 unbound', { unitId: units.a1, telegramId: null });
  await add('a1 blocked', { unitId: units.a1, unreachable: true });
  await add('a2', { unitId: units.a2 });
  await add('a2 exempt', { unitId: units.a2, exemptFrom: '2026-11-25' });
  await add('a2 exempt from tomorrow', { unitId: units.a2, exemptFrom: '2026-11-26' });
  await add('a2 gone today', { unitId: units.a2, endsOn: '2026-11-25' });
  await add('a2 coming tomorrow', { unitId: units.a2, startsOn: '2026-11-26' });
  await add('b1', { unitId: units.b1 });
  await add('author of b', { unitId: units.townB, roles: ['township-secretary'] });
  // A second post in another village of the same township.
  await db.execute(sql`
    insert into posts (id, person_id, unit_id, title, roles, starts_on)
    values (${newId()}, ${people['a1']?.personId ?? ''}, ${units.a2}, 'second', '{cadre}', '2025-01-01')`);
});
afterAll(() => database.close());

const who = (key: string): Actor => {
  const person = people[key];
  if (!person) throw new Error(`nobody is called ${key}`);
  return person;
};
const keyOf = (personId: string) => Object.keys(people).find((key) => people[key]?.personId === personId);
const notice = (unitIds: readonly string[], text = '明天上午九点打扫村口。') =>
  noticeDraft(unitIds, { text });
const send = (author: Actor, draft: NoticeDraft, now = NOW) => submitNotice(db, author, draft, pack, now);
const preview = (unitIds: readonly string[]) =>
  previewAudience(db, who('author'), { ...EMPTY_AUDIENCE, unitIds: [...unitIds] }, pack, NOW);
type Recipient = { personId: string; exempt: boolean; deliveries: number };
async function recipients(noticeId: string): Promise<Record<string, Recipient>> {
  const rows = await db.execute<Recipient>(sql`
    select person_id as "personId", exempt, (select count(*)::int from deliveries d
      where d.subject_id = r.notice_id and d.person_id = r.person_id and d.kind = 'notice') as deliveries
    from notice_recipients r where notice_id = ${noticeId}`);
  return Object.fromEntries(rows.map((row) => [keyOf(row.personId) ?? '?', row]));
}
const OF_A = ['a1', 'a1 blocked', 'a1 unbound', 'a2', 'a2 exempt', 'a2 exempt from tomorrow'];
const countRows = async (table: string): Promise<number> => {
  const [row] = await db.execute<{ n: number }>(sql.raw(`select count(*)::int as n from ${table}`));
  return row?.n ?? -1;
};

describe('a notice', () => {
  test('goes to everybody of the units who holds a post today, once, and not to its author', async () => {
    const sent = notice([units.townA, units.a1, units.a2]);
    expect(await send(who('author'), sent)).toMatchObject({
      ok: true,
      first: true,
      outcome: 'sent',
      people: 6,
    });
    const got = await recipients(sent.id);
    expect(Object.keys(got).toSorted()).toEqual(OF_A);
    expect(Object.values(got).map((row) => row.deliveries)).toEqual(OF_A.map(() => 1));
    expect(Object.keys(got).filter((key) => got[key]?.exempt)).toEqual(['a2 exempt']);
  });

  test.each<[string, (u: Units) => string[], string[]]>([
    ['one village', (u) => [u.a1], ['a1', 'a1 blocked', 'a1 unbound']],
    ['a village of another township as well', (u) => [u.a1, u.b1], ['a1', 'a1 blocked', 'a1 unbound']],
    ['the whole county', (u) => [u.county], OF_A],
  ])('to %s reaches nobody outside the scope', async (_what, unitsOf, expected) => {
    const sent = notice(unitsOf(units));
    expect((await preview(sent.audience.unitIds)).people).toBe(expected.length);
    expect(await send(who('author'), sent)).toMatchObject({ ok: true });
    expect(Object.keys(await recipients(sent.id)).toSorted()).toEqual(expected);
  });

  test('is counted before it is sent: people, out of reach, exempt', async () => {
    expect(await preview([units.townA])).toMatchObject({
      people: 6,
      unreachable: 2,
      exempt: 1,
    });
    expect(await preview([units.b1])).toMatchObject({
      people: 0,
      units: 0,
      unreachable: 0,
      exempt: 0,
    });
  });

  test('20 times at once is one notice', async () => {
    const before = { log: await countRows('access_log'), queued: await countRows('deliveries') };
    const sent = notice([units.a1]);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => send(who('author'), sent)));
    expect(outcomes.filter((it) => it.ok && it.first)).toHaveLength(1);
    expect(outcomes.every((it) => it.ok)).toBe(true);
    expect(Object.values(await recipients(sent.id)).map((row) => row.deliveries)).toEqual([1, 1, 1]);
    expect(await countRows('access_log')).toBe(before.log + 1);
    expect(await countRows('deliveries')).toBe(before.queued + 3);
  });

  test('keeps its audience: who comes later does not get it', async () => {
    const sent = notice([units.a2]);
    await send(who('author'), sent);
    const before = await recipients(sent.id);
    await send(who('author'), sent, new Date('2026-11-27T10:00:00+08:00'));
    expect(await recipients(sent.id)).toEqual(before);
    expect(Object.keys(before)).not.toContain('a2 coming tomorrow');
  });

  test('is refused to nobody, by nobody with the right, and with what may not be sent', async () => {
    const before = await countRows('notices');
    const author = who('author');
    expect(await send(author, notice([units.b1]))).toEqual({ ok: false, problem: 'nobody' });
    expect(await send(author, notice([]))).toEqual({ ok: false, problem: 'nobody' });
    expect(await send(who('a1'), notice([units.a1]))).toEqual({
      ok: false,
      problem: 'not-allowed',
    });
    const secret = await send(author, notice([units.a1], '【机密】请勿外传'));
    expect(secret).toMatchObject({ ok: false, problem: 'text', text: { problem: 'secret-mark' } });
    expect(await countRows('notices')).toBe(before);
  });
});
