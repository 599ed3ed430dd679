import type { fileAccess as zh } from '../zh/file-access.ts';

export const fileAccess: typeof zh = {
  needsApproval: (purposes) => `A second person has to approve: ${purposes}.`,
  and: ', ',
  gone: (minutes) => `States and counts only. This message is deleted after ${minutes} minutes.`,
  reasonAsk: (name, purpose, days) =>
    `<b>${purpose}: ${name}</b>\nThe person hears of this look only after ${days} days. Please give a reason in a sentence (up to 100 characters); the approver sees it and it is kept.\nNo details of a case.`,
  reasonProblem: 'Please give a reason of 1 to 100 characters, without details of a case.',
  asked: (name, until) =>
    `✅ <b>Put to a second person</b>\nTo open the file of ${name} needs an approval; without an answer by ${until} the request lapses. You will be told.`,
  askedNobody: (name, until) =>
    `✅ <b>Put to a second person</b>\nTo open the file of ${name} needs an approval, but there is nobody else to give it now; please speak to the level above. Without an answer by ${until} the request lapses.`,
  recused: {
    self: 'This is your own file; please open it with “My file”.',
    relative:
      'You are registered as relatives, so you keep out of it: no looking, no approving, no answering.',
    author: 'You wrote or confirmed this record, so somebody else has to answer.',
    'same-case':
      'A record in this file that you wrote or confirmed is under objection; please keep out of it until it is answered.',
  },
  cardShown: (minutes) => `The picture is above; it is deleted ${minutes} minutes after it was sent.`,
  expired: 'The approval has lapsed or was not given yet; please ask again.',
  announce: '📂 <b>A request to open a file waits for you</b>\nAbout half a minute.',
  announceTitle: '<b>Request to open a file</b>',
  requester: (name) => `Asked by: ${name}`,
  subject: (name) => `File of: ${name}`,
  purpose: (purpose) => `Purpose: ${purpose}`,
  reason: (text) => `Reason: ${text}`,
  told: {
    'at-once': 'The person hears of the look at once.',
    after: (days) => `The person hears of the look after ${days} days.`,
    sealed: (days) => `Sealed: the person hears of the look after ${days} days.`,
  },
  approve: 'Approve',
  refuse: 'Refuse',
  refuseAsk: (name) =>
    `<b>Refuse what ${name} asks for</b>\nPlease give a reason in a sentence (up to 100 characters); they will read it.`,
  refusalProblem: 'Please give a reason of 1 to 100 characters.',
  approvedDone: (name) => `✅ Approved; ${name} will be told. This is logged.`,
  refusedDone: (name) => `Refused; ${name} will be told the reason.`,
  decidedBefore: (state, name) => `This request has been answered: ${state} (${name}).`,
  lapsed: 'This request has lapsed; they will ask again if they need it.',
  states: { approved: 'approved', used: 'approved', refused: 'refused', expired: 'approved, lapsed' },
  waitingButton: (n) => `For me: ${n}`,
  waitingTitle: (n) => `<b>Requests that wait for you</b> (${n})`,
  waitingRow: (requester, subject, purpose) => `${requester} → ${subject}, ${purpose}`,
  waitingEmpty:
    'No request to open a file waits for you.\nWhen somebody asks, you are told, and it is listed here.',
  waitingHint: 'Press a number to read one.',
  goOn: 'See the rest',
  answerApproved: (name) => `✅ <b>You may open the file of ${name}</b>`,
  answerUntil: (when, approver) =>
    `Approved by ${approver}. Please look before ${when}; after that, ask again.`,
  answerRefused: (name) => `<b>You may not open the file of ${name}</b>`,
  answerReason: (text, approver) => `Reason: ${text} (${approver})`,
  look: 'Open the file',
  looked: '<b>Somebody looked at your file</b>',
  lookedBy: (name, when) => `${name}, ${when}`,
  approver: (name) => `Approved by: ${name}`,
  lookedHint: 'They saw states and counts, no texts. /access lists every look.',
  looks: 'Who looked',
  looksTitle: (n) => `<b>Who looked at my file</b> (${n})`,
  looksRow: (when, name, purpose) => `${when} ${name}, ${purpose}`,
  looksApproved: (name) => ` (approved by ${name})`,
  looksEmpty:
    'Nobody has looked at your file.\nWhen somebody does you are told, as the rules say, and it is listed here: who, when, why, and who approved.',

  relativesTitle: (n) => `<b>My relatives</b> (${n})`,
  relativesOf: (name, n) => `<b>Relatives of ${name}</b> (${n})`,
  relativesRow: (name, kind, by) => `${name}, ${kind} (declared by ${by})`,
  relativesEmpty:
    'None declared yet.\nPlease declare relatives who are in this system: neither looks at the file of the other, approves a look at it, or answers an objection.',
  relativesHint: 'Both keep out of each other’s files. Press a number to withdraw what you declared.',
  declare: 'Declare one',
  relatives: 'Relatives',
  whoAsk:
    '<b>A relative · step 1: who is it?</b>\nPlease send name and staff number, e.g. Zhang Yangyi QS-012 as the roster has them. With a name only, ask an administrator to declare it.',
  whoAskAdmin: (name) =>
    `<b>A relative of ${name} · step 1: who is it?</b>\nPlease send the name and staff number as the roster has them.`,
  whoProblem: 'Not found. Name and staff number are both needed, and both as the roster has them.',
  whoSelf: 'Nobody is their own relative; please send the name and number of the other.',
  kindAsk: (name) => `<b>A relative · step 2: what is ${name}?</b>`,
  previewTitle: '<b>Please check and submit</b>',
  previewLine: (one, other, kind) => `${one} and ${other}: ${kind}`,
  previewHint: 'It holds at once, for both, and the other sees this declaration too.',
  basis: (document, article) => `Basis: ${document} ${article}`,
  declared: '✅ Declared: from now on both keep out of each other’s files.',
  withdraw: 'Withdraw',
  withdrawAsk: (one, other) =>
    `<b>Withdraw that ${one} and ${other} are relatives?</b>\nThey no longer keep out of each other’s files; the declaration and its withdrawal are both kept.`,
  withdrawn: 'Withdrawn. The declaration and its withdrawal are both kept.',
  notYours: 'You did not declare this; only whoever did can withdraw it.',
};
