/** A written inquiry: asked for by a day, answered in writing. */
export const inquiries = {
  title: '<b>书面答复通知</b>',
  reminder: '<b>书面答复提醒</b>',
  please: (says: string, when: string) => `请您${says}，并在 ${when} 前书面答复。`,
  left: (left: string) => `${left}，可以分几次写好再提交。`,
  overdue: '期限已过，仍可以答复，会注明逾期。',
  by: (who: string) => `联系人：${who}。材料内容当面告知，这里不写。`,
  answered: '✓ 您已提交答复',
  write: '写答复',
  ask: '<b>书面答复</b>\n请写您的答复，可以分几条发送，写完点「核对」。\n不要写身份证号和别人的隐私。',
  taken: (parts: number, length: number, most: number) =>
    `已收到 ${parts} 段，共 ${length} 字（最多 ${most} 字）。\n可以接着发，写完点「核对」。`,
  tooLong: (most: number) => `加上这一段就超过 ${most} 字了，这一段没有收下。请精简后再发，或点「核对」。`,
  check: '核对',
  more: '接着写',
  again: '重写',
  preview: '<b>请核对您的答复</b>',
  hint: '提交后锁定，不能修改，之后只能补充。',
  hintLate: '期限已过，会注明逾期。提交后锁定，之后只能补充。',
  submitted: '✅ <b>答复已提交</b>\n已锁定，联系人会看到。',
  over: '这份答复已经提交或不再需要，没有改变。',
  cancelled: (when: string) => `<b>书面答复不再需要</b>\n原定 ${when} 前的书面答复，您不用再写了。`,
  due: (when: string) => `答复期限：${when}`,
  overdueFor: '逾期还没有答复',
  asked: (name: string, when: string) =>
    `✅ <b>函询已发出</b>\n${name}，答复期限 ${when}。期限前会提醒对方，答复后会告诉您。`,
};
