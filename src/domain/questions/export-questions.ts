import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findDocuments, findOfImport, findPublished } from '../../db/queries/question-bank.ts';
import { findImportName } from '../../db/queries/question-imports.ts';
import { mayDo, type Actor } from '../people/rules.ts';
import { accessTo } from './access.ts';
import { nameOf } from './document-rules.ts';
import type { OfferedQuestion } from './offered-question.ts';
import { readContent } from './read-content.ts';

type ExportedQuestion = Omit<OfferedQuestion, 'line' | 'sheet'>;

/**
 * Questions with all that is known of them, as they may be written to a file and come back: what may be asked today, or
 * what one file has brought.
 */
export async function listExported(db: Db, importId?: string): Promise<ExportedQuestion[]> {
  const documents = await findDocuments(db);
  const names = new Map(documents.map((document) => [document.id, nameOf(documents, document)]));
  const rows = await (importId === undefined ? findPublished(db) : findOfImport(db, importId));
  const said = (text: string | undefined) => text || undefined;
  return rows.map((row) => ({
    content: { ...readContent(row), stem: row.stem },
    explanation: said(row.explanation),
    topic: row.topic,
    difficulty: row.difficulty,
    code: row.code,
    source: {
      document: names.get(row.documentId),
      article: said(row.place),
      quote: said(row.quote),
    },
  }));
}

/** The same for a person who may edit the bank, with a line in the access log; undefined for anybody else, or no such file. */
export async function exportQuestions(
  db: Db,
  actor: Actor,
  importId: string | undefined,
  now: Date,
): Promise<{ questions: ExportedQuestion[]; fileName: string | undefined } | undefined> {
  if (!mayDo(actor, 'bank.edit')) return undefined;
  const fileName = importId === undefined ? undefined : await findImportName(db, importId);
  if (importId !== undefined && fileName === undefined) return undefined;
  const questions = await listExported(db, importId);
  const detail = { questions: questions.length, ...(importId === undefined ? {} : { importId }) };
  await db.transaction((tx) => insertAccess(tx, accessTo(actor, 'bank.export', null, detail), now));
  return { questions, fileName };
}
