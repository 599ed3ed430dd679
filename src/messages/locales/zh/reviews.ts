/** Democratic review: voting without names, the committee's opinion, the result. */
export const reviews = {
  announce: (title: string, n: number) =>
    `🗳 <b>民主评议：${title}</b>\n请您评议 ${n} 位同志，每位约 1 分钟。`,
  secret: '不记名：系统不保存谁投了什么，管理员和数据库里也查不到；不足 5 票不显示。',
  until: (when: string, left: string) => `请在 ${when} 前完成，${left}。可以不评，没有人会催您。`,
  listTitle: '🗳 <b>民主评议</b>',
  listNone: '现在没有等您评议的同志。有评议时会发消息告诉您。',
  listDone: (n: number) => `您都评完了（${n} 位），谢谢。结果在评议截止后汇总。`,
  listRow: (n: number, name: string) => `${n}. ${name}`,
  listMore: (open: number) => `还有 ${open} 位可以评议，点序号开始。`,
  start: '开始评议',
  item: (name: string, n: number, total: number) => `🗳 <b>评议 ${name} · ${n}/${total}</b>`,
  check: (name: string) => `🗳 <b>评议 ${name} · 请提交</b>`,
  checkHint: '您的选择不在这里重复显示，也不保存草稿。提交后不能改，不能重投。',
  again: '重新填',
  cast: (name: string) => `✅ 对 ${name} 的评议已封存，截止后和别人的一起开封计数。`,
  castBefore: (name: string) => `对 ${name} 的评议已经投过，没有重复计。`,
  more: '下一位',
  over: '这次评议已经截止或不在您的范围内。',
  counted: (title: string) => `<b>${title}：评议已截止</b>\n票已一次开封计数并销毁，不足 5 票的不计。`,
};
