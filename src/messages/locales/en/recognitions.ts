import type { recognitions as zh } from '../zh/recognitions.ts';

export const recognitions: typeof zh = {
  kinds: { commendation: 'commendation', 'refused-gift': 'refused a gift', clearing: 'cleared' },
  title: '<b>Recognition and clearing</b>',
  empty:
    'Nothing waits for you.\nTap "Propose", choose a person and say what for; once a second person agrees it stands in their file.',
  waiting: (n) => `<b>Recognition and clearing to decide</b> (${n})`,
  row: (n, name, kind) => `${n}. ${name} · ${kind}`,
  hint: 'Tap a number to look at it.',
  start: 'Propose',
  whoAsk:
    '<b>Recognition · step 1: about whom?</b>\nPlease send a name, its pinyin initials or a staff number.',
  own: 'You cannot propose one for yourself.',
  kindAsk: (name) => `<b>Recognition · step 2: which kind?</b>\nAbout: ${name}`,
  closesAsk:
    '<b>Which objection does it answer?</b>\nThe objection says then that it was answered; it stays for good.',
  closesRow: (n, day, kind, text) => `${n}. ${day} ${kind}: ${text}`,
  closesNone: 'None',
  textAsk: (kind) =>
    `<b>Recognition · step 3: what for (${kind})?</b>\nAt most 300 characters, e.g.: honoured by the county for flood relief in 2026.\nNo case details, no names of others, no personal numbers.`,
  previewTitle: '<b>Please confirm</b>',
  who: (name, unit) => `About: ${name} (${unit})`,
  what: (kind) => `Kind: ${kind}`,
  closes: (text) => `Answers the objection: ${text}`,
  previewHint: 'A second person decides; only then does it stand in their file, and they are told.',
  proposed: '✅ <b>Handed in</b>\nYou will hear the answer. Until then it stands in no file.',
  proposedNobody: '✅ <b>Handed in</b>\nNobody who may decide can be reached now; please tell your superior.',
  proposedBefore: 'This was handed in before; it was not handed in twice.',
  askTitle: '<b>Recognition or clearing</b>',
  by: (name) => `Proposed by ${name}`,
  decideHint: 'Once approved it stands in their file for good, and they are told.',
  approve: 'Approve',
  refuse: 'Refuse',
  refuseAsk: (name) =>
    `<b>Refuse: ${name}</b>\nOne sentence on why (at most 200 characters); the proposer sees it, the person does not.`,
  reasonProblem: 'Please use 1 to 200 characters.',
  approvedDone: (name) => `✅ Approved; it stands in the file of ${name}, who is told.`,
  refusedDone: 'The proposer is told; nothing entered the file.',
  decidedBefore: (state, name) => `This was decided before: ${state} (${name}).`,
  states: { approved: 'approved', refused: 'refused' },
  goOn: 'The others',
  announce: '📝 <b>A recognition or clearing to decide</b>\nHalf a minute.',
  answerApproved: (name, kind) =>
    `✅ <b>What you proposed was approved</b>\n${name} · ${kind}; it stands in their file.`,
  answerRefused: (name, kind) => `<b>What you proposed was refused</b>\n${name} · ${kind}`,
  reason: (text) => `Why: ${text}`,
  thanks: {
    commendation: '🌿 <b>Your commendation is in your file</b>',
    'refused-gift': '🌿 <b>Thank you for staying clean</b>',
    clearing: '🌿 <b>It has been cleared up for you</b>',
  },
  thanksFoot: 'It stands in your clean-government file, which you can read at any time.',
};
