import type { week as zh } from '../zh/week.ts';

export const week: typeof zh = {
  title: (monday, sunday) => `🗓 <b>This week</b> (${monday} to ${sunday})`,
  notices: (n, due) =>
    due === null ? `To confirm: ${n} notices` : `To confirm: ${n} notices, the first by ${due}`,
  assessment: (title, until) => `To submit: ${title}, by ${until}`,
  plan: (name, left) => `To study: ${name}, ${left} cards left`,
  planBy: (name, left, due, now) =>
    `To study: ${name}, ${left} cards left, meant to be done by ${due}; ${now} this week is enough`,
  nothingDue: 'Nothing is due this week.',
  done: (what) => `Last week: ${what}`,
  papers: (n) => `${n} quizzes`,
  cards: (n) => `${n} study cards`,
  confirmed: (n) => `${n} notices confirmed`,
  comma: ', ',
  hours: (left, document, article) => `Study hours: ${left} left this year (${document} ${article})`,
  besides: 'Besides:',
  foot: 'Once a week, in place of that day’s study reminders. Settings turn it off.',
  empty:
    'Nothing is due this week, and nothing has been studied yet.\nNotices, assessments and plans are shown here.',
  openNotices: 'Notices',
  openAssessment: 'Assessment',
  openCard: 'Study card',
  openQuiz: 'Quiz',
  openHours: 'Hours',
  settings: 'Settings',
};
