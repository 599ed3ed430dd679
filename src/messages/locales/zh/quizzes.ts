export const quizzes = {
  title: (n: number, total: number) => `📘 <b>每日一题 · ${n}/${total}</b>`,
  multiple: '（多选，选好后点提交）',
  right: '—— 答对了',
  wrong: '—— 答错了',
  key: (letters: string) => `正确答案：${letters}`,
  basis: (document: string, place: string) => `依据：${document} ${place}`,
  reVerify: '（该法律正在修订，条文以最新公布为准）',
  quote: (text: string) => `原文：${text}`,
  nextQuestion: '下一题',
  seeResult: '看结果',
  done: (total: number, correct: number) => `<b>今日答题完成：${total} 题答对 ${correct} 题</b>`,
  doneAll: '全部答对。明天早上会送来新的 5 题。',
  doneSome: '错题可以点下面再看一遍，每题都附依据。明天早上会送来新题。',
  seeWrong: '看错题',
  wrongTitle: (n: number) => `<b>错题 · ${n} 题</b>`,
  yours: (letters: string) => `您的选择：${letters}`,
  closed: '这份题目已在当天结束时截止，已保存的答案不受影响。可以从 /quiz 开始今天的题。',
  choose: '请先选择至少一个选项，再点提交。',
  kept: '已保存',
  noQuestions: '题库里还没有可用的题目，管理员导入后就会在这里显示。',
  offer: (n: number, minutes: number) =>
    `📘 <b>今天的 ${n} 道题准备好了</b>\n约 ${minutes} 分钟，今天 24:00 前随时可答，中途可以停下再接着答。`,
  begin: '开始答题',
  weekly: (finished: number) =>
    finished === 0
      ? '📘 <b>本周学习提示</b>\n这一周还没有答题记录。今天的 5 题约 2 分钟，方便时看看即可。'
      : `📘 <b>本周学习提示</b>\n这一周您已完成 ${finished} 次答题。今天的 5 题约 2 分钟，方便时看看即可。`,
  typed: (letters: string) => `没有这个选项。请回复 ${letters} 中的字母，或点按钮。`,
  truth: ['正确', '错误'],
};
