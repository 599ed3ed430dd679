import type { notices as zh } from '../zh/notices.ts';

export const notices: typeof zh = {
  title: '📢 <b>Notice</b>',
  from: (name, when) => `${name} · ${when}`,
  answered: {
    understood: '✓ You have confirmed this',
    question: '✓ The sender knows of your question',
    'cannot-attend': '✓ The sender knows that you cannot attend',
    seen: '✓ You have seen this',
    exempt: 'No confirmation needed',
    'past-due': 'The time to confirm is over',
  },
  reminder: '📢 <b>A notice waits for your confirmation</b>',
  reminderWhy: 'One press is enough, about 1 minute.',
  listTitle: (total, waiting) => `<b>My notices</b> (${total}, ${waiting} to confirm)`,
  waiting: 'to confirm',
  done: 'confirmed',
  empty: 'You have no notices yet.\nNew ones will be sent to you and listed here.',
  answerToAuthor: (name, unit, answer) => `💬 <b>Answer to your notice</b>\n${name}, ${unit}: ${answer}`,
  answerWords: { question: 'has a question, please get in touch', 'cannot-attend': 'cannot attend' },
};
