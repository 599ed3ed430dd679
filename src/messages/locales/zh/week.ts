/** The word of the week. */
export const week = {
  title: (monday: string, sunday: string) => `🗓 <b>这一周</b>（${monday}到${sunday}）`,
  notices: (n: number, due: string | null) =>
    due === null ? `要确认：通知 ${n} 条` : `要确认：通知 ${n} 条，最早的请于 ${due} 前`,
  assessment: (title: string, until: string) => `要提交：${title}，${until} 前`,
  plan: (name: string, left: number) => `要学：${name}，还有 ${left} 张`,
  planBy: (name: string, left: number, due: string, now: number) =>
    `要学：${name}，还有 ${left} 张，安排到 ${due}，本周学 ${now} 张即可`,
  nothingDue: '这一周没有到期的事。',
  done: (what: string) => `上一周：${what}`,
  papers: (n: number) => `答题 ${n} 次`,
  cards: (n: number) => `学习卡 ${n} 张`,
  confirmed: (n: number) => `确认通知 ${n} 条`,
  comma: '，',
  hours: (left: number, document: string, article: string) =>
    `学时：今年还差 ${left}（《${document}》${article}）`,
  besides: '另外：',
  foot: '一周一次，这一天不再单独提醒学习。不需要可以在设置里关掉。',
  empty: '这一周没有要办的事，也还没有学习记录。\n有通知、自评或学习安排时会在这里显示。',
  openNotices: '看通知',
  openAssessment: '自评',
  openCard: '学习卡',
  openQuiz: '答题',
  openHours: '学时',
  settings: '设置',
};
