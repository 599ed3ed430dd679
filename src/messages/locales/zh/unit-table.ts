/** The section states of a unit as a table: looks at files like any others. */
export const unitTable = {
  button: '单位状态表',
  choose: (unit: string) =>
    `<b>单位状态表 · ${unit}</b>\n点「就用这里」，或选下面的单位。表里只有各栏状态，按姓名排列，不打分、不排名。`,
  here: '就用这里',
  purposeAsk: (unit: string) =>
    `<b>单位状态表 · ${unit}</b>\n请选择用途。要第二人批准的用途，只列已经批准您查看的人。`,
  preview: (unit: string, purpose: string) => `<b>请确认：${unit} · ${purpose}</b>`,
  people: (n: number) => `将查看 ${n} 人的档案状态，逐人记入访问记录，并按规定告知本人。`,
  recused: (n: number) => `回避 ${n} 人：您本人、亲属或同一事项的当事人，不列入。`,
  unapproved: (n: number) => `未经批准 ${n} 人：没有第二人批准您查看，不列入。`,
  withoutFile: (n: number) => `档案还没有汇总 ${n} 人，不列入。`,
  gone: (minutes: number) => `文件 ${minutes} 分钟后从聊天里删除，不能转发。`,
  nobody: '没有可以列入的人，没有生成文件，也没有查看任何档案。',
  sheet: '各栏状态',
  columns: ['姓名', '工号', '单位', '职务', '档案时期'],
  fileName: (unit: string, day: string) => `档案状态-${unit}-${day}`,
  caption: (unit: string, n: number, purpose: string) =>
    `${unit}，${n} 人，用途：${purpose}。按姓名排列，不排名。`,
};
