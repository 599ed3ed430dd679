import type { z } from 'zod';
import type { ShapeFault } from './question-problem.ts';

type Issue = z.core.$ZodIssue;

/** A zod issue as a fault of ours, so that words can be made of it in any language. */
export function describeIssue(issue: Issue): ShapeFault {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'missing' }
        : { code: 'wrong-type', expected: String(issue.expected) };
    case 'invalid_value':
      return issue.input === undefined
        ? { code: 'missing' }
        : { code: 'not-one-of', expected: issue.values.map(String) };
    case 'invalid_union':
      // What tells the types of question apart; the input is the whole question.
      return readField(issue.input, issue.discriminator) === undefined
        ? { code: 'missing' }
        : { code: 'not-one-of', expected: 'options' in issue ? (issue.options ?? []).map(String) : [] };
    case 'too_small':
      return { code: 'too-small', min: Number(issue.minimum) };
    case 'too_big':
      return { code: 'too-big', max: Number(issue.maximum) };
    case 'invalid_format':
      return { code: 'wrong-form', form: String(issue.format) };
    case 'unrecognized_keys':
      return { code: 'unknown-fields', fields: issue.keys };
    default:
      return { code: 'wrong-form', form: issue.code };
  }
}

/** "questions[3].source.quote" */
export const jsonPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text && '.'}${String(key)}`),
    '',
  );

const readField = (value: unknown, name = ''): unknown =>
  typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;
