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

/** One question as it stands in a file; `answer` holds indices of `options`, from 0. Lengths are in UTF-16 units. */
export const questionSchema = z.strictObject({
  id,
  type: z.enum(['single', 'multiple', 'truefalse']),
  stem: words(MAX_STEM),
  options: z.array(words(MAX_OPTION)).min(2).max(8),
  answer: z.array(z.int().min(0)).min(1).max(8),
  explanation: words(MAX_TEXT),
  topic: words(MAX_NAME),
  difficulty: z.int().min(1).max(3),
  source: z.strictObject({
    article: words(MAX_NAME).optional(),
    chapter: words(MAX_NAME).optional(),
    quote: words(MAX_TEXT),
    provenance,
  }),
});

export type QuestionDocument = z.infer<typeof documentSchema>;
export type Question = z.infer<typeof questionSchema>;
