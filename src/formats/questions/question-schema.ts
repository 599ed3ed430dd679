import { z } from 'zod';
import { cleanText } from '../clean-text.ts';

const MAX_STEM = 1_000;
const MAX_OPTION = 300;
const MAX_TEXT = 2_000;
const MAX_NAME = 200;

const words = (max: number) => z.string().overwrite(cleanText).trim().min(1).max(max);
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
/** How much of the source somebody has seen. */
const provenance = z.enum(['full-text', 'one-copy', 'partial']);

/** The text all questions of a file rest on. */
export const documentSchema = z.strictObject({
  title: words(MAX_NAME),
  version: words(MAX_NAME),
  inForceFrom: z.iso.date(),
  provenance,
  status: z.enum(['in-force', 're-verify']),
});

const common = {
  id,
  stem: words(MAX_STEM),
  explanation: words(MAX_TEXT),
  topic: words(MAX_NAME),
  difficulty: z.int().min(1).max(3),
  source: z.strictObject({
    article: words(MAX_NAME).optional(),
    chapter: words(MAX_NAME).optional(),
    quote: words(MAX_TEXT),
    provenance,
  }),
};
/** `answer` holds indices of `options`, from 0. */
const choice = {
  ...common,
  options: z.array(words(MAX_OPTION)).min(2).max(8),
  answer: z.array(z.int().min(0)).min(1).max(8),
};
/** As many as there are letters on a row or two of buttons. */
const few = <T extends z.ZodType>(item: T) => z.array(item).min(2).max(8);

/** One question as it stands in a file, by its type; see the types of `Content`. Lengths are in UTF-16 units. */
export const questionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('single'), ...choice }),
  z.strictObject({ type: z.literal('multiple'), ...choice }),
  z.strictObject({ type: z.literal('truefalse'), ...choice }),
  z.strictObject({ type: z.literal('case'), scenario: words(MAX_STEM), ...choice }),
  z.strictObject({
    type: z.literal('fill'),
    ...common,
    blanks: z
      .array(z.array(words(MAX_OPTION)).min(1).max(8))
      .min(1)
      .max(4),
  }),
  z.strictObject({
    type: z.literal('numeric'),
    ...common,
    answer: z.number(),
    unit: words(20),
    tolerance: z.number().min(0),
  }),
  z.strictObject({ type: z.literal('ordering'), ...common, items: few(words(MAX_OPTION)) }),
  z.strictObject({
    type: z.literal('matching'),
    ...common,
    pairs: few(z.strictObject({ left: words(MAX_OPTION), right: words(MAX_OPTION) })),
    extra: z.array(words(MAX_OPTION)).max(3).optional(),
  }),
]);

export type QuestionDocument = z.infer<typeof documentSchema>;
export type Question = z.infer<typeof questionSchema>;
