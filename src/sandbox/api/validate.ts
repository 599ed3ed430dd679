import { apiDescription } from './description.ts';
import { checkFields, checkValue } from './check-value.ts';
import type { Problem } from './check-value.ts';

/**
 * The parameters of a call against the Bot API description.
 * @returns problems in the order found; an unknown method is one problem of kind `unknown`.
 */
export function checkCall(method: string, params: Record<string, unknown>): Problem[] {
  const known = apiDescription().methods.get(method);
  if (!known) return [{ kind: 'unknown', path: method, text: `${method} is not a known method` }];
  return checkFields(params, known.fields, known.required, '');
}

/** What is wrong with a call, as sentences; [] when it fits the description exactly. */
export const validateCall = (method: string, params: Record<string, unknown>): string[] =>
  checkCall(method, params).map((problem) => problem.text);

/** What is wrong with the `result` of a method, as sentences; [] when it fits the description exactly. */
export function validateResult(method: string, result: unknown): string[] {
  const known = apiDescription().methods.get(method);
  if (!known) return [`${method} is not a known method`];
  return checkValue(result, known.returns, 'result').map((problem) => problem.text);
}

/** What is wrong with a value of a named type, e.g. `validateType('Update', update)`. */
export const validateType = (type: string, value: unknown): string[] =>
  checkValue(value, [type], type).map((problem) => problem.text);
