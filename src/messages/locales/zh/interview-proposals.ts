/** Interviews that a rule suggests. */
export const interviewProposals = {
  button: '谈话建议',
  title: (n: number) => `<b>谈话建议</b>（${n} 条）\n按规则提出，安排不安排由您决定。`,
  none: '现在没有谈话建议。\n新任职务、节前和年底，系统会按规则在这里提出。',
  with: (name: string) => `<b>与 ${name} 谈话的建议</b>`,
  why: (name: string) => `缘由：${name}`,
  kind: (name: string) => `种类：${name}`,
  due: (when: string) => `建议在 ${when} 前安排`,
  source: (source: string) => `依据：${source}`,
  unverified: '（待核）',
  arrange: '安排谈话',
  dismiss: '不需要',
  ask: (name: string) =>
    `请写一句为什么不需要与 ${name} 谈话（200 字以内），会留存。例如：上月已经当面谈过。`,
  problem: '请用 1 到 200 个字说明，例如：上月已经当面谈过。',
  dismissed: '✅ 已记下不需要，原因已留存。',
  decided: '这条建议已经处理过，没有改变。',
};
