import { z } from 'zod';

/**
 * Checks content read from a file or a table against its schema.
 *
 * @param what what is being read, as the error should call it, e.g. "rule pack"
 * @returns the checked data
 * @throws Error that names every wrong place by its path and says what was expected there
 */
export function readContent<S extends z.ZodType>(what: string, schema: S, json: unknown): z.infer<S> {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const faults = result.error.issues.map(
    (issue) => `  ${issue.path.length ? z.core.toDotPath(issue.path) : 'the whole'}: ${issue.message}`,
  );
  throw new Error(`The ${what} cannot be used:\n${faults.join('\n')}`);
}
