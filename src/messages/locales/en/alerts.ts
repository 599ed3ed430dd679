import type { alerts as zh, drift as zhDrift } from '../zh/alerts.ts';

export const alerts: typeof zh = {
  title: (n) => `<b>Alerts to decide</b> (${n})`,
  doneTitle: (n) => `<b>Decided alerts</b> (${n})`,
  row: (n, name, rule, colour, day) => `${n}. ${name} · ${rule} (${colour}) · ${day}`,
  doneRow: (n, name, rule, state, day) => `${n}. ${name} · ${rule} · ${state} · ${day}`,
  hint: 'Rules propose, you decide. Tap a number for the reason.',
  empty:
    'No alert waits for you.\nThe rules look once a night; what they find is listed here for you to decide.',
  doneEmpty: 'No alert has been decided yet.',
  open: 'To decide',
  done: 'Decided',
  one: (name, unit) => `<b>${name}</b> (${unit})`,
  what: (rule, colour, day) => `${rule} · ${colour} · proposed ${day}`,
  entry: (n, day, text) => `Record ${n}: ${day} ${text}`,
  more: (n) => `${n} more ${n === 1 ? 'record' : 'records'}`,
  basis: (source, note) => `Source: ${source}${note}`,
  unverified: ' (to be checked)',
  states: { accepted: 'accepted', dismissed: 'dismissed', 'taken-back': 'taken back' },
  decided: (state, name, day) => `${state} (${name}, ${day})`,
  reason: (text) => `Reason: ${text}`,
  accept: 'Accept',
  dismiss: 'Dismiss',
  takeBack: 'Take back',
  preview: (name, rule) => `<b>Please confirm: accept ${name} · ${rule}</b>`,
  previewFile:
    'Confirmed, it enters the file as a conclusion and the person is told and may object; a mistake is corrected only by a new entry.',
  previewNoFile: 'It enters no file; the person is told that their objection is being followed up.',
  accepted: (name, rule) =>
    `✅ <b>Accepted: ${name} · ${rule}</b>\nYou may order an interview or a rectification, or leave it. A mistake is taken back under Decided.`,
  interview: 'Interview',
  rectify: 'Rectification',
  dismissAsk: (name, rule) =>
    `<b>Dismiss: ${name} · ${rule}</b>\nWrite the reason in a sentence (up to 200 characters). It is kept for ever and not sent to the person. Example: checked in person, papers on their way.`,
  takeBackAsk: (name, rule) =>
    `<b>Take back: ${name} · ${rule}</b>\nWrite the reason in a sentence (up to 200 characters). The entry stays, a new one says that it is void, and the person is told. Example: tapped by mistake.`,
  reasonProblem: 'Write the reason in 1 to 200 characters.',
  dismissed:
    '✅ Dismissed, the reason is kept and no file was touched. Under Decided it can still be accepted later.',
  takenBack: '✅ Taken back: the entry is marked void in the file and the person is told.',
  before: (state, name) => `This was decided before: ${state} (${name}). Nothing changed.`,
  goOn: 'The others',
  followed:
    '<b>Your objection is being followed up</b>\nIts answer is late, and we are sorry for the wait. This enters no file.',
};

export const drift: typeof zhDrift = {
  title: (n) => `<b>By village</b> (${n} ${n === 1 ? 'unit' : 'units'})`,
  empty: 'There is no unit in your reach to count in.',
  total: (figures) => `Total: ${figures}`,
  missing: (n) => `${n} without records`,
  overdue: (n) => `${n} overdue`,
  unanswered: (n) => `${n} unanswered`,
  row: (name, figures) => `${name}: ${figures}`,
  skipped: (n) => `${n} ${n === 1 ? 'meeting' : 'meetings'} short`,
  few: 'few people, among the others',
  fine: 'nothing lags',
  others: (figures) => `Others (small ones together): ${figures}`,
  foot: 'By name, no ranking; meetings of the last full period.',
};
