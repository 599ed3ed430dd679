export const notices = {
  title: '📢 <b>通知</b>',
  from: (name: string, when: string) => `${name} · ${when}`,
  answered: {
    understood: '✓ 您已确认收到',
    question: '✓ 您的疑问已转给发送人',
    'cannot-attend': '✓ 已告诉发送人您不能参加',
    seen: '✓ 您已看过',
    exempt: '无需确认',
    'past-due': '已过确认期限',
  } as Record<string, string>,
  reminder: '📢 <b>有一条通知请您确认</b>',
  reminderWhy: '看过后点一下即可，约 1 分钟。',
  listTitle: (total: number, waiting: number) => `<b>我的通知</b>（共 ${total} 条，待确认 ${waiting} 条）`,
  waiting: '待确认',
  done: '已确认',
  empty: '您还没有需要确认的通知。\n有新通知时会在这里显示，也会单独发给您。',
  answerToAuthor: (name: string, unit: string, answer: string) =>
    `💬 <b>通知回复</b>\n${unit} ${name}：${answer}`,
  answerWords: { question: '有疑问，请与其联系', 'cannot-attend': '不能参加' } as Record<string, string>,
};
