/** The certificate of an exam: the file, and what is said about a code. */
export const certificates = {
  title: '合格证书',
  statement: (title: string) => `在「${title}」中成绩合格，特发此证。`,
  rows: { unit: '单位', exam: '考试', date: '日期', share: '成绩', issued: '发证' },
  share: (percent: number, pass: number) => `${percent}%（${pass}% 为合格）`,
  howToVerify: '已绑定清风的同志，可在与清风的对话中发送 /verify 加上面的编号核对真伪。',
  fileName: (code: string) => `合格证书-${code}.pdf`,
  caption: (title: string, code: string) =>
    `${title}\n证书编号：<code>${code}</code>\n任何已绑定的同志都可以用 /verify 加编号核对。`,
  revokedOwn: '这份证书已被撤销。有疑问请联系考试发起人。',
  ask: '请在 /verify 后面写证书编号，例如：/verify 7K3QD-0X9ZM',
  notACode: (text: string) => `「${text}」不是证书编号。编号是 10 个字母和数字，例如：/verify 7K3QD-0X9ZM`,
  unknown: '没有这个编号的证书。请核对字母和数字后再试。',
  locked: '输错次数较多，请 1 小时后再试。',
  valid: '✅ <b>证书有效</b>',
  revoked: (day: string) => `⛔ <b>证书已于 ${day}撤销，不再有效</b>`,
  person: (name: string, unit: string) => `姓名：${name}（${unit}）`,
  exam: (title: string) => `考试：${title}`,
  date: (day: string) => `日期：${day}`,
  passed: '结果：合格',
  revoke: '撤销证书',
  reasonAsk: (name: string) =>
    `<b>撤销 ${name} 的证书</b>\n请写一句原因（100 字以内），会留痕。例如：成绩更正后未达到合格线`,
  reasonProblem: '请写一句原因，100 字以内。',
  revokePreview: (name: string, code: string, reason: string) =>
    `<b>请确认撤销</b>\n${name} 的证书 ${code} 将不再有效，不能恢复。\n原因：${reason}`,
  revokeNow: '确认撤销',
  revokeDone: '✅ 证书已撤销，核对时会显示已撤销。',
};
