import type { review as zh } from '../zh/review.ts';

export const review: typeof zh = {
  name: 'Review',
  later: 'Another day',
  stop: 'Stop asking',
  resume: 'Ask again',
  resumeOne: (n) => `Ask ${n} again`,
  book: 'Review book',
  all: 'All missed',
  go: 'Review',
  tomorrow: 'You will be asked this again tomorrow.',
  again: (days) => `You will be asked this again in ${days} days.`,
  leech: 'This one is left aside: an editor is asked to see whether the question is at fault.',
  last: "That was today's review.",
  putOff: 'All right, this one comes again tomorrow.',
  stopped: 'All right, this one is not asked any more. “Ask again” brings it back.',
  resumed: 'All right, this one will be asked again.',
  ended: 'This question was put aside; go on with /review.',
  empty:
    '<b>Review book</b>\nThere is nothing here yet.\nWhat you miss in practice is put in and asked again some days later, for your own learning only.',
  none: (cards) => `<b>Review book</b>\nNothing to review today. The book has ${cards}.`,
  done: (n) => `<b>Review book</b>\nToday's review is done: ${n}.`,
  nextTomorrow: 'The next is tomorrow.',
  next: (days) => `The next is in ${days} days.`,
  listTitle: (n) => `<b>All missed questions</b> (${n})`,
  noMore: ' (not asked any more)',
  atEditor: ' (an editor looks at it first)',
  booked: 'What you missed is in the review book.',
  bookedTomorrow: (n, minutes) =>
    `What you missed is in the review book: ${n} tomorrow (about ${minutes} min).`,
  offer: (n, minutes) =>
    `📘 <b>${n} ${n === 1 ? 'question' : 'questions'} to review today</b>\nMissed before; about ${minutes} min, whenever it suits you.`,
};
