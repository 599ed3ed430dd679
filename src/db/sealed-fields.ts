import type { Db, Tx } from './client.ts';
import { isSealed, openText, sealText } from './field-cipher.ts';
import { keysOfSchema } from './keys-of-schema.ts';

export type SealedField = {
  table: string;
  column: string;
  /** The row's name, as SQL on a row `x`: what a value is bound to. */
  row: string;
  /** Whose values these are, where they are copied there from another table as they are. */
  of?: SealedFieldName;
  /** A jsonb column, which holds the sealed value as a JSON text. */
  json?: true;
};

/** Every column that is sealed; nothing but the functions below reads or writes what is in them. */
export const SEALED_FIELDS = {
  'relations.kind': { table: 'relations', column: 'kind', row: 'x.id' },
  'objections.text': { table: 'objections', column: 'text', row: 'x.id' },
  'objection_answers.text': { table: 'objection_answers', column: 'text', row: 'x.objection_id' },
  'file_access_requests.reason': { table: 'file_access_requests', column: 'reason', row: 'x.id' },
  'file_access_requests.refusal': { table: 'file_access_requests', column: 'refusal', row: 'x.id' },
  'interviews.answer_reason': { table: 'interviews', column: 'answer_reason', row: 'x.id' },
  'interviews.decision_reason': { table: 'interviews', column: 'decision_reason', row: 'x.id' },
  'interview_rounds.answer_reason': {
    table: 'interview_rounds',
    column: 'answer_reason',
    row: 'x.interview_id',
    of: 'interviews.answer_reason',
  },
  'interview_records.body': { table: 'interview_records', column: 'body', row: 'x.id' },
  'interview_proposals.reason': { table: 'interview_proposals', column: 'reason', row: 'x.id' },
  'erasure_decisions.reason': { table: 'erasure_decisions', column: 'reason', row: 'x.request_id' },
  'rectification_events.text': { table: 'rectification_events', column: 'text', row: 'x.id' },
  'conversations.data': { table: 'conversations', column: 'data', row: 'x.chat_id', json: true },
} as const satisfies Record<string, Omit<SealedField, 'of'> & { of?: string }>;
export type SealedFieldName = keyof typeof SEALED_FIELDS;

const keysFor = (db: Db | Tx) => keysOfSchema(db._.fullSchema);

type Row = string | number;
/** What stands in the database for a text; null stays null. */
export function sealField<Text extends string | null>(
  db: Db | Tx,
  field: SealedFieldName,
  row: Row,
  text: Text,
): Text | string {
  return text === null ? text : sealText(keysFor(db), `${field}:${row}`, text);
}

/** The text of what stands in the database. @throws Error as openText */
export function openField<Value extends string | null>(
  db: Db | Tx,
  field: SealedFieldName,
  row: Row,
  value: Value,
): Value | string {
  return value !== null && isSealed(value) ? openText(keysFor(db), `${field}:${row}`, value) : value;
}

/** Rows with some of their columns opened, each bound to the row's `id`. */
export const openRows = <Found extends { id: string }>(
  db: Db | Tx,
  rows: Iterable<Found>,
  fields: { readonly [Column in keyof Found]?: SealedFieldName },
): Found[] =>
  [...rows].map((row) => {
    const opened = Object.entries<SealedFieldName | undefined>(fields).map(([column, field]) => {
      const value = row[column as keyof Found];
      return [column, field && typeof value === 'string' ? openField(db, field, row.id, value) : value];
    });
    return { ...row, ...(Object.fromEntries(opened) as Partial<Found>) };
  });
