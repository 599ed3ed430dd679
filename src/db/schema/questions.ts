import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { questionImports } from './question-imports.ts';

/** A law or Party rule in one version. When it is superseded, all that rests on it is flagged. */
export const documents = pgTable(
  'documents',
  {
    id: id(),
    title: text('title').notNull(),
    version: text('version').notNull(),
    inForceFrom: date('in_force_from', { mode: 'string' }).notNull(),
    inForceTo: date('in_force_to', { mode: 'string' }),
    provenance: text('provenance', { enum: ['full-text', 'one-copy', 'partial'] }).notNull(),
    status: text('status', { enum: ['in-force', 're-verify', 'superseded'] }).notNull(),
  },
  (t) => [unique('documents_title_version').on(t.title, t.version)],
);

/**
 * A question as a line of versions; only a published one is drawn, in its newest approved version.
 *
 *   proposed → published (with the first version that is approved) → flagged | retired
 */
export const questions = pgTable(
  'questions',
  {
    id: id(),
    code: text('code').notNull().unique(),
    topic: text('topic').notNull(),
    status: text('status', { enum: ['proposed', 'published', 'flagged', 'retired'] }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('questions_topic').on(t.topic),
    check('questions_status', sql`${t.status} in ('proposed', 'published', 'flagged', 'retired')`),
  ],
);

/**
 * What was asked, word for word. Never changed: an attempt keeps the version it saw.
 *
 * One that somebody wrote is a proposal until somebody else has answered it (question_decisions); where nobody is named
 * it came with the bank and is approved as it is.
 */
export const questionVersions = pgTable(
  'question_versions',
  {
    id: id(),
    questionId: uuid('question_id')
      .notNull()
      .references(() => questions.id),
    version: integer('version').notNull(),
    type: text('type', {
      enum: ['single', 'multiple', 'truefalse', 'case', 'fill', 'numeric', 'ordering', 'matching'],
    }).notNull(),
    stem: text('stem').notNull(),
    /** What is shown with letters; nothing where words or a number are asked for. */
    options: jsonb('options').$type<string[]>().notNull(),
    /** Indexes into `options`: of a choice ascending, of an ordering or matching in the right order. */
    answer: jsonb('answer').$type<number[]>().notNull(),
    /** What else the type needs: a scenario, accepted words, a number, left-hand texts. */
    extra: jsonb('extra').$type<Record<string, unknown>>().notNull().default({}),
    explanation: text('explanation').notNull(),
    difficulty: integer('difficulty').notNull(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    /** Article ("第六条") or chapter ("总纲") of the document. */
    place: text('place').notNull(),
    quote: text('quote').notNull(),
    provenance: text('provenance', { enum: ['full-text', 'one-copy', 'partial'] }).notNull(),
    /** SHA-256 of the content: an import that changes nothing makes no version. */
    contentHash: text('content_hash').notNull(),
    writtenBy: uuid('written_by').references(() => people.id),
    /** The file it came in, if any. */
    importId: uuid('import_id').references(() => questionImports.id),
    /** The topic it gives the question when it is approved; null leaves the one it has. */
    topic: text('topic'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('question_versions_number').on(t.questionId, t.version),
    unique('question_versions_writer').on(t.id, t.writtenBy),
    index('question_versions_import')
      .on(t.importId)
      .where(sql`${t.importId} is not null`),
    index('question_versions_written')
      .on(t.createdAt)
      .where(sql`${t.writtenBy} is not null`),
  ],
);
