import type { drift as zh } from '../zh/drift.ts';

export const drift: typeof zh = {
  title: (n) => `<b>By village</b> (${n} ${n === 1 ? 'unit' : 'units'})`,
  empty: 'There is no unit in your reach to count in.',
  total: (figures) => `Total: ${figures}`,
  figures: (missing, overdue, unanswered) =>
    `${missing} without records · ${overdue} overdue · ${unanswered} unanswered`,
  row: (name, figures) => `${name}: ${figures}`,
  skipped: (n) => `${n} ${n === 1 ? 'meeting' : 'meetings'} short`,
  few: 'few people, among the others',
  fine: 'nothing lags',
  others: (figures) => `Others (small ones together): ${figures}`,
  foot: 'By name, no ranking; meetings of the last full period.',
};
