import { createHash } from 'node:crypto';
import type { Db, Tx } from '../../db/client.ts';
import {
  findDocuments,
  findNewestByCode,
  findTopics,
  findUsualTopics,
  type BankRow,
  type DocumentRow,
} from '../../db/queries/question-bank.ts';
import type { Provenance } from '../../db/queries/questions.ts';
import { findNamed } from './document-rules.ts';
import { askedText, similarityOf } from './duplicate-rules.ts';
import type { OfferedQuestion } from './offered-question.ts';
import { readContent } from './read-content.ts';
import type { Content } from './rules.ts';
import { storeContent, type StoredContent } from './store-content.ts';

/** What a version of the question would say, apart from ids. */
export type Offered = StoredContent & {
  type: Content['type'];
  stem: string;
  explanation: string;
  topic: string;
  difficulty: number;
  documentId: string;
  place: string;
  quote: string;
};
export type PlannedStep = 'new' | 'changed' | 'same' | 'refused';
/** What an import would do with one question. */
export type Planned = {
  question: OfferedQuestion;
  code: string;
  step: PlannedStep;
  /** Why it is refused. `found`: the document that it names, which the bank does not know. */
  problem?: { code: 'no-document' } | { code: 'unknown-document'; found: string };
  /** What has still to be added before it can be published. */
  lacks: ('article' | 'quote')[];
  /** The stem of the question with this code, where that says something else altogether: perhaps a mistaken code. */
  unlike?: string;
  offered?: Offered;
  /** The word of the file for its topic, where the bank has no such topic, and no paper would ever draw it. */
  unknownTopic?: string;
  /** How the words it rests on were held against the text: nobody has done that yet with what an editor writes. */
  provenance: Provenance;
};

/** Below this a question with the code of another is probably not meant to change it. */
const UNLIKE = 0.3;
const USUAL_DIFFICULTY = 2;
const NO_TOPIC = 'other';

/**
 * What an import of these questions would do, one by one; nothing is written. What a file does not say of a question that
 * is in the bank stays as it is.
 * @param documentId what questions rest on that name no document
 */
export async function planProposals(
  db: Db | Tx,
  questions: readonly OfferedQuestion[],
  documentId: string | null,
): Promise<Planned[]> {
  const coded = questions.map((question) => ({ question, code: codeOf(question) }));
  const documents = await findDocuments(db);
  const newest = await findNewestByCode(
    db,
    coded.map(({ code }) => code),
  );
  const usual = await findUsualTopics(
    db,
    documents.map(({ id }) => id),
  );
  const known: Known = {
    documents,
    topics: new Set(await findTopics(db)),
    chosen: documents.find(({ id }) => id === documentId),
    newest: new Map(newest.map((row) => [row.code.toLowerCase(), row])),
    usual: new Map(usual.map(({ documentId: id, topic }) => [id, topic])),
  };
  return coded.map(({ question, code }) => plan(question, code, known));
}

type Known = {
  documents: readonly DocumentRow[];
  chosen: DocumentRow | undefined;
  newest: ReadonlyMap<string, BankRow>;
  topics: ReadonlySet<string>;
  /** By document. */
  usual: ReadonlyMap<string, string>;
};

/**
 * The code of the bank; one of digits alone is somebody's numbering of a list. Without a code the content makes one, so
 * that the same file again is the same questions.
 */
function codeOf({ code, content }: OfferedQuestion): string {
  if (code !== undefined && !/^\d+$/.test(code)) return code;
  const { stem } = content;
  const { options, answer, extra } = storeContent(content);
  const said = JSON.stringify([content.type, stem, options, answer, extra]);
  return `q-${createHash('sha256').update(said).digest('hex').slice(0, 12)}`;
}

function plan(question: OfferedQuestion, given: string, known: Known): Planned {
  const before = known.newest.get(given.toLowerCase());
  const code = before?.code ?? given;
  const named = question.source?.document;
  const document =
    named === undefined
      ? (known.documents.find(({ id }) => id === before?.documentId) ?? known.chosen)
      : findNamed(known.documents, named);
  if (!document)
    return {
      question,
      code,
      step: 'refused',
      lacks: [],
      provenance: 'partial',
      problem: named === undefined ? { code: 'no-document' } : { code: 'unknown-document', found: named },
    };
  const offered = offer(question, document, before, known);
  const lacks = (['article', 'quote'] as const).filter(
    (part) => offered[part === 'article' ? 'place' : 'quote'] === '',
  );
  const { topic } = question;
  const isMoved = topic !== undefined && topic !== offered.topic;
  const shared = { question, code, lacks, offered, ...(isMoved ? { unknownTopic: topic } : {}) };
  const provenance = before && isSameSource(offered, before) ? before.provenance : 'partial';
  if (!before) return { ...shared, step: 'new', provenance };
  const isSame = fingerprint(offered) === fingerprint({ ...before, ...storeContent(readContent(before)) });
  const asked = [
    askedText(offered.stem, question.content),
    askedText(before.stem, readContent(before)),
  ] as const;
  return {
    ...shared,
    step: isSame ? 'same' : 'changed',
    provenance,
    ...(!isSame && similarityOf(...asked) < UNLIKE ? { unlike: before.stem } : {}),
  };
}

function offer(
  { content, explanation, topic, difficulty, source }: OfferedQuestion,
  document: DocumentRow,
  before: BankRow | undefined,
  { topics, usual }: Known,
): Offered {
  const { stem, type } = content;
  const own = topic !== undefined && topics.has(topic) ? topic : before?.topic;
  // Of another document the words cannot be the same.
  const rest = before?.documentId === document.id ? before : undefined;
  return {
    ...storeContent(content),
    type,
    stem,
    explanation: explanation ?? before?.explanation ?? '',
    topic: own ?? usual.get(document.id) ?? topic ?? NO_TOPIC,
    difficulty: difficulty ?? before?.difficulty ?? USUAL_DIFFICULTY,
    documentId: document.id,
    place: source?.article ?? rest?.place ?? '',
    quote: source?.quote ?? rest?.quote ?? '',
  };
}

const isSameSource = (a: Offered, b: BankRow): boolean =>
  a.documentId === b.documentId && a.place === b.place && a.quote === b.quote;

/** All that makes a version, in one order. */
export function fingerprint(it: Offered): string {
  const { type, stem, options, answer, extra, explanation, topic, difficulty, documentId, place, quote } = it;
  const asked = [type, stem, options, answer, extra];
  return JSON.stringify([...asked, explanation, topic, difficulty, documentId, place, quote]);
}
