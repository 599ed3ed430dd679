import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Db } from '../../../src/db/client.ts';
import { findDrawable } from '../../../src/db/queries/questions.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { importQuestions, type QuestionFile } from '../../../src/domain/questions/import-questions.ts';
import type { OfferedQuestion } from '../../../src/domain/questions/offered-question.ts';
import { confirmImport, keepImport } from '../../../src/domain/questions/propose-questions.ts';

export const NOW = new Date('2026-11-25T10:00:00+08:00');
export const LAW = '样例规定';

/** A question of a file, with all that the bank asks for. */
export const offered = (
  code: string | undefined,
  change: Partial<OfferedQuestion> = {},
): OfferedQuestion => ({
  line: 1,
  content: {
    type: 'single',
    stem: `${code ?? '无编号'}：下列哪一项是对的？`,
    options: ['甲方案', '乙方案', '丙方案'],
    answer: [0],
  },
  explanation: '见条文。',
  topic: 'sample',
  difficulty: 1,
  ...(code === undefined ? {} : { code }),
  source: { document: LAW, article: '第一条', quote: '一二三四五六七' },
  ...change,
});

/** A file of the bank itself, on the sample document. */
const shipped = (...codes: string[]): QuestionFile => ({
  document: {
    title: LAW,
    version: '2026-01-01',
    inForceFrom: '2026-01-01',
    provenance: 'full-text',
    status: 'in-force',
  },
  questions: codes.map((id) => ({
    id,
    type: 'single',
    stem: `${id}：下列哪一项是对的？`,
    options: ['甲方案', '乙方案', '丙方案'],
    answer: [0],
    explanation: '见条文。',
    topic: 'sample',
    difficulty: 1,
    source: { article: '第一条', quote: '一二三四五六七', provenance: 'full-text' },
  })),
});

export const ship = (db: Db, ...codes: string[]) => importQuestions(db, [shipped(...codes)], NOW);

/** What somebody has read of a file and not confirmed; returns its id. */
export async function keep(
  db: Db,
  editor: Actor,
  questions: OfferedQuestion[],
  documentId: string | null = null,
): Promise<string> {
  const id = newId();
  const draft = {
    format: 'csv',
    questions,
    likes: [],
    problems: [],
    problemCount: 0,
    warnings: [],
    documentId,
  };
  await keepImport(db, editor, { id, fileName: 'sample.csv', draft }, NOW);
  return id;
}

/** The same, confirmed. */
export async function propose(db: Db, editor: Actor, ...questions: OfferedQuestion[]): Promise<string> {
  const id = await keep(db, editor, questions);
  const confirmed = await confirmImport(db, editor, id, NOW);
  if (!confirmed.ok) throw new Error(confirmed.problem);
  return id;
}

export type Version = { id: string; version: number; stem: string; status: string };
/** Every version of a question, the first one first. */
export const versionsOf = (db: Db, code: string) =>
  db.execute<Version>(sql`
    select v.id, v.version, v.stem, q.status from questions q join question_versions v on v.question_id = q.id
    where q.code = ${code} order by v.version`);

/** The number of the version that is drawn; undefined where the question is not drawn at all. */
export async function drawn(db: Db, code: string): Promise<number | undefined> {
  const ids = new Set((await findDrawable(db)).map(({ versionId }) => versionId));
  return (await versionsOf(db, code)).find(({ id }) => ids.has(id))?.version;
}

/** The newest version of a question. */
export async function newestOf(db: Db, code: string): Promise<Version> {
  const newest = (await versionsOf(db, code)).at(-1);
  if (!newest) throw new Error(`there is no ${code}`);
  return newest;
}

export type Word = { kind: string; personId: string; subjectId: string };
/** What waits in the outbox about the bank. */
export const wordsTo = (db: Db, person: Actor) =>
  db.execute<Word>(sql`
    select kind, person_id as "personId", subject_id as "subjectId" from deliveries
    where person_id = ${person.personId} and kind in ('proposal-decided', 'import-decided') order by id`);
