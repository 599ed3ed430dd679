import * as fc from 'fast-check';
import { v4 as randomId } from 'uuid';
import { describe, expect, test } from 'vitest';
import {
  isWhole,
  openEnvelope,
  openPress,
  placeOf,
  sealEnvelope,
  sealPress,
  tallyVotes,
} from '../../../src/domain/reviews/ballot-rules.ts';
import { packCallback } from '../../../src/messages/callback-data.ts';
import { createTestBallots } from '../../support/shelf.ts';

const ballots = createTestBallots();
const items = [
  { id: 'duties', options: [{ id: 'all' }, { id: 'most' }, { id: 'unknown' }] },
  { id: 'overall', options: [{ id: 'excellent' }, { id: 'qualified' }] },
];
const marksOf = fc.array(fc.nat({ max: 4 }), { maxLength: 4 });
const keyOf = async (cycleId: string) => {
  const publicKey = await ballots.keyFor(cycleId);
  return { publicKey, privateKey: (await ballots.find(cycleId)) ?? '' };
};

describe('an envelope', () => {
  test('is opened by its key at its place, and by nothing else; two never look alike', async () => {
    const [key, other] = [await keyOf(randomId()), await keyOf(randomId())];
    fc.assert(
      fc.property(marksOf, fc.uuid(), (marks, subject) => {
        const place = placeOf(subject, 'peer');
        const sealed = sealEnvelope(key.publicKey, marks, place);
        expect(sealed).toHaveLength(86);
        expect(openEnvelope(key.privateKey, sealed, place)).toEqual(marks);
        expect(openEnvelope(other.privateKey, sealed, place)).toBeUndefined();
        expect(openEnvelope(key.privateKey, sealed, placeOf(subject, 'people'))).toBeUndefined();
        expect(
          openEnvelope(key.privateKey, `A${sealed.slice(1)}`.replace(/^AA/, 'AB'), `${place}!`),
        ).toBeUndefined();
        expect(sealEnvelope(key.publicKey, marks, place)).not.toBe(sealed);
      }),
      { numRuns: 25 },
    );
  });

  test('is opened no more once its key is destroyed', async () => {
    const cycleId = randomId();
    await keyOf(cycleId);
    expect(await ballots.cycles()).toContain(cycleId);
    await ballots.destroy(cycleId);
    expect(await ballots.find(cycleId)).toBeUndefined();
  });
});

describe('what a button of a vote carries', () => {
  test('fits, is anew for each, and is read by the bot for its account alone', () => {
    fc.assert(
      fc.property(fc.uuid(), marksOf, fc.nat(), (ticketId, marks, account) => {
        const part = sealPress('token', account, { ticketId, marks });
        expect(packCallback('vote.cast', part).length).toBeLessThanOrEqual(64);
        expect(openPress('token', account, part)).toEqual({ ticketId, marks });
        expect(openPress('token', account + 1, part)).toBeUndefined();
        expect(openPress('other', account, part)).toBeUndefined();
        expect(sealPress('token', account, { ticketId, marks })).not.toBe(part);
      }),
    );
    for (const part of ['', 'x', '~', 'A'.repeat(54)]) expect(openPress('token', 1, part)).toBeUndefined();
  });
});

describe('the count', () => {
  test('is of every option, from five votes on', () => {
    const votes = [
      [0, 0],
      [0, 1],
      [2, 0],
      [1, 0],
      [0, 0],
    ];
    expect(tallyVotes(votes, items, 5)).toEqual([
      { item: 'duties', option: 'all', n: 3 },
      { item: 'duties', option: 'most', n: 1 },
      { item: 'duties', option: 'unknown', n: 1 },
      { item: 'overall', option: 'excellent', n: 4 },
      { item: 'overall', option: 'qualified', n: 1 },
    ]);
    expect(tallyVotes(votes.slice(1), items, 5)).toEqual([]);
    expect(tallyVotes([...votes.slice(1), undefined], items, 5)).toEqual([]);
  });

  test('does not depend on the order of the votes', () => {
    const vote = fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 1 }));
    fc.assert(
      fc.property(fc.array(vote, { minLength: 5 }), (votes) => {
        expect(tallyVotes(votes.toReversed(), items, 5)).toEqual(tallyVotes(votes, items, 5));
      }),
    );
  });

  test('takes whole votes alone', () => {
    expect(isWhole([0, 1], items)).toBe(true);
    for (const marks of [[], [0], [0, 2], [3, 0], [0, 0, 0]]) expect(isWhole(marks, items)).toBe(false);
  });
});
