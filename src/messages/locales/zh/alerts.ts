/** What rules propose about people, and what a person decides about it. */
export const alerts = {
  title: (n: number) => `<b>待处理的预警</b>（${n} 条）`,
  doneTitle: (n: number) => `<b>已处理的预警</b>（${n} 条）`,
  row: (n: number, name: string, rule: string, colour: string, day: string) =>
    `${n}. ${name} · ${rule}（${colour}）· ${day}`,
  doneRow: (n: number, name: string, rule: string, state: string, day: string) =>
    `${n}. ${name} · ${rule} · ${state} · ${day}`,
  hint: '由规则提出，采不采纳由您决定。点号码看缘由。',
  empty: '现在没有待处理的预警。\n规则每天凌晨查一次，有符合的会列在这里，由您决定。',
  doneEmpty: '还没有处理过的预警。',
  open: '待处理',
  done: '已处理',
  one: (name: string, unit: string) => `<b>${name}</b>（${unit}）`,
  what: (rule: string, colour: string, day: string) => `${rule} · ${colour} · ${day} 提出`,
  entry: (n: number, day: string, text: string) => `记录 ${n}：${day} ${text}`,
  more: (n: number) => `另有 ${n} 条记录`,
  basis: (source: string, note: string) => `依据：${source}${note}`,
  unverified: '（待核）',
  states: { accepted: '已采纳', dismissed: '不采纳', 'taken-back': '已撤回' } as Record<string, string>,
  decided: (state: string, name: string, day: string) => `${state}（${name}，${day}）`,
  reason: (text: string) => `原因：${text}`,
  accept: '采纳',
  dismiss: '不采纳',
  takeBack: '撤回',
  preview: (name: string, rule: string) => `<b>请确认采纳：${name} · ${rule}</b>`,
  previewFile: '确认后作为结论记入本人档案并告知本人，本人可以提出异议；误采纳的只能以新的一条更正。',
  previewNoFile: '不记入本人档案；会告诉本人，他提出的异议有人在跟进。',
  accepted: (name: string, rule: string) =>
    `✅ <b>已采纳：${name} · ${rule}</b>\n接下来可以安排谈话或交办整改，也可以先不做。采纳有误时在「已处理」里撤回。`,
  interview: '安排谈话',
  rectify: '交办整改',
  dismissAsk: (name: string, rule: string) =>
    `<b>不采纳：${name} · ${rule}</b>\n请写一句原因（200 字以内），长期留存，不发给本人。例如：已当面核实，材料在途。`,
  takeBackAsk: (name: string, rule: string) =>
    `<b>撤回采纳：${name} · ${rule}</b>\n请写一句原因（200 字以内）。原来的一条保留，另记一条作废更正并告知本人。例如：点错了。`,
  reasonProblem: '请用 1 到 200 个字写明原因。',
  dismissed: '✅ 已记下不采纳和原因，没有记入档案。以后认为需要，可以在「已处理」里改为采纳。',
  takenBack: '✅ 已撤回，档案里那一条注明作废，本人会收到通知。',
  before: (state: string, name: string) => `这一条已经处理过：${state}（${name}），没有改变。`,
  goOn: '看其余的',
  followed: '<b>您提出的异议有人在跟进</b>\n答复已超过期限，抱歉让您久等。这不会记入您的档案。',
};

/** What lags behind by village: counts only. */
export const drift = {
  title: (n: number) => `<b>各村情况</b>（${n} 个单位）`,
  empty: '您的范围内现在没有可以统计的单位。',
  total: (figures: string) => `合计：${figures}`,
  missing: (n: number) => `缺记录 ${n} 人`,
  overdue: (n: number) => `整改超期 ${n}`,
  unanswered: (n: number) => `异议超期 ${n}`,
  row: (name: string, figures: string) => `${name}：${figures}`,
  skipped: (n: number) => `会议少 ${n}`,
  few: '人少，并入其他',
  fine: '没有滞后',
  others: (figures: string) => `其他（人少的合计）：${figures}`,
  foot: '按名称排列，不排名；会议看上一个完整周期。',
};
