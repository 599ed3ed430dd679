import type { inquiries as zh } from '../zh/inquiries.ts';

export const inquiries: typeof zh = {
  title: '<b>A written answer is asked for</b>',
  reminder: '<b>Reminder: a written answer</b>',
  please: (says, when) => `You are asked ${says} and to answer it in writing by ${when}.`,
  left: (left) => `${left}; you can write it in several messages and then submit.`,
  overdue: 'The time is over; you can still answer, and it will say that it is late.',
  by: (who) => `Contact: ${who}. What it is about is told in person, not here.`,
  answered: '✓ You have submitted your answer',
  write: 'Answer',
  ask: '<b>Written answer</b>\nPlease write it, in several messages if you like, then choose "Check".\nNo ID numbers, nothing private of others.',
  taken: (parts, length, most) =>
    `Parts so far: ${parts}, ${length} characters of at most ${most}.\nGo on, or choose "Check".`,
  tooLong: (most) =>
    `With this part it would be over ${most} characters, so the part was not taken. Make it shorter, or choose "Check".`,
  check: 'Check',
  more: 'Go on',
  again: 'Anew',
  preview: '<b>Please check your answer</b>',
  hint: 'Submitting locks it; you can only add to it later.',
  hintLate: 'The time is over, and it will say so. Submitting locks it; you can only add to it later.',
  submitted: '✅ <b>Your answer is submitted</b>\nIt is locked, and your contact reads it.',
  over: 'This answer was submitted, or is not needed any more; nothing was changed.',
  cancelled: (when) =>
    `<b>No answer needed any more</b>\nThe written answer due ${when} is not asked for any more.`,
  due: (when) => `Answer due: ${when}`,
  overdueFor: 'overdue, not answered yet',
  asked: (name, when) =>
    `✅ <b>The inquiry is out</b>\n${name}, answer due ${when}. They are reminded before; you hear of their answer.`,
};
