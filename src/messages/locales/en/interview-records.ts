import type { interviewRecords as zh } from '../zh/interview-records.ts';

export const interviewRecords: typeof zh = {
  record: 'Record it',
  read: 'See record',
  knownTitle: '<b>Record · step 1: check</b>',
  line: (name, value) => `${name}: ${value}`,
  none: '(none)',
  contentAsk:
    '<b>Record · main points</b>\nPlease write the main points (up to 1000 characters); the person will read them.\nNo case details, no leads, no ID or telephone numbers.',
  followUpAsk:
    '<b>Record · follow-up</b>\nPlease write what is to follow (up to 300 characters), or choose "None".',
  noFollowUp: 'None',
  previewTitle: '<b>Please check the record</b>',
  previewHint: 'Confirmed, it goes to the person and cannot be changed; they may add a statement.',
  recorded: (name, until) =>
    `✅ <b>The record has gone to ${name}</b>\nWithout an answer by ${until} it is sealed as "no statement given"; they can still add one later.`,
  recordedOpen: (name) =>
    `✅ <b>The record has gone to ${name}</b>\nIt is sealed once they have answered, and you are told.`,
  recordedBefore: 'This interview was recorded already; nothing was sent twice.',
  notYet: 'The interview has not begun; it can be recorded once it has.',
  over: 'This interview has a record already, which cannot be changed.',
  title: '<b>Record of the interview</b>',
  checkTitle: '<b>Please check the record of your interview</b>',
  until: (when, left) =>
    `Please answer by ${when}, ${left}; about 2 minutes. Without an answer it is sealed as "no statement given"; you can still add one later.`,
  untilOpen: 'Please check it, about 2 minutes. If you see it differently, write a statement.',
  agree: 'Agree',
  state: 'State',
  add: 'Add',
  agreeAsk:
    'Do you agree with the record?\nIt is then sealed and cannot be changed; you can still add to it later.',
  stateAsk:
    '<b>Record · your statement</b>\nPlease write it (up to 500 characters); it is kept word for word and sealed with the record.\nNo ID numbers, nothing private of others.',
  addAsk:
    '<b>Record · an addition</b>\nThe record is sealed. Please write what you want to add (up to 500 characters); it is kept word for word behind it.',
  stateProblem: (most) => `Please use 1 to ${most} characters; make it shorter and send it again.`,
  statePreview: '<b>Please check your statement</b>',
  stateHint: 'Once submitted it cannot be changed; the interviewer reads it. To change it, send it again.',
  agreed: '✓ The person agrees with the record',
  given: (text) => `Statement: ${text}`,
  answer: (text) => `Written answer: ${text}`,
  noneGiven: 'No statement was given in time',
  late: '(late)',
  addition: (when, text) => `Added ${when}: ${text}`,
  sealed: (when, hash) => `Sealed ${when}, check code ${hash}`,
  waiting: 'Waiting for the person to check it',
  stored: '✅ Submitted; the record is sealed and the interviewer reads it.',
  added: '✅ Your addition stands behind the record; the interviewer reads it.',
  writtenTitle: '<b>Written answer</b>',
  answerFrom: (name) => `<b>A written answer has come</b>\n${name}:`,
  toldTitle: '<b>Word on a record</b>',
  told: (name) => `The record of the interview with ${name}:`,
};
