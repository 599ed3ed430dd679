/** How a unit learns, and pairs of answers to ask about. */
export const learning = {
  title: (unit: string) => `<b>学习情况 · ${unit}</b>`,
  total: (days: number, people: number, finished: number, percent: number) =>
    `近 ${days} 天答完过每日一题：${people} 人中 ${finished} 人（${percent}%）`,
  line: (name: string, people: number, finished: number) => `${name}：${people} 人中 ${finished} 人`,
  others: '人少的单位合计',
  small: '这个单位学习的人不足 5 人，不显示数字。',
  weakTitle: '较弱的条文（按各人首次作答）：',
  weak: (article: string, percent: number, answers: number, people: number) =>
    `${article} · 答对 ${percent}%（${answers} 次，${people} 人）`,
  sure: (n: number) => `，其中 ${n} 次有把握却答错`,
  noWeak: '还没有够 5 人答过、又值得一讲的条文。',
  foot: '不列姓名，不排名；不足 5 人的不显示。',
  alike: '雷同作答',
  article: (document: string, place: string) => `<b>${document} ${place}</b>`,
  propose: '安排给全体',
  hasPlan: (plan: string) => `讲这一条的学习卡：「${plan}」`,
  noPlan: '还没有讲这一条的学习卡。',

  alikeTitle: (n: number) => `<b>雷同作答</b>（${n} 次）\n只比较已截止的每周一练和正式考试。`,
  alikeNone: '<b>雷同作答</b>\n还没有已截止、可以比较的每周一练或正式考试。',
  alikeLine: (name: string, until: string, people: number) => `${name}（${until}截止，${people} 人）`,
  alikeQuiz: (name: string, until: string) => `<b>可以问一问 · ${name}（${until}截止）</b>`,
  pair: (a: string, b: string, shared: number, same: number, close: number) =>
    `${a} 与 ${b}：都答错的 ${shared} 题里，${same} 题错得一样，${close} 题几乎同时作答。`,
  more: (n: number) => `另有 ${n} 对，先问上面的。`,
  noPairs: (people: number) => `${people} 人的作答里，没有超出巧合的雷同。`,
  proves: '这不能证明什么：可能一起学过，或用了同一份有误的资料。只作为可以当面问的问题，不处罚，不进档案。',
  logged: '本次查看已留痕。',
};
