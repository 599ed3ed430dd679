import * as fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancelPending } from '../../../src/db/queries/deliveries.ts';
import {
  sweepDeliveries,
  type Delivery,
  type Outcome,
} from '../../../src/domain/deliveries/send-delivery.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { addPerson, layUnits } from '../../support/roster.ts';
import { later, LEASE, NOW, outboxHands, sent, settleDelivery, takeDelivery, wait } from './outbox.ts';

let database: TestDatabase;
let db: TestDatabase['db'];
let personId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  ({ personId } = await addPerson(db, { unitId: (await layUnits(db)).a1 }));
});
afterAll(() => database.close());
const { read, make } = outboxHands(() => ({ db, personId }));

/** The states of the outbox as TARGETS.md has them, without a database. */
class Model {
  state = 'pending';
  tries = 0;
  notBefore = NOW.getTime();
  lease = 0;
  readonly #policy: 'hold' | 'resend';
  readonly #expires: number;
  constructor(policy: 'hold' | 'resend', expires: number) {
    this.#policy = policy;
    this.#expires = expires;
  }
  get mayResend(): boolean {
    return this.#policy === 'resend' && this.tries < 5;
  }
  take(now: number): number | undefined {
    if (this.state !== 'pending' || this.notBefore > now || this.#expires <= now) return undefined;
    this.state = 'sending';
    this.tries += 1;
    this.lease = now + LEASE * 1_000;
    return this.tries;
  }
  settle(tries: number, kind: Outcome['kind'], now: number): void {
    if (tries !== this.tries) return;
    const isOpen = this.state === 'sending' || this.state === 'unknown';
    if (kind === 'sent') {
      if (isOpen || this.state === 'pending') this.state = 'sent';
    } else if (kind === 'wait' || (kind === 'unknown' && this.mayResend)) {
      if (this.state !== 'sending') return;
      this.state = 'pending';
      this.notBefore = now + (kind === 'wait' ? 3_000 : 5_000);
    } else if (isOpen) this.state = kind;
  }
  sweep(now: number): void {
    if (this.state === 'sending' && this.lease <= now) this.state = this.mayResend ? 'pending' : 'unknown';
    if (this.state === 'pending' && this.#expires <= now) this.state = 'expired';
  }
  cancel(): void {
    if (this.state === 'pending') this.state = 'cancelled';
  }
}

test('any course of events leaves the row where the states say', async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('take' as const) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('settle' as const),
        who: fc.nat({ max: 3 }),
        kind: fc.constantFrom('sent', 'wait', 'rejected', 'unknown'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('pass' as const), s: fc.integer({ min: 1, max: 70 }) }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('sweep' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const) }) },
  );
  const course = fc.array(step, { minLength: 1, maxLength: 18 });
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('hold', 'resend'),
      fc.integer({ min: 30, max: 600 }),
      course,
      async (policy, expires, steps) => {
        // One message a person is on its way at a time: the courses do not hold each other up.
        await db.execute(sql`delete from deliveries`);
        const { id, subjectId } = await make({ policy, expiresAt: later(expires) });
        const model = new Model(policy, later(expires).getTime());
        const holders: Delivery[] = [];
        let now = NOW;
        for (const one of steps) {
          if (one.do === 'pass') now = new Date(now.getTime() + one.s * 1_000);
          if (one.do === 'take') {
            const taken = await takeDelivery(db, id, now);
            expect(taken?.tries).toBe(model.take(now.getTime()));
            if (taken) holders.push(taken);
          }
          const holder = one.do === 'settle' ? holders.at(-1 - one.who) : undefined;
          if (one.do === 'settle' && holder) {
            const outcome: Outcome =
              one.kind === 'sent' ? sent : one.kind === 'wait' ? wait : { kind: one.kind, problem: 'p' };
            await settleDelivery(db, holder, outcome, now);
            model.settle(holder.tries, one.kind, now.getTime());
          }
          if (one.do === 'sweep') {
            await sweepDeliveries(db, now);
            model.sweep(now.getTime());
          }
          if (one.do === 'cancel') {
            await cancelPending(db, [subjectId]);
            model.cancel();
          }
          expect(await read(id)).toMatchObject({ state: model.state, tries: model.tries });
          seen.add(model.state);
        }
      },
    ),
    { numRuns: 70, seed: 7 },
  );
  expect([...seen].toSorted()).toEqual(
    ['pending', 'sending', 'sent', 'rejected', 'unknown', 'expired', 'cancelled'].toSorted(),
  );
});
