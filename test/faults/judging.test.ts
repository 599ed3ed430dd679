import { expect, it } from 'vitest';
import { reconcile } from '../../faults/ledger.ts';
import { judgeLimits } from '../../faults/limits.ts';
import { readWanted } from '../../faults/run-faults.ts';
import { FAULTS } from '../../faults/faults.ts';
import { aroundPlace, breakBuild } from '../../faults/sabotage.ts';

it('counts who got nothing, who got it twice and who should not have got it', () => {
  const rows = [
    { chat: 1, state: 'sent' },
    { chat: 2, state: 'sent' },
    { chat: 3, state: 'unknown' },
    { chat: 4, state: 'pending' },
    { chat: 5, state: 'sent' },
  ];
  const accepted = new Map([
    [1, 1],
    [2, 3],
    [9, 1],
  ]);
  expect(reconcile(rows, accepted)).toEqual({
    recipients: 5,
    sent: 3,
    unknown: 1,
    unfinished: 1,
    lost: 2,
    duplicates: 2,
    extra: 1,
  });
});

it('says which figure is out of its bounds, and which is missing', () => {
  const limits = {
    lost: { exactly: 0 },
    resumedS: { most: 10 },
    answers: { least: 5 },
    unknown: { most: 4 },
  };
  expect(judgeLimits({ lost: 0, resumedS: 10, answers: 5, unknown: 4 }, limits)).toEqual([]);
  expect(judgeLimits({ lost: 1, resumedS: 11, answers: 4 }, limits)).toEqual([
    'lost is 1, not 0',
    'resumedS is 11, more than 10',
    'answers is 4, less than 5',
    'unknown was not measured',
  ]);
});

it('takes names in any case, and says what it does not know', () => {
  expect(readWanted(['f1', '--quick'])).toMatchObject({ scale: 'short', faults: [{ id: 'F1' }] });
  expect(readWanted([])).toMatchObject({ scale: 'full' });
  expect(() => readWanted(['F99'])).toThrow('F99');
});

it('refuses a sabotage whose text is not in the product', () => {
  const sabotage = { name: 'old', file: 'main.js', find: 'no such text', put: '' };
  expect(() => breakBuild(sabotage, 'test')).toThrow('out of date');
});

it.each(FAULTS.flatMap(({ id, sabotage: ways }) => ways.map((way) => ({ id, ...way }))))(
  'finds in the product what is broken for $id: $name',
  (sabotage) => {
    expect(() => aroundPlace(sabotage)).not.toThrow();
  },
);
