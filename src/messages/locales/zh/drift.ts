/** What lags behind by village: counts only. */
export const drift = {
  title: (n: number) => `<b>各村情况</b>（${n} 个单位）`,
  empty: '您的范围内现在没有可以统计的单位。',
  total: (figures: string) => `合计：${figures}`,
  figures: (missing: number, overdue: number, unanswered: number) =>
    `缺记录 ${missing} 人 · 整改超期 ${overdue} · 异议超期 ${unanswered}`,
  row: (name: string, figures: string) => `${name}：${figures}`,
  skipped: (n: number) => `会议少 ${n}`,
  few: '人少，并入其他',
  fine: '没有滞后',
  others: (figures: string) => `其他（人少的合计）：${figures}`,
  foot: '按名称排列，不排名；会议看上一个完整周期。',
};
