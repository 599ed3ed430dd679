import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSubjects } from '../../../src/domain/deliveries/read-subject.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { setCardTime } from '../../../src/domain/study/offer-cards.ts';
import { offerReviews } from '../../../src/domain/study/offer-reviews.ts';
import { pack } from '../../support/pack.ts';
import { plans } from '../../support/plans.ts';
import { addPerson } from '../../support/roster.ts';
import { onDay, startReviews } from './review-stage.ts';

let stage: Awaited<ReturnType<typeof startReviews>>;
beforeAll(async () => {
  stage = await startReviews();
  await stage.keepOnly('single');
});
afterAll(() => stage.close());

const offer = (day: number) => offerReviews(stage.db, pack, onDay(day, '07:06'));
const offered = async ({ personId }: Actor): Promise<number> => {
  const [row] = await stage.db.execute<{ n: number }>(sql`
    select count(*)::int as n from deliveries where kind = 'review-offer' and person_id = ${personId} and carrier_id is not null`);
  return row?.n ?? -1;
};

describe('the offer of reviews', () => {
  test('goes into the digest of whoever has something due, once a day', async () => {
    const [cadre, other] = [await stage.addPerson(), await stage.addPerson()];
    await stage.takePaper(cadre, onDay(0));
    expect(await offer(0)).toMatchObject({ booked: pack.quizPresets.daily.items, queued: 0 });
    expect(await offer(1)).toMatchObject({ booked: 0, queued: 1 });
    expect(await offer(1)).toMatchObject({ queued: 0 });
    expect([await offered(cadre), await offered(other)]).toEqual([1, 0]);
  });

  test('left alone is not followed by a second for a week; taken up it is', async () => {
    const cadre = await stage.addPerson();
    await stage.takePaper(cadre, onDay(0));
    for (const day of [1, 2, 6]) await offer(day);
    expect(await offered(cadre)).toBe(1);
    await offer(9);
    expect(await offered(cadre)).toBe(2);
    await stage.answer(cadre, await stage.next(cadre, onDay(9)), false, onDay(9));
    await offer(10);
    expect(await offered(cadre)).toBe(3);
  });

  test('is not made to who is exempted, has begun today, or wants no word of study', async () => {
    const exempted = await addPerson(stage.db, { unitId: stage.unitId, exemptFrom: '2026-01-01' });
    const [begun, quiet] = [await stage.addPerson(), await stage.addPerson()];
    for (const person of [exempted, begun, quiet]) await stage.takePaper(person, onDay(0));
    await setCardTime(stage.db, quiet, 'off');
    await stage.answer(begun, await stage.next(begun, onDay(1, '06:30')), true, onDay(1, '06:30'));
    await offer(1);
    for (const person of [exempted, begun, quiet]) expect(await offered(person)).toBe(0);
  });

  test('says how many there are at the moment, and nothing once they were begun', async () => {
    const cadre = await stage.addPerson();
    await stage.takePaper(cadre, onDay(0));
    await offer(1);
    const read = async () => {
      const delivery = { id: '', kind: 'review-offer', personId: cadre.personId, subjectId: null, data: {} };
      return (await readSubjects(stage.db, [delivery as never], { pack, plans }, onDay(1)))[0];
    };
    expect(await read()).toEqual({ kind: 'review-offer', due: pack.quizPresets.daily.items });
    await stage.answer(cadre, await stage.next(cadre, onDay(1)), true, onDay(1));
    expect(await read()).toBeUndefined();
  });
});
