import { basename } from 'node:path';
import { v7 as newId } from 'uuid';
import { findNamed } from '../domain/questions/document-rules.ts';
import { findEditor } from '../domain/questions/find-editor.ts';
import { makeDraft } from '../domain/questions/make-draft.ts';
import { planProposals, type Planned, type PlannedStep } from '../domain/questions/plan-proposals.ts';
import { confirmImport, keepImport, type ImportDraft } from '../domain/questions/propose-questions.ts';
import { listAsked, listStanding } from '../domain/questions/read-bank.ts';
import { compareQuestionBank } from '../formats/read-question-bank.ts';
import { likesOf, remarksOf } from '../messages/bank-import.ts';
import { plainWords } from '../messages/bank-report.ts';
import { questionProblemText, questionWarningText } from '../messages/question-file.ts';
import type { Call } from './command.ts';
import { readInput } from './read-input.ts';

/**
 * Reads a file of questions of any other maker, says question by question what it would change, and with `--apply` hands
 * it in for an editor: somebody else approves it in the chat.
 */
export async function proposeBank(call: Call): Promise<0 | 1> {
  const { args, options, words, print, note, database, now } = call;
  const path = args[0] ?? '';
  const input = await readInput(path, words);
  if (!input.ok) {
    note(input.sentence);
    return 1;
  }
  const db = await database.open();
  let existing: Awaited<ReturnType<typeof listAsked>> = [];
  const read = await compareQuestionBank(input.bytes, basename(path), async () => {
    existing = await listAsked(db);
    return existing.map(({ asked }) => asked);
  });
  for (const warning of read.bank.warnings) note(plainWords(questionWarningText(words.language, warning)));
  if (!read.bank.ok) {
    const { problems, problemCount } = read.bank;
    for (const problem of problems) print(`${plainWords(questionProblemText(words.language, problem))}\n`);
    note(words.import.refused(problemCount, problems.length));
    return 1;
  }
  const wanted = options['document'] === undefined ? undefined : String(options['document']);
  const document = wanted === undefined ? undefined : findNamed(await listStanding(db), wanted);
  if (wanted !== undefined && !document) {
    note(words.question.noDocument(wanted));
    return 1;
  }
  const draft = { ...makeDraft(read, existing), documentId: document?.id ?? null };
  const planned = await planProposals(db, draft.questions, draft.documentId);
  for (const line of linesOf(call, draft, planned)) print(`${line}\n`);
  const count = (step: PlannedStep) => planned.filter((one) => one.step === step).length;
  note(words.question.sum(count('new'), count('changed'), count('same')));
  if (count('refused') > 0) {
    note(words.import.refused(count('refused'), count('refused')));
    return 1;
  }
  if (count('new') + count('changed') === 0) {
    note(words.import.nothing);
    return 0;
  }
  if (options['apply'] !== true) {
    note(words.import.rehearsal);
    return 0;
  }
  const staffNo = String(options['by'] ?? '');
  const editor = await findEditor(db, staffNo, now);
  if (!editor) {
    note(staffNo === '' ? words.question.needsEditor : words.question.noEditor(staffNo));
    return 1;
  }
  const id = newId();
  await keepImport(db, editor, { id, fileName: basename(path), draft }, now);
  const confirmed = await confirmImport(db, editor, id, now);
  if (!confirmed.ok) throw new Error(`the bank has changed since it was read: ${confirmed.problem}`);
  note(words.question.proposed(confirmed.outcome.questions));
  return 0;
}

function linesOf({ words }: Call, draft: ImportDraft, planned: readonly Planned[]): string[] {
  const { language, question } = words;
  return planned.map((one, at) => {
    const likes = draft.likes.filter((like) => like.at === at);
    const step = one.step === 'refused' ? question.refusedStep : question.step[one.step];
    const remarks = [...remarksOf(language, one), ...likesOf(language, { ...one, likes })].map(plainWords);
    const place = question.line(one.question.line, one.question.sheet);
    return [step, place, one.code, one.question.content.stem.replace(/\s+/g, ' '), ...remarks].join('  ');
  });
}
