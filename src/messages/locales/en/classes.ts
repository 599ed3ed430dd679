import type { classes as zh } from '../zh/classes.ts';

export const classes: typeof zh = {
  kind: 'Class',
  seats: (seats, taken, waiting) =>
    `${seats} seats, ${taken} taken${waiting > 0 ? `, ${waiting} waiting` : ''}`,
  until: (when) => `Sign up until ${when}`,
  seated: '✓ You have a seat.',
  waiting: (place) =>
    `✓ You are number ${place} of those who wait: who leaves makes room in order, and you are told.`,
  over: 'Signing up is over.',
  offerTitle: '<b>A new class to sign up for</b>',
  seatTitle: '✅ <b>Somebody left: you have a seat now</b>',
  reminderTitle: '<b>Your class of tomorrow</b>',
  signUp: 'Sign up',
  queue: 'Wait for a seat',
  leave: 'Leave',
  manage: 'Manage',
  tooLate: 'Signing up is over, or the class has begun.',
  leaveAsk:
    '<b>Give your seat up?</b>\nIt goes to the first who waits; if you come back, you are behind everybody.',
  keep: 'Keep it',
  listTitle: (n) => `<b>Classes</b> (${n})`,
  listEmpty: 'There is no class to sign up for.\nA new one will stand here, and you will be told of it.',
  planNew: 'Plan a class',
  states: { seated: 'signed up', waiting: 'waiting', withdrawn: 'left' },
  feedback: 'Feedback',

  unitAsk: '<b>A class for which unit?</b>\nEverybody of it, and below it, may sign up.',
  titleAsk: '<b>What is it called?</b>\nUp to 60 characters, e.g. Village accounts.',
  titleProblem: 'Please name it in 1 to 60 characters, e.g. Village accounts.',
  aboutAsk: '<b>What is it about?</b>\nUp to 200 characters, e.g. Receipts, claims and publication.',
  aboutProblem: 'Please say it in 1 to 200 characters, e.g. Receipts, claims and publication.',
  seatsAsk:
    '<b>How many seats?</b>\nPlease write a number, e.g. 30, or press one. After that people wait in order.',
  seatsProblem: (text) => `"${text}" is not a number of seats. Please write 1 to 2000, e.g. 30.`,
  seatsChoice: (n) => `${n} seats`,
  untilAsk: '<b>Sign up until when?</b>\nPlease write 11-28 18:00, or press a time; before the class begins.',
  untilProblem: (text) => `"${text}" is not a time. Please write 11-28 18:00, or press a time.`,
  untilWrong: 'That has to be after now and before the class. Please choose another time.',
  hoursAsk: (most) =>
    `<b>How many study hours?</b>\nPlease write a number, e.g. 4 or half day, at most ${most}; press "None" for none.`,
  hoursProblem: (text, most) =>
    `"${text}" is no number of hours. Please write e.g. 4 or half day, at most ${most}.`,
  noHours: 'None',
  previewTitle: '<b>Please confirm the class</b>',
  previewTo: (unit, people, unreachable) =>
    `To ${people} people of ${unit}${unreachable > 0 ? `, of whom ${unreachable} cannot be reached` : ''}`,
  planned: (people) => `✅ <b>The class is published</b>\nIt is for ${people} people, who are being told.`,
  plannedBefore: 'This class was published before: nobody is told twice.',

  ask: (title) => `<b>How was your class?</b>\n${title}`,
  askHint:
    'Two questions, about a minute. Anonymous: average and words are shown from 5 answers on, and to nobody whose they are.',
  scale: '1 poor … 5 very good',
  wordsAsk: (score) =>
    `<b>You gave ${score}. A word on it?</b>\nUp to 200 characters, no names please; press "No words" for none.`,
  wordsProblem: 'Please write 1 to 200 characters, or press "No words".',
  noWords: 'No words',
  thanks: '✅ Thank you. It was handed in without your name.',
  answered: 'You have answered before, thank you.',
  feedbackTitle: (title) => `<b>Feedback: ${title}</b>`,
  feedbackHidden: (n) => `${n} answered; it is shown from 5 on.`,
  feedbackAverage: (average, n) => `${average} on average (${n} answers, 5 is best)`,
  word: (text) => `• ${text}`,
};
