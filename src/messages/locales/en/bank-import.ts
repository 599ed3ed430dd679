import type { bankImport as zh } from '../zh/bank-import.ts';

const n = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export const bankImport: typeof zh = {
  ask: '<b>Import questions</b>\nPlease send one file:\n· an XLSX or CSV table with columns such as type, question, option A, answer\n· GIFT, Aiken or Moodle XML\n· text, each question with "Answer: B"\nThe source goes into the columns document, article and quote; a missing document can be chosen next.',
  notAFile: 'Please send the questions as a file, such as questions.xlsx.',
  lost: 'The file could not be fetched; please send it again.',
  documentAsk: (count) =>
    `<b>Which document do they rest on?</b>\n${n(count, 'question')} of the file name none; please choose one:`,
  documentLine: (title, version) => `${title} ${version}`,
  noDocuments:
    'The bank knows no document yet, so none can be chosen. Please have the operator import the shipped bank first.',
  title: (file, format) => `<b>Preview · ${file}</b> (${format})`,
  sum: (added, changed, same) => `New: ${added}. Changed: ${changed}. The same: ${same}.`,
  sumRefused: (count) => `${n(count, 'question')} cannot be imported.`,
  sumLikes: (count) => `${n(count, 'question')} like others; please check whether they are repeats.`,
  sumLacks: (count) => `${n(count, 'question')} without article or quote: not approved before that is added.`,
  sumLeftOut: (count) => `${n(count, 'part')} of the file not read, see the report.`,
  steps: { new: 'New', changed: 'Changed', same: 'The same', refused: 'Refused' },
  entry: (step, place, stem) => `${step} · ${place}: ${stem}`,
  like: (what, percent, stem) => `≈ ${what} (${percent}%): ${stem}`,
  likeLine: (line) => `line ${line} of this file`,
  lacks: { article: 'no article', quote: 'no quote' },
  unlike: (stem) => `the question with this code says something else: ${stem}; please check the code`,
  unknownTopic: (found, topic) => `the bank has no topic "${found}"; it goes to ${topic}`,
  noDocument: 'names no document',
  unknownDocument: (found) => `the bank knows no document "${found}"; please check its name`,
  confirmHint: (count) =>
    `Once you confirm, ${n(count, 'question')} wait for approval, and are used when somebody else has given it.`,
  refusedHint:
    'Some questions cannot be imported, so nothing was stored. Correct them and just send the file again.',
  nothingHint: 'The bank has all of these already; there is nothing to import.',
  report: 'Report',
  confirmed: (file, count) =>
    `✅ <b>"${file}" waits for approval</b>\n${n(count, 'question')}, used once somebody else has approved them; you will hear of it.`,
  gone: 'This file was handled before or has expired; please send it again.',
  problemsTitle: (file, count) =>
    `<b>${file} was not imported</b>\n${n(count, 'thing')} to put right, nothing was stored:`,
  problemsHint: 'Correct them and just send the file again.',
  reportName: (file) => `import-report-${file}`,
  reportCaption: (file) => `Report on "${file}", question by question.`,
  reportSheet: 'Report',
  heads: ['Line', 'Code', 'Result', 'Question', 'Remarks', 'Like'],
  leftOut: 'not read',
  wrong: 'to put right',
};
