export const digest = {
  title: (n: number) => `📬 <b>今天的提醒</b>（${n} 项）`,
  quiz: (items: number, minutes: number) => `每日一题：${items} 题，约 ${minutes} 分钟`,
  study: (finished: number) =>
    finished === 0 ? '本周学习：还没有答题记录，方便时看看即可' : `本周学习：已完成 ${finished} 次答题`,
  notice: (text: string) => `新通知：${text}`,
  unconfirmed: (text: string) => `待确认：${text}`,
  assessment: (title: string, until: string) => `${title}：请于 ${until} 前提交`,
  visits: (n: number) => `请上门或电话告知：${n} 人`,
  hours: (n: number) => `待您确认的学时：${n} 条`,
  card: '学习卡：一段原文一道题，约 1 分钟',
  plan: (name: string, until: string) => `给您安排了学习卡：${name}，${until} 前学完即可`,
  week: '本周小结',
  foot: '一天只发一次，不急的事都放在这里。',
  open: { quiz: '答题', notice: '看通知', visits: '上门', assessment: '自评', hours: '学时', card: '学习卡' },
};
