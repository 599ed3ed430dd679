import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  findImport,
  findImportOutcome,
  lockImport,
  markImportConfirmed,
  putImport,
  putImportDocument,
  type ImportOutcome,
} from '../../db/queries/question-imports.ts';
import { insertProposals, lockQuestions } from '../../db/queries/question-proposals.ts';
import { findDocuments } from '../../db/queries/question-bank.ts';
import type { ImportRow as NewVersionRow } from '../../db/queries/questions.ts';
import { mayDo } from '../people/rules.ts';
import { accessTo } from './access.ts';
import type { Editor } from './find-editor.ts';
import type { OfferedQuestion } from './offered-question.ts';
import { fingerprint, planProposals, type Planned } from './plan-proposals.ts';

/** What a question of the file is like: one of the bank, by its code, or an earlier one of the file, by its line. */
export type Like = { at: number; of: { code: string } | { line: number }; stem: string; similarity: number };
/** What was read of a file and waits to be confirmed, or why it was refused; `problems` and `warnings` are the reader's. */
export type ImportDraft = {
  format: string | null;
  questions: OfferedQuestion[];
  likes: Like[];
  problems: unknown[];
  problemCount: number;
  warnings: unknown[];
  /** What questions rest on that name no document. */
  documentId: string | null;
};
export type ReadImport = { id: string; fileName: string; draft: ImportDraft; planned: Planned[] };

/** Written by `keepImport` alone; the shapes within are those that it was given. */
const draftSchema = z.custom<ImportDraft>(
  (value) => typeof value === 'object' && value !== null && 'questions' in value,
);

/** Keeps what was read of a file until it is confirmed; nothing of it is in the bank. Once by the wizard's id. */
export async function keepImport(
  db: Db,
  actor: Editor,
  file: { id: string; fileName: string; draft: ImportDraft },
  now: Date,
): Promise<void> {
  await db.transaction((tx) => putImport(tx, { ...file, personId: actor.personId }, now));
}

/** An unconfirmed file of their own, with what it would do to the bank as that is now; undefined when there is none. */
export async function readImport(db: Db, actor: Editor, id: string): Promise<ReadImport | undefined> {
  const row = await findImport(db, id, actor.personId);
  if (!row || row.draft === null) return undefined;
  const draft = draftSchema.parse(row.draft);
  const planned = await planProposals(db, draft.questions, draft.documentId);
  return { id, fileName: row.fileName, draft, planned };
}

/** Says what questions rest on that name no document; false for one that is not there, or does not stand any more. */
export async function chooseDocument(
  db: Db,
  actor: Editor,
  id: string,
  documentId: string,
): Promise<boolean> {
  const documents = await findDocuments(db);
  if (!documents.some((one) => one.id === documentId && one.status !== 'superseded')) return false;
  await putImportDocument(db, id, actor.personId, documentId);
  return true;
}

export type Confirmed =
  | { ok: true; outcome: ImportOutcome }
  | { ok: false; problem: 'not-allowed' | 'not-found' | 'refused' | 'nothing' };

/**
 * Makes proposals of an unconfirmed file, all of its questions or none, once: the second time says what the first did.
 * They are drawn when somebody else has approved them.
 */
export async function confirmImport(db: Db, actor: Editor, id: string, now: Date): Promise<Confirmed> {
  if (!mayDo(actor, 'bank.edit')) return { ok: false, problem: 'not-allowed' };
  return db.transaction(async (tx): Promise<Confirmed> => {
    const row = await lockImport(tx, id, actor.personId);
    if (row && row.draft !== null) {
      const rows = await settle(tx, draftSchema.parse(row.draft));
      if (typeof rows === 'string') return { ok: false, problem: rows };
      await insertProposals(tx, rows, { personId: actor.personId, importId: id }, now);
      await markImportConfirmed(tx, id, now);
      const detail = { importId: id, questions: rows.length };
      await insertAccess(tx, accessTo(actor, 'bank.import', null, detail), now);
    }
    const outcome = await findImportOutcome(tx, id, actor.personId);
    return outcome ? { ok: true, outcome } : { ok: false, problem: 'not-found' };
  });
}

/** The versions that a file adds, with its questions kept from everybody else; or why there are none. */
async function settle(tx: Tx, draft: ImportDraft): Promise<NewVersionRow[] | 'refused' | 'nothing'> {
  if (draft.problemCount > 0) return 'refused';
  const plan = () => planProposals(tx, draft.questions, draft.documentId);
  const codes = (await plan()).map(({ code }) => code);
  await lockQuestions(tx, codes);
  const planned = await plan();
  if (planned.some(({ step }) => step === 'refused')) return 'refused';
  const rows = planned.flatMap(rowOf);
  return rows.length > 0 ? rows : 'nothing';
}

function rowOf({ step, code, offered, provenance }: Planned): NewVersionRow[] {
  if (!offered || (step !== 'new' && step !== 'changed')) return [];
  const contentHash = createHash('sha256').update(fingerprint(offered)).digest('hex');
  return [{ id: newId(), versionId: newId(), code, ...offered, provenance, contentHash }];
}
