import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Longest texts, in code points. */
export const CONTENT_LIMIT = 1000;
export const FOLLOW_UP_LIMIT = 300;
export const STATEMENT_LIMIT = 500;
/** Of the answer to a written inquiry, so that it fits one message when it is read again. */
export const ANSWER_LIMIT = 2500;

const fieldsSchema = z.array(z.strictObject({ id: z.string(), value: z.string() }));
const statementSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agreed') }),
  z.strictObject({ kind: z.literal('given'), text: z.string() }),
  z.strictObject({ kind: z.literal('none') }),
]);

/** What its orderer wrote; of a written inquiry, nothing but what is known. */
export const writtenSchema = z.strictObject({
  interviewId: z.string(),
  kind: z.string(),
  rulePackVersion: z.string(),
  /** Lines of the kind in the rule pack, in its order. */
  fields: fieldsSchema,
});
/** The whole record with what the person said to it. */
export const sealedSchema = z.strictObject({
  ...writtenSchema.shape,
  /** Hash of the version that the person was shown. */
  previous: z.string().nullable(),
  statement: statementSchema,
  /** Of a written inquiry: whether the answer came after its day. */
  late: z.boolean().optional(),
});
export const additionSchema = z.strictObject({
  interviewId: z.string(),
  previous: z.string(),
  text: z.string(),
});

export type WrittenRecord = z.infer<typeof writtenSchema>;
export type SealedRecord = z.infer<typeof sealedSchema>;
export type Statement = z.infer<typeof statementSchema>;

/** JSON in one spelling (RFC 8785 for what is used here): keys sorted, no spaces, so that the same record has the same hash. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`);
  return `{${parts.join(',')}}`;
}

/** A body with its SHA-256, in hex. */
export function sealBody(value: unknown): { body: string; hash: string } {
  const body = canonicalJson(value);
  return { body, hash: createHash('sha256').update(body, 'utf8').digest('hex') };
}

/** The whole of a text but its length counts: what a person states is kept word for word. */
export const isWithin = (text: string, limit: number): boolean =>
  text.trim() !== '' && [...text].length <= limit;
