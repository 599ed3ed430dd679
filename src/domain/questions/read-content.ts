import { z } from 'zod';
import type { Content, QuestionType } from './rules.ts';

const caseSchema = z.object({ scenario: z.string() });
const fillSchema = z.object({ blanks: z.array(z.array(z.string())) });
const numericSchema = z.object({ answer: z.number(), unit: z.string(), tolerance: z.number() });
const matchingSchema = z.object({ left: z.array(z.string()) });

/** The columns of a version as what is asked and what is right; the way back from `storeContent`. Throws on what that never writes. */
export function readContent(stored: {
  type: QuestionType;
  options: string[];
  answer: number[];
  extra: unknown;
}): Content {
  const { type, options, answer, extra } = stored;
  switch (type) {
    case 'single':
    case 'multiple':
    case 'truefalse':
      return { type, options, answer };
    case 'case':
      return { type, options, answer, ...caseSchema.parse(extra) };
    case 'fill':
      return { type, ...fillSchema.parse(extra) };
    case 'numeric':
      return { type, ...numericSchema.parse(extra) };
    case 'ordering':
      return { type, items: options };
    case 'matching': {
      const { left } = matchingSchema.parse(extra);
      const pairs = left.map((one, at) => ({ left: one, right: options[at] ?? '' }));
      const rest = options.slice(left.length);
      return { type, pairs, ...(rest.length > 0 ? { extra: rest } : {}) };
    }
  }
}
