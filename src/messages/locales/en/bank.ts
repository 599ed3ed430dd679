import type { bank as zh } from '../zh/bank.ts';

const n = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export const bank: typeof zh = {
  title: '<b>Question bank</b>',
  counts: (published, flagged, retired) =>
    `Published: ${published}. To be checked again: ${flagged}. Retired: ${retired}.`,
  waiting: (count) => `${n(count, 'question')} waiting for approval; not used before it.`,
  typeCount: (type, count) => `${type} ${count}`,
  documentCount: (title, version, count) => `${title} ${version}: ${n(count, 'question')}`,
  superseded: ' (superseded)',
  empty:
    'The bank is empty. Press "Import" and send a file of questions; once somebody else has approved them, they are used.',
  waitingButton: (count) => (count > 0 ? `Wait ${count}` : 'Waiting'),
  importButton: 'Import',
  exportButton: 'Export',

  exportAsk: (count) =>
    `<b>Export the bank</b>\nAll ${n(count, 'published question')} in one file, with sources and explanations; it can be changed and imported again.\nXLSX and CSV open as tables; GIFT goes into Moodle.`,
  exportNone: 'No question is published yet, so there is nothing to export.',
  exportName: (day) => `question-bank-${day}`,
  exportOfName: (name) => `to-complete-${name}`,
  exportCaption: (count) => `${n(count, 'question')}.`,
  sheet: 'Questions',

  types: {
    single: 'Single choice',
    multiple: 'Multiple choice',
    truefalse: 'True or false',
    case: 'Case',
    fill: 'Fill-in',
    numeric: 'Number',
    ordering: 'Ordering',
    matching: 'Matching',
  },

  listTitle: (count) => `<b>Waiting for approval (${count})</b>`,
  listEmpty: 'Nothing waits for approval. What somebody imports appears here.',
  listLine: (type, stem) => `${type} · ${stem}`,
  listFrom: (name, file) => `${name} · ${file}`,
  listHint: 'Press a number to see the question. What you wrote is for somebody else to approve.',
  isNew: 'new',
  replaces: (version) => `changes version ${version}`,
  proposalTitle: (type, what, code) => `<b>${type} · ${what}</b> · ${code}`,
  key: (text) => `Answer: ${text}`,
  explanation: (text) => `Why: ${text}`,
  source: (document, version, place) => `Source: ${document} ${version} ${place}`,
  about: (topic, difficulty) => `Topic ${topic} · difficulty ${difficulty}`,
  writer: (name) => `Written by ${name}`,
  approve: 'Approve',
  reject: 'Reject',
  approveAll: 'All of it',
  export: 'Export it',
  problem: {
    own: 'You wrote this one: another editor or an administrator approves it.',
    'no-source':
      'It names no article or no words of it yet, so it cannot be approved. Reject it, or have the writer add them and import it again.',
    'left-behind': 'This question was changed since; please look at the newer version.',
    superseded: '⚠ The document it rests on has been superseded.',
  },
  decidedBefore: {
    approved: (name) => `Approved by ${name}.`,
    rejected: (name) => `Rejected by ${name}.`,
  },
  reason: (text) => `Reason: ${text}`,
  approved: '✅ Approved; the question is used from now on.',
  rejected: 'Rejected; the writer is told the reason.',
  goOn: 'The rest',
  approveAllAsk: (file, count) =>
    `<b>Approve ${n(count, 'question')} of "${file}"?</b>\nThey will appear in exercises and papers. What you wrote yourself, or names no source, stays behind.`,
  approvedAll: (count) => `✅ ${n(count, 'question')} approved; used from now on.`,
  approvedNone: 'There was nothing to approve: it may have been answered before, or names no source yet.',
  rejectAsk: (stem) =>
    `Reject "${stem}"\nPlease give the reason, which the writer is told, such as: the answer is not what article 8 says.`,
  reasonProblem: (most) =>
    `Please give a reason of 1 to ${most} characters, such as: the answer is not what article 8 says.`,

  rejectedTitle: '<b>A question of yours was rejected</b>',
  rejectedHint: 'Once corrected it can be imported again.',
  approvedTitle: '✅ <b>A question of yours was approved</b>',
  importDecided: (file) => `✅ <b>"${file}" has been answered</b>`,
  importApproved: (count) => `${n(count, 'question')} approved and in use.`,
  importRejected: (count) => `${n(count, 'question')} rejected; you were told why, one by one.`,
  openBank: 'Open bank',
};
