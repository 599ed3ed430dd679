import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findActor } from '../../../src/domain/people/find-actor.ts';
import { issueInvitation } from '../../../src/domain/people/issue-invitations.ts';
import { redeemInvitation } from '../../../src/domain/people/redeem-invitation.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { addPerson, layUnits, type Units } from '../../support/roster.ts';

const NOW = new Date(START);
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let database: TestDatabase;
let db: TestDatabase['db'];
let units: Units;
let admin: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  units = await layUnits(db);
  admin = await addPerson(db, { unitId: units.townA, roles: ['admin'] });
});
afterAll(() => database.close());

let account = 7_000_000;
const newAccount = () => (account += 1);

/** Somebody who is not bound, with a code of theirs. */
async function invited(): Promise<{ personId: string; name: string; code: string }> {
  const { personId, name } = await addPerson(db, { unitId: units.a1, telegramId: null });
  const invitation = await issueInvitation(db, admin, personId, NOW);
  if (!invitation) throw new Error('nobody was invited');
  return { personId, name, code: invitation.code };
}
const redeem = (code: string, telegramId = newAccount(), now = NOW) =>
  redeemInvitation(db, { code, telegramId, botId: 0 }, now);
const accountsOf = async (personId: string) => [
  ...(await db.execute(sql`
    select telegram_id::float8 as id from telegram_accounts where person_id = ${personId} and revoked_at is null`)),
];
const refused = (problem: string) => ({ ok: false, problem });

describe('an invitation', () => {
  test('binds the account that brings it, once', async () => {
    const { personId, name, code } = await invited();
    const telegramId = newAccount();
    expect(await redeem(code, telegramId)).toEqual({ ok: true, personName: name, language: 'zh' });
    expect((await findActor(db, telegramId, NOW))?.personId).toBe(personId);
    const [row] = await db.execute(sql`
      select used_by_telegram_id::float8 as by, used_at is not null as used from invitations where person_id = ${personId}`);
    expect(row).toEqual({ by: telegramId, used: true });
    expect(await redeem(code)).toEqual(refused('used'));
    expect(await accountsOf(personId)).toEqual([{ id: telegramId }]);
  });

  test('of 100 redemptions at once lets exactly one win', async () => {
    const { personId, code } = await invited();
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => redeem(code)));
    expect(outcomes.filter((it) => it.ok)).toHaveLength(1);
    expect(outcomes.filter((it) => !it.ok).map((it) => (it.ok ? '' : it.problem))).toEqual(
      Array.from({ length: 99 }, () => 'used'),
    );
    expect(await accountsOf(personId)).toHaveLength(1);
  });

  test('of one account 20 times at once binds it once', async () => {
    const { personId, code } = await invited();
    const telegramId = newAccount();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => redeem(code, telegramId)));
    expect(outcomes.filter((it) => it.ok)).toHaveLength(1);
    expect(await accountsOf(personId)).toEqual([{ id: telegramId }]);
  });

  test('for one account with two codes at once binds one person', async () => {
    const [a, b] = [await invited(), await invited()];
    const telegramId = newAccount();
    const outcomes = await Promise.all([redeem(a.code, telegramId), redeem(b.code, telegramId)]);
    expect(outcomes.filter((it) => it.ok)).toHaveLength(1);
    expect(outcomes.filter((it) => !it.ok)).toEqual([refused('account-bound')]);
    const loser = outcomes[0]?.ok ? b : a;
    expect(await accountsOf(loser.personId)).toEqual([]);
    expect(await redeem(loser.code)).toMatchObject({ ok: true });
  });

  test('is good until the end of its last day, two weeks later', async () => {
    const [a, b] = [await invited(), await invited()];
    const end = new Date('2026-12-10T00:00:00+08:00');
    expect(await redeem(a.code, newAccount(), new Date(end.getTime() - 1))).toMatchObject({ ok: true });
    expect(await redeem(b.code, newAccount(), end)).toEqual(refused('expired'));
    expect(await accountsOf(b.personId)).toEqual([]);
  });

  test('ends when a newer one is made', async () => {
    const first = await invited();
    const second = await issueInvitation(db, admin, first.personId, later(1_000));
    expect(await redeem(first.code)).toEqual(refused('revoked'));
    expect(await redeem(second?.code ?? '')).toMatchObject({ ok: true });
  });

  test('that was revoked binds nobody', async () => {
    const { personId, code } = await invited();
    await db.execute(sql`update invitations set revoked_at = ${START} where person_id = ${personId}`);
    expect(await redeem(code)).toEqual(refused('revoked'));
  });

  test('does not take a person from the account that speaks for them', async () => {
    const { personId, code } = await invited();
    const telegramId = newAccount();
    await db.execute(sql`
      insert into telegram_accounts (id, telegram_id, person_id, bound_at) values (uuidv7(), ${telegramId}, ${personId}, now())`);
    expect(await redeem(code)).toEqual(refused('person-bound'));
    expect(await accountsOf(personId)).toEqual([{ id: telegramId }]);
  });

  test('does not bind an account that speaks for somebody, and stays good', async () => {
    const { personId, code } = await invited();
    const busy = await addPerson(db, { unitId: units.a1 });
    expect(await redeem(code, busy.telegramId)).toEqual(refused('account-bound'));
    expect(await accountsOf(personId)).toEqual([]);
    expect(await redeem(code)).toMatchObject({ ok: true });
  });

  test('is kept as a hash only', async () => {
    const { code } = await invited();
    const [row] = await db.execute(sql`
      select count(*)::int as n from invitations i where i::text like ${`%${code}%`} or code_hash !~ '^[0-9a-f]{64}$'`);
    expect(row).toEqual({ n: 0 });
    expect(Buffer.from(code, 'base64url')).toHaveLength(16);
  });

  test('is made for people of the administrator who are not bound, and nobody else', async () => {
    const outside = await addPerson(db, { unitId: units.b1, telegramId: null });
    const bound = await addPerson(db, { unitId: units.a1 });
    const cadre = await addPerson(db, { unitId: units.a1 });
    const inside = await addPerson(db, { unitId: units.a1, telegramId: null });
    expect(await issueInvitation(db, admin, outside.personId, NOW)).toBeUndefined();
    expect(await issueInvitation(db, admin, bound.personId, NOW)).toBeUndefined();
    expect(await issueInvitation(db, cadre, inside.personId, NOW)).toBeUndefined();
    const [row] = await db.execute(sql`
      select count(*)::int as n from invitations where person_id in (${outside.personId}, ${bound.personId}, ${inside.personId})`);
    expect(row).toEqual({ n: 0 });
  });
});

describe('wrong codes', () => {
  test('lock the account after five, even for the right one, for an hour', async () => {
    const { personId, code } = await invited();
    const telegramId = newAccount();
    for (let n = 1; n <= 4; n += 1)
      expect(await redeem(`wrong-${n}`, telegramId)).toEqual(refused('unknown'));
    expect(await redeem('wrong-5', telegramId)).toEqual(refused('locked'));
    expect(await redeem(code, telegramId)).toEqual(refused('locked'));
    expect(await redeem(code, telegramId, later(HOUR - 1))).toEqual(refused('locked'));
    expect(await accountsOf(personId)).toEqual([]);
    expect(await redeem(code, telegramId, later(HOUR))).toMatchObject({ ok: true });
  });

  test('lock after five at once as well', async () => {
    const telegramId = newAccount();
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, n) => redeem(`guess-${n}`, telegramId)),
    );
    expect(outcomes.filter((it) => !it.ok && it.problem === 'unknown').length).toBeLessThanOrEqual(4);
    expect(await redeem('one more', telegramId)).toEqual(refused('locked'));
  });

  test('of another account lock nobody else', async () => {
    const { code } = await invited();
    const guesser = newAccount();
    for (let n = 1; n <= 6; n += 1) await redeem(`wrong-${n}`, guesser);
    expect(await redeem(code)).toMatchObject({ ok: true });
  });

  test('long ago are forgotten', async () => {
    const telegramId = newAccount();
    for (let n = 1; n <= 4; n += 1) await redeem(`wrong-${n}`, telegramId);
    expect(await redeem('wrong-5', telegramId, later(DAY))).toEqual(refused('unknown'));
    expect(await redeem('wrong-6', telegramId, later(DAY + 1))).toEqual(refused('unknown'));
  });

  test('after a lock count from one again', async () => {
    const telegramId = newAccount();
    for (let n = 1; n <= 5; n += 1) await redeem(`wrong-${n}`, telegramId);
    expect(await redeem('wrong-6', telegramId, later(HOUR))).toEqual(refused('unknown'));
    expect(await redeem('wrong-7', telegramId, later(HOUR))).toEqual(refused('unknown'));
  });

  test.each(['', ' ', "'; drop table invitations; --", '\0', '💥'.repeat(500)])(
    'of any make are unknown: %j',
    async (code) => {
      expect(await redeem(code)).toEqual(refused('unknown'));
    },
  );
});
