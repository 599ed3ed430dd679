import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { putDocument, putQuestions, type Provenance, type QuestionType } from '../../db/queries/questions.ts';

/** A question file after its reader has checked it (formats/read-questions.ts). */
export type QuestionFile = {
  document: {
    title: string;
    version: string;
    inForceFrom: string;
    provenance: Provenance;
    status: 'in-force' | 're-verify';
  };
  questions: readonly {
    id: string;
    type: QuestionType;
    stem: string;
    options: readonly string[];
    answer: readonly number[];
    explanation: string;
    topic: string;
    difficulty: number;
    source: {
      article?: string | undefined;
      chapter?: string | undefined;
      quote: string;
      provenance: Provenance;
    };
  }[];
};

/**
 * Brings files of the bank into the database, all or nothing. A question that differs from its newest version gets a
 * new version; the same file again changes nothing.
 */
export async function importQuestions(
  db: Db,
  files: readonly QuestionFile[],
  now: Date,
): Promise<{ questions: number; added: number; changed: number }> {
  return db.transaction(async (tx) => {
    const total = { questions: 0, added: 0, changed: 0 };
    for (const { document, questions } of files) {
      const documentId = await putDocument(tx, { id: newId(), ...document });
      const rows = questions.map(({ id: code, source, answer, options, ...rest }) => {
        const content = {
          ...rest,
          options: [...options],
          answer: answer.toSorted((a, b) => a - b),
          source,
          document: [document.title, document.version],
        };
        return {
          id: newId(),
          versionId: newId(),
          code,
          documentId,
          ...rest,
          options: content.options,
          answer: content.answer,
          place: source.article ?? source.chapter ?? '',
          quote: source.quote,
          provenance: source.provenance,
          contentHash: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
        };
      });
      const { added, changed } = await putQuestions(tx, rows, now);
      total.questions += questions.length;
      total.added += added;
      total.changed += changed;
    }
    return total;
  });
}
