import type { rectifications as zh } from '../zh/rectifications.ts';

export const rectifications: typeof zh = {
  ownTitle: (n) => `<b>What I have to put right</b> (${n})`,
  ownEmpty: 'You have nothing to put right.\nWhatever is given to you is said to you and listed here.',
  deskTitle: (n) => `<b>Rectification I opened or check</b> (${n})`,
  deskEmpty:
    'You have not opened anything yet.\nTap "Open an item": choose a person, say what to do and by when, and they are told.',
  personTitle: (name, n) => `<b>${name}: rectification</b> (${n})`,
  personEmpty: 'There are no items that you may see.',
  row: (n, text, due, state) => `${n}. ${text} · ${due} · ${state}`,
  rowOf: (n, name, text, due, state) => `${n}. ${name}: ${text} · ${due} · ${state}`,
  due: (day) => `by ${day}`,
  states: {
    open: 'in progress',
    'handed-in': 'to be checked',
    closed: 'closed',
    overdue: 'past its day',
  },
  start: 'Open an item',

  title: '<b>To be put right</b>',
  titleOf: (name) => `<b>${name} · to be put right</b>`,
  dueLine: (day, left) => `Please finish by ${day}, ${left}`,
  dueLineOf: (day, left) => `Due: ${day}, ${left}`,
  duePast: (day) => `It was due ${day}. Ask for an extension, or hand it in when it is done.`,
  duePastOf: (day) => `Due: ${day}, past`,
  today: 'that is today',
  closedLine: '✓ Closed',
  handedIn: 'Handed in, waiting to be checked.',
  people: (opener, reviewer) => `Opened by ${opener} · checked by ${reviewer}`,
  asked: (day, reason) => `Extension asked for, until ${day}: ${reason}`,
  evidence: 'Add evidence',
  extend: 'More time',
  handIn: 'Hand in',
  trail: (n) => `Steps ${n}`,
  close: 'Close it',
  giveBack: 'Return it',
  grant: 'Grant',
  refuse: 'Refuse',
  take: 'Take over',
  list: 'Back to list',

  trailTitle: (n) => `<b>All steps</b> (${n})`,
  steps: {
    opened: 'opened',
    evidence: 'evidence',
    'extension-asked': 'asked for an extension',
    'extension-granted': 'extension granted',
    'extension-refused': 'extension refused',
    'handed-in': 'handed in',
    returned: 'returned',
    closed: 'closed',
    escalated: 'past its day, said one level up',
    'taken-over': 'took the check over',
  },
  step: (when, what, who) => `• ${when} ${what} (${who})`,
  stepAlone: (when, what) => `• ${when} ${what}`,
  until: (day) => `by ${day}`,
  file: (n) => `📎 ${n}`,
  fileCaption: (when, who) => `${when}, added by ${who}`,

  evidenceAsk:
    '<b>Add evidence</b>\nSend a text (at most 500 characters), a picture or a file; more than once if you like.\nNo case details and no personal numbers, please.',
  evidenceProblem:
    'Please send 1 to 500 characters, a picture or a file. Voice, video and stickers are of no use here.',
  fileTooBig: (mb) => `The file is over ${mb} MB. Please send a smaller one, or words only.`,
  fileLost: 'The file did not arrive. Please send it again.',
  evidenceAdded: '✅ <b>Evidence added</b>\nYou can add more; once all is there, please hand it in.',
  more: 'Add more',
  evidenceFirst: 'Please add evidence, or say what was done, before you hand it in.',
  handInAsk: (reviewer) => `<b>Hand it in?</b>\n${reviewer} is told, and sees every step and all evidence.`,
  handInDone: (reviewer) => `✅ <b>Handed in</b>\n${reviewer} is told; you will hear the result.`,
  dayAsk: (day) =>
    `<b>More time · step 1: until when?</b>\nIt is due ${day} now. Please write it like 12-28.`,
  dayAskNew: '<b>Open an item · step 3: by when?</b>\nWrite it like 12-28, or tap below.',
  dayProblem: (text) => `I could not read the day "${text}". Please write it like 12-28.`,
  dueProblems: {
    'not-ahead': 'That day has come or gone. Please name a later one, like 12-28.',
    'too-late': 'That is too far ahead: a year at most. Please write it like 12-28.',
    'not-later': 'The new day has to be later than the present one. Please write it like 12-28.',
  },
  days: (n) => `In ${n} days`,
  reasonAsk:
    '<b>More time · step 2: why?</b>\nOne sentence (at most 200 characters), e.g.: the form from the county comes next week.',
  extensionAsked: (reviewer) =>
    `✅ <b>Extension asked for</b>\n${reviewer} will answer. Until then the day stays as it is.`,
  extensionWaits: 'You have asked for an extension; it waits for an answer.',

  whoAsk:
    '<b>Open an item · step 1: for whom?</b>\nPlease send a name, its pinyin initials or a staff number.',
  own: 'You cannot open one for yourself.',
  textAsk: (name) =>
    `<b>Open an item · step 2: what is to be done?</b>\nFor: ${name}\nAt most 300 characters, e.g.: complete the collective accounts on the notice board for the second quarter.\nNo case details and no personal numbers.`,
  reviewerAsk:
    '<b>Open an item · step 4: who checks it?</b>\nOnly that person can close it, and it is never the owner.',
  reviewerRow: (n, name, title) => `${n}. ${name} (${title})`,
  reviewerMe: 'I check it',
  previewTitle: '<b>Please confirm the item</b>',
  previewTo: (name, unit) => `For: ${name} (${unit})`,
  previewUnreachable: 'They cannot be reached at present: please tell them in person or by telephone.',
  previewDue: (day) => `Due: ${day}`,
  previewReviewer: (name) => `Checked by: ${name}`,
  previewHint: 'It stands in their file under "Rectification"; they see every step.',
  opened: (name, day) =>
    `✅ <b>Opened</b>\n${name} is told, and has until ${day}. They are reminded beforehand.`,
  openedBefore: 'This was opened before; nobody was told twice.',

  closeAsk: (name) =>
    `<b>Close this item of ${name}?</b>\nIt cannot be changed afterwards, stands in their file, and they are told.`,
  closeDone: (name) => `✅ Closed; ${name} is told.`,
  returnAsk: (name) =>
    `<b>Return it to ${name}</b>\nOne sentence on what is missing (at most 200 characters); they see it.`,
  returnDone: (name) => `Returned; ${name} is told why.`,
  refuseAsk: (name) =>
    `<b>Refuse ${name} more time</b>\nOne sentence on why (at most 200 characters); they see it.`,
  refuseDone: (name) => `${name} is told that the day stays, and why.`,
  grantDone: (name, day) => `✅ ${name} has until ${day} now, and is told.`,
  reasonProblem: 'Please use 1 to 200 characters.',
  notWaiting: 'That step has been taken already; please look at how it stands.',

  told: {
    opened: '<b>Something for you to put right</b>',
    openedReviewer: '<b>An item for you to check</b>',
    'extension-asked': '<b>An extension is asked for</b>',
    'extension-granted': '✅ <b>Your extension is granted</b>',
    'extension-refused': '<b>Your extension was refused</b>',
    'handed-in': '<b>An item waits for your check</b>',
    returned: '<b>An item was returned to you</b>',
    closed: '✅ <b>The item is closed</b>',
    'taken-over': '<b>Somebody else checks your item now</b>',
  },
  toldReason: (text) => `Why: ${text}`,
  toldOf: (name, text) => `${name}: ${text}`,
  overdueOwner: '<b>An item of yours is past its day</b>',
  overdueOther: (name) => `<b>An item of ${name} is past its day</b>`,
  overdueOwnerHint:
    'It was said one level up. If you need time, ask for an extension; if it is done, hand it in.',
  reminder: '<b>Something is due soon</b>',
};
