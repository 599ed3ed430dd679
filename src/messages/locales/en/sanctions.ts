import type { sanctions as zh } from '../zh/sanctions.ts';

export const sanctions: typeof zh = {
  title: '<b>Sanctions</b>',
  empty: 'No record waits for you to check.',
  mayRecord:
    'Tap "Record" and copy kind, organ, number and day from the decision; it stands in the file once a second person has checked it. Nothing of the case.',
  waiting: (n) => `<b>Records of sanctions to check</b> (${n})`,
  row: (n, name, kind) => `${n}. ${name} · ${kind}`,
  hint: 'Tap a number and compare it with the decision.',
  start: 'Record',
  whoAsk: '<b>Sanction · step 1: about whom?</b>\nPlease send a name, its pinyin initials or a staff number.',
  own: 'You cannot record one of your own.',
  relative: 'You are declared as a relative; please let somebody else record it.',
  kindAsk: (name) => `<b>Sanction · step 2: which kind?</b>\nAbout: ${name}`,
  kindHint: 'Of other kinds no text was found that says how long they have an effect; they are not recorded.',
  kindRow: (name, months, article) => `${name}: ${months} months (${article})`,
  organAsk:
    '<b>Sanction · step 3: which organ decided?</b>\nPlease send its name, e.g. the discipline committee of Qingshi.',
  organProblem:
    'Please send the name of the organ only (2 to 40 characters, no digits or full stops), e.g. Qingshi discipline committee.',
  numberAsk:
    '<b>Sanction · step 4: number of the decision</b>\nAs it is printed, with the year in brackets, e.g. QJ〔2026〕12',
  numberProblem: (text) =>
    `"${text}" is no such number. Please write it as it is printed, with the year in brackets, e.g. QJ〔2026〕12`,
  dayAsk: '<b>Sanction · step 5: day of the decision</b>\nPlease write 3-12 or 2026-03-12.',
  dayProblem: (text) => `"${text}" is no day. Please write 3-12 or 2026-03-12.`,
  dayProblems: {
    future: 'That day has not come. Please send the day on the decision, e.g. 2026-03-12.',
    over: 'By that day the effect is over, and it is not recorded any more. If the day was wrong, send it again, e.g. 2026-03-12.',
  },
  previewTitle: '<b>Please compare with the decision</b>',
  who: (name, unit) => `About: ${name} (${unit})`,
  what: (kind) => `Kind: ${kind}`,
  organ: (organ) => `Organ: ${organ}`,
  document: (no, day) => `Number: ${no} (of ${day})`,
  until: (day) => `In effect until ${day} (by the article)`,
  previewHint:
    'Where the decision itself sets another period, do not record it here. A second person checks it.',
  recorded: '✅ <b>Handed in</b>\nYou will hear the answer. Until then it stands in no file.',
  recordedNobody: '✅ <b>Handed in</b>\nNobody who may check can be reached now; please tell your superior.',
  recordedBefore: 'This was handed in before; it was not handed in twice.',
  sameDocument: 'This decision is recorded already; it was not recorded twice.',
  checkTitle: '<b>Please compare with the decision</b>',
  by: (name) => `Recorded by ${name}`,
  checkHint: 'Once confirmed it stands in their file for good, and they are told.',
  confirm: 'It agrees',
  refuse: 'It does not',
  refuseAsk: (name) =>
    `<b>What does not agree with the decision?</b>\nAbout: ${name}\nWhoever recorded it sees this, the person does not.`,
  reasons: { person: 'The person', kind: 'The kind', document: 'Organ or number', day: 'The day' },
  confirmedDone: (name) => `✅ Checked; it stands in the file of ${name}, who is told.`,
  refusedDone: 'Whoever recorded it is told; nothing entered the file.',
  checkedBefore: (state, name) => `This was checked before: ${state} (${name}).`,
  states: { confirmed: 'it agrees', refused: 'it does not agree' },
  goOn: 'The others',
  announce: '📝 <b>A record of a sanction to check</b>\nPlease have the decision at hand; one minute.',
  answerConfirmed: (name, kind) =>
    `✅ <b>What you recorded was checked</b>\n${name} · ${kind}; it stands in their file.`,
  answerRefused: (name, kind) =>
    `<b>What you recorded does not agree with the decision</b>\n${name} · ${kind}`,
  reason: (text) => `What does not agree: ${text}. Please check and record it again.`,
  toldTitle: '<b>A sanction was recorded in your file</b>',
  toldFoot: 'If it differs from the decision, object; against the sanction itself, appeal as the rules say.',
  endedOwn: '<b>No longer in effect</b>',
  endedOwnBody: (kind, no, day) =>
    `Your ${kind} (${no}) was in effect until ${day}.\nYour file does not flag it any more; the record stays.`,
  endedOther: (name, kind, no, day) =>
    `<b>No longer in effect</b>\n${name} · ${kind} (${no})\nIt was in effect until ${day}; the file does not flag it any more.`,
  object: 'Object',
};
