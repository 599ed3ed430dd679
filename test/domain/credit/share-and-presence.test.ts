import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LedgerEntryKind } from '../../../src/domain/rules/file-section.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { layUnits } from '../../support/roster.ts';
import { createJudge, packWith, type Fact } from './judge-section.ts';

let database: TestDatabase;
let unitId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  unitId = (await layUnits(database.db)).a1;
});
afterAll(() => database.close());
const { judge } = createJudge(() => ({ db: database.db, unitId }));

describe('a share', () => {
  const share = packWith(
    {
      kind: 'share',
      entryKind: 'quiz-result',
      goodField: 'correct',
      totalField: 'total',
      attentionBelow: 0.6,
      enoughFrom: 3,
    },
    ['quiz-result', 'study-hours'],
  );
  const paper = (at: string, correct: number, total = 5): Fact => ({
    kind: 'quiz-result',
    at,
    data: { correct, total },
  });
  test.each<[string, Fact[], Record<string, unknown>]>([
    ['of nothing is missing', [], { state: 'missing-data', count: 0, entries: [] }],
    [
      'of fewer than asked for says nothing',
      [paper('2026-10-02', 0), paper('2026-10-03', 0)],
      { state: 'not-enough', count: 2, good: 0, total: 10, entries: [1, 0] },
    ],
    [
      'at the mark is in order',
      [paper('2026-10-02', 3), paper('2026-10-03', 3), paper('2026-10-04', 3)],
      { state: 'in-order', count: 3, good: 9, total: 15, entries: [2, 1, 0] },
    ],
    [
      'below the mark asks for attention',
      [paper('2026-10-02', 3), paper('2026-10-03', 3), paper('2026-10-04', 2)],
      { state: 'attention', count: 3, good: 8, total: 15, entries: [2, 1, 0] },
    ],
    [
      'weighs by questions, not by papers',
      [paper('2026-10-02', 0, 1), paper('2026-10-03', 0, 1), paper('2026-10-04', 8, 10)],
      { state: 'in-order', count: 3, good: 8, total: 12, entries: [2, 1, 0] },
    ],
    [
      'of empty papers says nothing',
      [paper('2026-10-02', 0, 0), paper('2026-10-03', 0, 0), paper('2026-10-04', 0, 0)],
      { state: 'not-enough', count: 3, good: 0, total: 0, entries: [2, 1, 0] },
    ],
    [
      'looks at the quarter only, from its first instant to the moment of the file',
      [
        paper('2026-09-30T23:59:59.999+08:00', 0),
        paper('2026-10-01T00:00:00+08:00', 5),
        paper('2026-10-02', 5),
        paper('2026-11-25T09:59:59.999+08:00', 5),
        paper('2026-11-25T10:00:00+08:00', 0),
      ],
      { state: 'in-order', count: 3, good: 15, total: 15, entries: [3, 2, 1] },
    ],
    [
      'counts only its own kind, and lists all of its inputs',
      [
        paper('2026-10-02', 5),
        { kind: 'study-hours', at: '2026-10-03' },
        { kind: 'recognition', at: '2026-10-04' },
      ],
      { state: 'not-enough', count: 1, good: 5, total: 5, entries: [1, 0] },
    ],
  ])('%s', async (_what, facts, section) => {
    expect(await judge(share, facts)).toEqual({ id: 'tried', ...section });
  });

  test('of somebody exempt is information where it would miss something, and stays where it does not', async () => {
    const exempt = { exemptFrom: '2026-11-25' };
    expect(await judge(share, [], exempt)).toMatchObject({ state: 'information', count: 0 });
    expect(await judge(share, [paper('2026-10-02', 0)], exempt)).toMatchObject({ state: 'information' });
    const bad = [paper('2026-10-02', 0), paper('2026-10-03', 0), paper('2026-10-04', 0)];
    expect(await judge(share, bad, exempt)).toMatchObject({ state: 'attention' });
    expect(await judge(share, [], { exemptFrom: '2026-11-26' })).toMatchObject({ state: 'missing-data' });
  });
});

describe('presence', () => {
  const present = (within: 'period' | 'year' | 'ever') =>
    packWith({ kind: 'present', entryKinds: ['recognition', 'clearing'], within }, [
      'recognition',
      'clearing',
      'correction',
    ]);
  const on = (at: string, kind: LedgerEntryKind = 'recognition'): Fact[] => [{ kind, at }];
  test.each<['period' | 'year' | 'ever', string, boolean]>([
    ['period', '2026-10-01', true],
    ['period', '2026-09-30', false],
    ['year', '2026-01-01T00:00:00+08:00', true],
    ['year', '2025-12-31T23:59:59+08:00', false],
    ['ever', '2019-05-06', true],
    ['ever', '2026-11-26', false],
  ])('within the %s, of %s: %s', async (within, at, isThere) => {
    expect(await judge(present(within), on(at))).toEqual({
      id: 'tried',
      state: isThere ? 'in-order' : 'missing-data',
      count: isThere ? 1 : 0,
      entries: isThere ? [0] : [],
    });
  });

  test('is of the kinds it names', async () => {
    expect(await judge(present('period'), on('2026-10-02', 'clearing'))).toMatchObject({ state: 'in-order' });
    expect(await judge(present('period'), on('2026-10-02', 'correction'))).toMatchObject({
      state: 'missing-data',
    });
  });

  test('does not miss anything of somebody exempt', async () => {
    expect(await judge(present('year'), [], { exemptFrom: '2026-11-01' })).toMatchObject({
      state: 'information',
    });
  });
});
