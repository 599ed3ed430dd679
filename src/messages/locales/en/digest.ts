import type { digest as zh } from '../zh/digest.ts';

export const digest = {
  title: (n: number) => `📬 <b>For today</b> (${n} ${n === 1 ? 'item' : 'items'})`,
  quiz: (items: number, minutes: number) => `Daily quiz: ${items} questions, about ${minutes} min`,
  study: (finished: number) =>
    finished === 0 ? 'This week: no quiz yet, whenever it suits you' : `This week: ${finished} finished`,
  notice: (text: string) => `New notice: ${text}`,
  unconfirmed: (text: string) => `To confirm: ${text}`,
  assessment: (title: string, until: string) => `${title}: to be submitted by ${until}`,
  visits: (n) => `Please visit or call ${n} people`,
  hours: (n) => `Study hours to confirm: ${n}`,
  exam: (title, until) => `Exam "${title}": not finished, closes ${until}`,
  card: 'Study card: a passage and a question, about a minute',
  plan: (name, until) => `Set for you: ${name}, to be finished by ${until}`,
  week: 'The week',
  review: (n: number, minutes: number) => `Review: ${n} missed before, about ${minutes} min`,
  task: (text, day) => `To put right, "${text}": by ${day}`,
  taskOverdue: (text) => `"${text}" is past its day; you may ask for more time`,
  taskOverdueOf: (name, text) => `${name}: "${text}" is past its day`,
  foot: 'Once a day at most: what can wait is put together here.',
  open: {
    quiz: 'Quiz',
    notice: 'Notice',
    visits: 'Visits',
    assessment: 'Self-check',
    hours: 'Hours',
    card: 'Card',
    exam: 'Exam',
    meeting: 'Plan',
    review: 'Review',
    task: 'Item',
  },
} satisfies typeof zh;
