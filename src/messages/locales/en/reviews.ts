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
};
