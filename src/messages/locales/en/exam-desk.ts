import type { examDesk as zh } from '../zh/exam-desk.ts';

const people = (n: number): string => (n === 1 ? '1 person' : `${n} people`);

/** A formal exam, as whoever calls it reads of it. */
export const examDesk = {
  home: '<b>Formal exams</b>',
  homeEmpty:
    'You have not called an exam yet.\nOnce you have, it is followed here, and can be cancelled until it opens.',
  homeHint: 'Press a number to see how far it is.',
  call: 'Call an exam',
  line: (title, state, n) => `${title}: ${state}, ${n}`,
  states: {
    coming: (time) => `opens ${time}`,
    open: (time) => `open until ${time}`,
    closed: () => 'closed',
    cancelled: () => 'cancelled',
  },

  whatAsk:
    '<b>An exam · step 1: what about?</b>\nAll topics takes questions from every topic, in the proportions of the rule pack.',
  itemsAsk: (pool, least, most) =>
    `<b>An exam · step 2: how many questions?</b>\nThere are ${pool} to draw from, at random for each person.\nPress a number, or reply with one from ${least} to ${most}, for example 20.`,
  itemsProblem: (text, least, most) =>
    `"${text}" is not a number of questions. Please reply with one from ${least} to ${most}, for example 20.`,
  short: (wanted, there) =>
    `The bank is too small: one topic is asked for ${wanted} questions and has ${there}. Take fewer, or another topic.`,
  itemsButton: (n) => `${n} questions`,
  minutesAsk: '<b>An exam · step 3: how long?</b>\nPress a time, or reply with the minutes, for example 30.',
  minutesProblem: (text, least, most) =>
    `"${text}" is not a time. Please reply with ${least} to ${most} minutes, for example 30.`,
  minutesButton: (n) => `${n} minutes`,
  opensAsk:
    '<b>An exam · step 4: from when?</b>\nPress a time, or reply with one, for example 11-28 09:00 or tomorrow 9:00.',
  closesAsk:
    '<b>An exam · step 5: until when?</b>\nPress a time, or reply with one, for example 11-30 18:00. Everybody chooses their own time in between.',
  timeProblem: (text) => `"${text}" is not a time. Please write 11-28 09:00, or press one below.`,
  timePast: 'That time has passed. Please choose another.',
  tooShort: (minutes) =>
    `That is less than ${minutes} minutes after it opens: too short. Please choose a later end.`,
  tooLong: (days) =>
    `It would be open for more than ${days} days, and questions get around. Please make it shorter.`,
  now: 'Open now',
  unitsAsk:
    '<b>An exam · step 6: for whom?</b>\nChoose one or more, then press Next. Only those who learn are invited.',
  chooseUnit: 'Please choose a unit first.',
  unknownTopic: 'The rule pack does not have this topic any more. Please choose again.',
  nobody: 'There is nobody in these units who could take it. Please choose again.',

  previewTitle: '<b>Please check the exam</b>',
  people: (names, n) => `For ${names}: ${people(n)}`,
  leftOut: (n) => `${n} exempted or on leave, left out`,
  unreachable: (n) => `${n} cannot be reached at present and must be told otherwise`,
  comma: ', ',
  semicolon: '; ',
  window: (opens, closes) => `From ${opens} to ${closes}`,
  atOnce: 'the moment you confirm',
  draw: (pool, items) => `Each gets ${items} of ${pool} questions at random`,
  revised: (n) => `of which ${n} are about a law that is being revised`,
  told: 'Once you confirm everybody is told, and on the day before it closes those who have not finished are reminded.',
  called: (n) => `✅ <b>The exam is called</b>\n${people(n)} will be told.`,
  mayCancel:
    'It can be cancelled until it opens; later its end can be put off, or some people be given more time.',
  mayExtend: 'Its end can be put off, or some people be given more time.',
  calledBefore: 'This exam was called already, and is not called twice.',
  seeBoard: 'Progress',
  cancelExam: 'Cancel the exam',
  keep: 'Keep it',

  board: {
    counts: (called, begun, finished, excused) =>
      `Called ${called}, begun ${begun}, handed in ${finished}${excused > 0 ? `; excused ${excused}` : ''}`,
    leftOut: (n) => `${n} more were exempted or on leave and are not counted.`,
    unit: (name, n, begun, finished) => `${name}: ${n}, begun ${begun}%, handed in ${finished}%`,
    others: 'Other units together',
    hidden: 'No shares are shown of fewer than 5 people.',
    passed: (percent) => `passed ${percent}%`,
    passedLater: (time) => `How many passed is shown after ${time}.`,
    foot: 'Completion only: no marks, and nobody is ranked.',
    cancelled: 'The exam was cancelled.',
    names: 'Not begun',
    extend: 'Put off the end',
    adjust: 'For some people',
    export: 'Export',
  },
  namesTitle: (n) => `<b>Not begun · ${people(n)}</b>`,
  namesLine: (name, unit, state) => `${name} · ${unit}${state}`,
  away: ' (cannot be reached)',
  namesHint:
    'Please ask what stands in the way: minutes or a window can be given, or somebody excused. This look is logged.',
  namesEmpty: 'Everybody has begun.',
  cancelAsk: (n) => `<b>Cancel this exam?</b>\n${people(n)} will be told, and it cannot be undone.`,
  cancelled: (n) => `✅ The exam is cancelled; ${people(n)} will be told.`,
  tooLate:
    'The exam has opened and cannot be cancelled. Its end can be put off, or some people be given more time.',

  purposeAsk:
    '<b>Export who has finished</b>\nNames, units, whether they finished and, once closed, passed; no marks. What is it for? It is logged:',
  purposes: { help: 'Help them', archive: 'Records', report: 'Report upwards' } as Record<string, string>,
  exported: (n) =>
    `Who has finished, ${people(n)}. Please keep it as the rules say, and delete it afterwards.`,
  file: {
    name: (day) => `exam-completion-${day}`,
    sheet: 'Completion',
    columns: { unit: 'Unit', name: 'Name', staffNo: 'Number', state: 'State', passed: 'Passed' },
    states: {
      cancelled: 'cancelled',
      excused: 'excused',
      coming: 'not begun',
      open: 'not begun',
      'under-way': 'begun',
      finished: 'handed in',
      missed: 'not taken',
    },
    yes: 'passed',
    no: 'not passed',
  },

  extendAsk: (closes) =>
    `<b>Put off the end</b>\nIt closes ${closes} now. Press a new time, or reply with one, for example 11-30 18:00.`,
  notLater: 'The new end must be later than the present one.',
  extendPreview: (before, after, n) =>
    `<b>Please check</b>\nThe end moves from ${before} to ${after}.\n${people(n)} who have not handed in will be told; answers and articles are shown after it as well.`,
  extended: (closes, n) => `✅ It closes ${closes} now; ${people(n)} will be told.`,
  extendTooLate:
    'This exam is closed or cancelled, or its end was changed a moment ago, so it is not put off. Some people can be given a window of their own.',

  adjust: {
    whoAsk:
      '<b>For some people · step 1: who?</b>\nReply with numbers or names, with blanks, commas or line breaks between them, for example: QS-012 QS-015',
    whoTooMany: (n, most) => `At most ${most} people at a time, and you sent ${n}. Please do it in parts.`,
    whoNone: 'There is no number or name in that. Please write, for example: QS-012 QS-015',
    checkTitle: (n) => `<b>Found: ${people(n)}</b>`,
    failedTitle: (n) => `Not possible: ${n}`,
    problems: {
      unknown: 'not on the list of this exam',
      ambiguous: 'more than one; please write the number',
      finished: 'handed in already',
      cancelled: 'the exam is cancelled',
      'under-way': 'begun already; only more time is possible',
      'not-longer': 'no more than they have',
      over: 'closed; please give a window',
      excused: 'excused already',
      past: 'the new end has passed',
      'too-short': 'too short to finish',
      'too-long': 'too long',
    },
    failed: (text, problem) => `${text}: ${problem}`,
    more: (n) => `… and ${n} more`,
    whatAsk: 'What shall be changed for them?',
    minutes: 'More minutes',
    window: 'Own window',
    excuse: 'Excuse',
    minutesAsk: (most) =>
      `<b>How many minutes more?</b>\nIn all, on top of the time limit, for example 15; ${most} at most.`,
    minutesProblem: (text, most) =>
      `"${text}" is not a time. Please reply with 1 to ${most} minutes, for example 15.`,
    windowAsk: '<b>From when to when?</b>\nPlease reply with both, for example: 11-28 09:00 to 11-30 18:00',
    windowProblem: (text) => `"${text}" is no window. Please write: 11-28 09:00 to 11-30 18:00`,
    reasonAsk:
      '<b>Why?</b>\nPlease write a short reason (at most 100 characters). It is logged and not sent to them. For example: in hospital',
    reasonProblem: 'Please write a reason of at most 100 characters.',
    previewTitle: '<b>Please check</b>',
    willMinutes: (n, minutes) => `${people(n)} get ${minutes} minutes more.`,
    willWindow: (n, opens, closes) =>
      `${people(n)} take it from ${opens} to ${closes}; answers and articles are shown once it has closed for everybody.`,
    willExcuse: (n) => `${people(n)} are excused, which does not count as missing it.`,
    reason: (text) => `Reason: ${text}`,
    willTell: 'They are told what holds for them, without the reason.',
    done: (n) => `✅ Changed for ${people(n)}, who will be told.`,
    none: 'There is nobody for whom it can be changed. Please check the list.',
  },
} satisfies typeof zh;
