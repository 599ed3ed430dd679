import type { reviews as zh } from '../zh/reviews.ts';

export const reviews: typeof zh = {
  announce: (title, n) =>
    `🗳 <b>Democratic review: ${title}</b>\nPlease review ${n} people, about a minute each.`,
  secret:
    'Without names: nobody can look up who voted what, not even in the database; fewer than 5 votes are not shown.',
  until: (when, left) => `By ${when}, ${left}. You need not; nobody will press you.`,
  listTitle: '🗳 <b>Democratic review</b>',
  listNone: 'Nobody waits for your review. You get a message when there is one.',
  listDone: (n) => `You have reviewed all ${n}, thank you. Votes are counted when the review is over.`,
  listRow: (n, name) => `${n}. ${name}`,
  listMore: (open) => `${open} to review; press a number to begin.`,
  start: 'Begin',
  item: (name, n, total) => `🗳 <b>Review of ${name} · ${n}/${total}</b>`,
  check: (name) => `🗳 <b>Review of ${name} · please submit</b>`,
  checkHint: 'What you chose is not repeated here and no draft is kept. It cannot be changed after that.',
  again: 'Start over',
  cast: (name) =>
    `✅ Your review of ${name} is sealed; it is opened and counted with all others when the review is over.`,
  castBefore: (name) => `You have reviewed ${name} already; nothing was counted twice.`,
  more: 'Next',
  over: 'This review is over or not yours.',
  counted: (title) =>
    `<b>${title}: the review is over</b>\nAll votes were opened and counted at once, and destroyed; fewer than 5 were not counted.`,
  opinions: 'Opinions',
  opinionEmpty:
    'Nobody waits for the committee’s word. People are listed here once a review has been counted.',
  opinionTitle: (n) => `<b>Committee’s word · ${n} due</b>`,
  opinionRow: (n, name, unit, state) => `${n}. ${name} (${unit}) ${state}`,
  opinionStates: {
    none: 'to be entered',
    waiting: 'waits for a second person',
    returned: 'returned',
    confirmed: 'confirmed',
  },
  opinionHint: 'Press a number to see the votes, to enter or to confirm.',
  about: (name, unit, title) => `<b>${name}</b> (${unit})\n${title}`,
  sides: { peer: 'Colleagues', people: 'People' },
  few: 'fewer than 5 votes',
  own: (text) => `self: ${text}`,
  votesHint: 'Votes are one input; the committee decides the grade.',
  standing: (grade, text, by) => `Opinion: ${grade}. ${text} (entered by ${by})`,
  returnedFor: (reason) => `Returned because: ${reason}`,
  enter: 'Enter',
  confirm: 'Confirm',
  giveBack: 'Return',
  gradeAsk: (name) => `<b>Grade of ${name}</b>\nAs the committee decided. It is not worked out from votes.`,
  textAsk: '<b>The committee’s word</b>\nPlease write it (up to 300 characters), without details of a case.',
  previewTitle: '<b>Please check the committee’s word</b>',
  previewGrade: (name, grade) => `${name}: ${grade}`,
  capWarning: (given, reviewed) =>
    `⚠️ ${given} of ${reviewed} are to be excellent: one more is over a third. The committee decides.`,
  previewHint: 'A second person confirms it; then it enters the file and the person is told.',
  entered: (name) => `✅ The word on ${name} is entered and waits for a second person.`,
  enteredNobody: (name) =>
    `✅ The word on ${name} is entered. Nobody was found to confirm it: please ask the level above.`,
  enteredBefore: 'There is a word on this person already; nothing was entered twice.',
  ownOpinion: 'What you entered is confirmed by somebody else.',
  decidedBefore: 'Somebody has dealt with this already.',
  confirmed: (name) => `✅ Confirmed: ${name} is told, and it stands in the file.`,
  returnAsk: (name) =>
    `<b>Return the word on ${name}</b>\nPlease write why (up to 200 characters); its author is told.`,
  reasonProblem: 'Please give a reason of 1 to 200 characters.',
  returned: '✅ Returned; its author is told why.',
  asked: '<b>A committee’s word waits for you to confirm</b>\nOpen it to see on whom, and what.',
  answerConfirmed: (name) =>
    `<b>The word on ${name} is confirmed</b>\nIt stands in the file, and the person is told.`,
  answerReturned: (name, reason) => `<b>The word on ${name} was returned</b>\nWhy: ${reason}`,
  result: (title) => `<b>${title}: result of the review</b>`,
  resultGrade: (grade) => `Grade: ${grade}`,
  resultFoot:
    'If you see it differently, object with /objection and add evidence; it has to be answered in time.',
  compare: 'Compare',
  compareTitle:
    '<b>What you said and what others said</b>\nOnly you and who is in charge of the review see this.',
};
