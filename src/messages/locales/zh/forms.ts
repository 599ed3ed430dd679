/** The four forms of supervision and discipline, chosen by a person for a closed interview. */
export const forms = {
  names: { first: '第一种形态', second: '第二种形态', third: '第三种形态', fourth: '第四种形态' } as Record<
    string,
    string
  >,
  title: (n: number) => `<b>四种形态</b>（已办结的谈话 ${n} 次）`,
  hint: '形态由您选定，系统不作推断。点号码逐次查看。',
  empty: '现在没有需要选定形态的谈话。\n提醒、批评教育、责令检查、诫勉、函询和专项谈话办结后，会列在这里。',
  row: (n: number, name: string, kind: string, day: string, form: string) =>
    `${n}. ${name} · ${kind} · ${day} · ${form}`,
  open: '未选定',
  counts: '按季统计',
  oneTitle: (name: string, unit: string) => `<b>${name}</b>（${unit}）`,
  held: (kind: string, day: string) => `${kind} · ${day} 办结`,
  which: '请选定处理属于哪一种形态：',
  item: (name: string, what: string) => `${name}：${what}`,
  basis: (source: string) => `依据：${source}`,
  unverified: '（待核）',
  now: (form: string, name: string, day: string) => `现在是：${form}（${name}，${day} 选定）`,
  because: (text: string) => `更正原因：${text}`,
  change: '更正',
  changeWhich: '要更正为哪一种？原来的一条保留，更正是新的一条。',
  preview: (name: string, form: string) => `<b>请确认：${name} · ${form}</b>`,
  previewHint: '确认后作为结论记入本人档案，不能修改，只能以新的一条更正。本人会收到通知，可以提出异议。',
  done: (name: string, form: string) =>
    `✅ <b>已选定：${name} · ${form}</b>\n已记入本人档案并告知本人。如有误，打开这次谈话点「更正」。`,
  corrected: (name: string, form: string) =>
    `✅ <b>已更正：${name} · ${form}</b>\n原来的一条保留，已告知本人。`,
  reasonAsk: (name: string, form: string) =>
    `<b>更正为${form}：${name}</b>\n请写一句原因（200 字以内），写完即更正，记入本人档案并告知本人。不写案情。例如：选定时点错了。`,
  reasonProblem: '请用 1 到 200 个字写明原因，例如：选定时点错了。',
  before: (form: string, name: string) => `这次谈话已经选定：${form}（${name}），没有改变。`,
  goOn: '看其余的',
  countsTitle: (period: string) => `<b>四种形态 · ${period}</b>`,
  total: (counts: string) => `合计：${counts}`,
  unit: (name: string, counts: string) => `${name}：${counts}`,
  others: (counts: string) => `其他（人少的单位合计）：${counts}`,
  four: (first: number, second: number, third: number, fourth: number) =>
    `一 ${first} · 二 ${second} · 三 ${third} · 四 ${fourth}`,
  none: '这一季还没有选定的形态。',
  small: '范围内不足 5 人，不显示数字。',
  foot: '单位按名称排列，不排名；不足 5 人的单位合并显示。',
  earlier: '◀ 上一季',
  later: '下一季 ▶',
  entered: '<b>您的档案里有一条新记录</b>\n可以打开档案查看它的内容和依据；如果不对，可以提出异议。',
};
