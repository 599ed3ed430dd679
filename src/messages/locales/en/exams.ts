import type { exams as zh } from '../zh/exams.ts';

/** A formal exam, as those who sit it read of it. */
export const exams = {
  plain: (name, about) => `${name} · ${about}`,
  whole: 'all topics',
  window: (from: string, to: string, left: string) => `To be taken from ${from} to ${to}, ${left}`,
  until: (to: string, left: string) => `To be taken by ${to}, ${left}`,
  size: (items: number, minutes: number) => `${items} questions, ${minutes} minutes`,
  sizeOnly: (items: number) => `${items} questions, no time limit`,
  pass: (percent: number) => `${percent}% to pass`,
  once: 'one attempt',
  forFile: 'the first result goes into the study file',
  comma: ', ',
  stop: '.',
  calledBy: (name: string) => `Called by ${name}`,
  howToBegin: 'Press Enter to read the rules; the clock starts when you confirm.',
  enter: 'Enter',
  begin: 'Start the exam',
  goOn: 'Continue',
  rules: {
    clock: 'The clock runs on when you leave; you can come back at any time.',
    change: 'Answers can be changed until you hand in; when time is over, what is chosen is handed in.',
    alone: 'Everybody has other questions. Please work alone and pass none on.',
    marks: (time: string) => `The score is shown at once, answers and articles after ${time}.`,
    later: (time: string) => `Score, answers and articles are shown after ${time}.`,
    ready: 'Press Start when you are ready.',
  },
  reminder: (closes: string, left: string) =>
    `⏰ <b>An exam is not finished</b>\nIt closes ${closes}, ${left}. If the time does not suit you, talk to whoever called it.`,
  changed: '<b>Your exam has been rearranged</b>',
  cancelled: (title: string) =>
    `<b>The exam is cancelled</b>\n${title}\nYou need not take it, and no file changes.`,
  excused: (title: string) =>
    `<b>You need not take this exam</b>\n${title}\nYou are excused, which does not count as missing it.`,
  ended: (title: string) => `<b>Time is over, and your exam was handed in</b>\n${title}`,
  endedCounts: (answered: number, total: number) =>
    `Of ${total} questions ${answered} were answered and count as chosen; the others earn nothing.`,
  endedNot: 'It was not handed in before time ran out, and does not count.',
  states: {
    cancelled: () => 'cancelled',
    excused: () => 'excused',
    coming: (opens: string) => `opens ${opens}`,
    open: (closes: string) => `open until ${closes}`,
    'under-way': () => 'under way',
    finished: () => 'handed in',
    missed: () => 'closed, not taken',
  },
  listTitle: '<b>My exams</b>',
  listHint: 'Press a number to open it.',
  listEmpty: 'There is no exam for you at present.\nOne will be shown here, and sent to you as well.',
  coming: (opens: string) => `The exam opens ${opens}; come back then.`,
  missed: (closes: string, name: string) =>
    `The exam closed ${closes}, and you did not take it.\nIf there was a reason, talk to ${name}, who called it.`,
  underWay: (deadline: string) =>
    `Under way; please hand in by ${deadline}. What you chose so far is stored.`,
  noQuestions:
    'There is nothing in the bank to ask at present. Please tell whoever called it; your attempt is not used.',
  wait: (time: string) => `The next attempt can begin after ${time}.`,
  certificate: 'Certificate',
} satisfies typeof zh;
