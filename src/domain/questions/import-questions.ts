import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import {
  findDocument,
  findApprovedHashes,
  putDocument,
  putQuestions,
  type ImportRow,
  type Provenance,
} from '../../db/queries/questions.ts';
import type { Content } from './rules.ts';
import { storeContent, type StoredContent } from './store-content.ts';

/** A question file after its reader has checked it (formats/read-questions.ts). */
export type QuestionFile = {
  document: {
    title: string;
    version: string;
    inForceFrom: string;
    provenance: Provenance;
    status: 'in-force' | 're-verify';
  };
  questions: readonly (Content & {
    id: string;
    stem: string;
    explanation: string;
    topic: string;
    difficulty: number;
    source: {
      article?: string | undefined;
      chapter?: string | undefined;
      quote: string;
      provenance: Provenance;
    };
  })[];
};

/** new: not in the bank yet; changed: there with other content, so it would get a new version (a document: a new status). */
export type ImportStep = 'new' | 'changed' | 'same';

/** What an import of this file would do, question by question; nothing is written. */
export async function planQuestions(
  db: Db,
  file: QuestionFile,
): Promise<{ document: ImportStep; questions: { id: string; step: ImportStep }[] }> {
  const { document } = file;
  const stored = await findDocument(db, document);
  const codes = file.questions.map(({ id }) => id);
  const stands = new Map(
    (await findApprovedHashes(db, codes)).map(({ code, ...hashes }) => [code, hashes] as const),
  );
  const isOver = stored?.status === 'superseded';
  const isSameDocument = stored?.status === document.status && stored.provenance === document.provenance;
  return {
    document: stored === undefined ? 'new' : isSameDocument || isOver ? 'same' : 'changed',
    questions: file.questions.map((question) => {
      const known = stands.get(question.id);
      const { contentHash } = contentOf(document, question);
      const isSame = isOver || known?.contentHash === contentHash || known?.corrected.includes(contentHash);
      return { id: question.id, step: isSame ? 'same' : known === undefined ? 'new' : 'changed' };
    }),
  };
}

/**
 * Brings files of the bank into the database, all or nothing; they are published as they are, since they were checked
 * before they were shipped. What editors write is proposed instead (propose-questions.ts). A question that differs from its newest version gets a
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
      const rows = questions.map((question): ImportRow => {
        const { id: code, type, stem, explanation, topic, difficulty, source } = question;
        return {
          id: newId(),
          versionId: newId(),
          code,
          topic,
          type,
          stem,
          explanation,
          difficulty,
          documentId,
          ...contentOf(document, question),
          place: source.article ?? source.chapter ?? '',
          quote: source.quote,
          provenance: source.provenance,
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

/** What makes a version: everything that is asked, the key in order, and the document with its version. */
function contentOf(
  document: QuestionFile['document'],
  question: QuestionFile['questions'][number],
): StoredContent & { contentHash: string } {
  const { type, stem, explanation, topic, difficulty, source } = question;
  const stored = storeContent(question);
  const { options, answer, extra } = stored;
  const content = {
    type,
    stem,
    explanation,
    topic,
    difficulty,
    options,
    answer,
    source,
    document: [document.title, document.version],
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
  const contentHash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return { ...stored, contentHash };
}
