import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 as newId } from 'uuid';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { offerCards, offerTimedCards, setCardTime } from '../../../src/domain/study/offer-cards.ts';
import { choosePlan, listPlans } from '../../../src/domain/study/choose-plan.ts';
import {
  openNextCard,
  pressCard,
  putOffCard,
  readShownCard,
  submitCard,
  type ShownCard,
} from '../../../src/domain/study/study-card.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { plans } from '../../support/plans.ts';
import { addPerson } from '../../support/roster.ts';

const NOW = new Date('2026-11-25T12:00:00+08:00');
const TOMORROW = new Date('2026-11-26T07:03:00+08:00');
const PLAN = 'village-elections';

let database: TestDatabase;
let db: TestDatabase['db'];
let unitId: string;
let cadre: Actor;
let other: Actor;
beforeAll(async () => {
  database = await createTestDatabase({ county: true });
  ({ db } = database);
  const [unit] = await db.execute<{ id: string }>(
    sql`select id from organisation_units where name = '青石第一村'`,
  );
  unitId = unit?.id ?? '';
  await db.execute(sql`delete from study_assignments`);
  await db.execute(sql`update deliveries set state = 'cancelled' where state = 'pending'`);
});
afterAll(() => database.close());
beforeEach(async () => {
  cadre = await addPerson(db, { unitId });
  other = await addPerson(db, { unitId });
});

async function open(person: Actor = cadre, now: Date = NOW): Promise<ShownCard> {
  const next = await openNextCard(db, person, plans, now);
  if (next.kind !== 'card') throw new Error(next.kind);
  return next.card;
}
const start = (person: Actor = cadre, plan = PLAN) => choosePlan(db, person, plan, plans, NOW);
const press = (card: ShownCard, option: number, chosen = true) =>
  pressCard(db, cadre, { id: card.id, option, chosen }, plans, NOW);
/** Answers a card with these options. */
async function answer(card: ShownCard, options: readonly number[], now: Date = NOW) {
  for (const option of options) await pressCard(db, cadre, { id: card.id, option, chosen: true }, plans, now);
  if (card.several) await submitCard(db, cadre, card.id, plans, now);
}
const answersOf = (person: Actor) =>
  db.execute<{ card: string; chosen: number[]; correct: boolean }>(
    sql`select card, chosen, correct from card_answers where person_id = ${person.personId} order by at, card`,
  );
const offers = async (person: Actor): Promise<number> => {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from deliveries where kind = 'card-offer' and person_id = ${person.personId}`);
  return row?.n ?? -1;
};

describe('a card', () => {
  test('is the next of the plan that was taken up; nobody without a plan gets one', async () => {
    expect(await openNextCard(db, cadre, plans, NOW)).toEqual({ kind: 'choose' });
    expect(await start(cadre, 'no-such-plan')).toBe(false);
    await start();
    const card = await open();
    expect(card).toMatchObject({ plan: PLAN, card: 've-01', state: 'open', answered: 0, total: 24 });
    expect(card.content.passage).toContain('村民直接选举产生');
    expect(card.because).toBe('own-choice');
    expect((await open()).id).toBe(card.id);
  });

  test('is opened once, however often it is asked for at once', async () => {
    await start();
    const cards = await Promise.all([open(), open(), open()]);
    expect(new Set(cards.map(({ id }) => id)).size).toBe(1);
  });

  test('keeps its first answer, and the next one follows', async () => {
    await start();
    const card = await open();
    await answer(card, card.answer);
    await answer(card, [(card.answer[0] ?? 0) + 1]);
    expect(await answersOf(cadre)).toEqual([{ card: 've-01', chosen: card.answer, correct: true }]);
    expect(await readShownCard(db, cadre, card.id, plans)).toMatchObject({ state: 'answered', answered: 1 });
    expect((await open()).card).toBe('ve-02');
  });

  test('with several right answers is answered when it is submitted, with something', async () => {
    await start();
    let card = await open();
    while (!card.several) {
      await answer(card, card.answer);
      card = await open();
    }
    expect(await submitCard(db, cadre, card.id, plans, NOW)).toEqual({ ok: false, problem: 'choose' });
    await press(card, 1);
    await press(card, 1);
    await press(card, 0);
    await press(card, 1, false);
    expect(await readShownCard(db, cadre, card.id, plans)).toMatchObject({ draft: [0], state: 'open' });
    await submitCard(db, cadre, card.id, plans, NOW);
    expect((await answersOf(cadre)).at(-1)).toMatchObject({ card: card.card, chosen: [0] });
  });

  test('of somebody else does not exist, nor does an option that it has not', async () => {
    await start();
    const card = await open();
    expect(await readShownCard(db, other, card.id, plans)).toBeUndefined();
    const theirs = { id: card.id, option: 0, chosen: true };
    expect(await pressCard(db, other, theirs, plans, NOW)).toEqual({ ok: false, problem: 'not-found' });
    expect(await press(card, 99)).toEqual({ ok: false, problem: 'not-found' });
    await putOffCard(db, other, { id: card.id, state: 'skipped' }, plans, NOW);
    expect((await open()).id).toBe(card.id);
  });

  test('put off comes back another day, a skipped one last; neither is answered by a late press', async () => {
    await start();
    const first = await open();
    await putOffCard(db, cadre, { id: first.id, state: 'later' }, plans, NOW);
    expect(await press(first, 0)).toEqual({ ok: false, problem: 'ended' });
    const second = await open();
    await putOffCard(db, cadre, { id: second.id, state: 'skipped' }, plans, NOW);
    const third = await open();
    expect([first.card, second.card, third.card]).toEqual(['ve-01', 've-02', 've-03']);
    expect(await answersOf(cadre)).toEqual([]);
  });

  test('whose question is taken out of use is passed over, and does not keep the plan from its end', async () => {
    await db.execute(sql`update questions set status = 'retired' where code = 'vc-026'`);
    await start();
    expect((await open()).card).toBe('ve-02');
    await db.execute(sql`update questions set status = 'published' where code = 'vc-026'`);
  });
});

describe('a plan', () => {
  test('is finished by the answer to its last card, right or wrong', async () => {
    await start();
    for (let n = 0; n < 24; n += 1) await answer(await open(), [0]);
    expect(await openNextCard(db, cadre, plans, NOW)).toEqual({ kind: 'choose' });
    const [row] = await db.execute(sql`
      select started_at is not null as started, finished_at is not null as finished from study_assignments
      where person_id = ${cadre.personId}`);
    expect(row).toEqual({ started: true, finished: true });
    const [plan] = (await listPlans(db, cadre, plans, NOW)).filter((one) => one.plan.id === PLAN);
    expect(plan).toMatchObject({ answered: 24, total: 24 });
  });

  test('for a role is given to its holders, once, and to nobody else', async () => {
    const secretary = await addPerson(db, { unitId, roles: ['cadre', 'branch-secretary'] });
    const because = async (person: Actor) =>
      (await listPlans(db, person, plans, NOW))
        .filter((one) => one.because !== null)
        .map((one) => one.plan.id);
    expect(await because(secretary)).toEqual(['constitution-organisation']);
    expect(await because(secretary)).toEqual(['constitution-organisation']);
    expect(await because(cadre)).toEqual([]);
    expect((await open(secretary)).because).toBe('role');
  });

  test('taken up instead puts the open card off', async () => {
    await start();
    const card = await open();
    await start(cadre, 'rural-revitalisation');
    expect((await open()).plan).toBe('rural-revitalisation');
    expect((await readShownCard(db, cadre, card.id, plans))?.state).toBe('later');
  });
});

describe('the daily offer', () => {
  const offer = (now: Date) => offerCards(db, pack, plans, now);

  test('goes once a day, in the digest, to who has a plan under way, and to nobody else', async () => {
    await start();
    await offer(TOMORROW);
    await offer(TOMORROW);
    expect([await offers(cadre), await offers(other)]).toEqual([1, 0]);
    const [row] = await db.execute(sql`
      select carrier_id is not null as carried from deliveries where kind = 'card-offer' and person_id = ${cadre.personId}`);
    expect(row).toEqual({ carried: true });
  });

  test('that was left alone is not followed by a second for a week; one that was skipped is, the next day', async () => {
    await start();
    await offer(TOMORROW);
    const after = (days: number) => new Date(TOMORROW.getTime() + days * 86_400_000);
    await offer(after(1));
    await offer(after(6));
    expect(await offers(cadre)).toBe(1);
    await offer(after(8));
    expect(await offers(cadre)).toBe(2);
    const card = await open(cadre, after(8));
    await putOffCard(db, cadre, { id: card.id, state: 'skipped' }, plans, after(8.1));
    await offer(after(9));
    expect(await offers(cadre)).toBe(3);
  });

  test('is not made to who studied today, is exempted, has finished, or wants none', async () => {
    await start();
    const card = await open(cadre, new Date('2026-11-26T06:00:00+08:00'));
    await answer(card, [0], new Date('2026-11-26T06:01:00+08:00'));
    await start(other);
    await setCardTime(db, other, 'off');
    const away = await addPerson(db, { unitId, exemptFrom: '2026-11-01' });
    await start(away);
    await offer(TOMORROW);
    expect([await offers(cadre), await offers(other), await offers(away)]).toEqual([0, 0, 0]);
  });

  test('comes at the time that somebody named, and not in the digest', async () => {
    await start();
    await setCardTime(db, cadre, '12:30');
    await offer(TOMORROW);
    expect(await offers(cadre)).toBe(0);
    const at = (time: string) => offerTimedCards(db, plans, new Date(`2026-11-26T${time}:00+08:00`));
    await at('12:20');
    expect(await offers(cadre)).toBe(0);
    await at('12:30');
    await at('12:30');
    await at('12:40');
    expect(await offers(cadre)).toBe(1);
    const [row] = await db.execute(sql`
      select carrier_id, expires_at from deliveries where kind = 'card-offer' and person_id = ${cadre.personId}`);
    expect(row).toMatchObject({ carrier_id: null });
    await setCardTime(db, cadre, null);
    await setCardTime(db, cadre, '00:05');
    await at('23:59');
    expect(await offers(cadre)).toBe(1);
  });
});

test('an assignment by a secretary has its place in the table', async () => {
  await db.execute(sql`
    insert into study_assignments (id, person_id, plan, because, assigned_by, unit_id, role, created_at)
    values (${newId()}, ${cadre.personId}, ${PLAN}, 'assigned', ${other.personId}, ${unitId}, 'cadre', now())`);
  expect((await open()).because).toBe('assigned');
});
