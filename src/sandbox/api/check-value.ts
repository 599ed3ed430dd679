import { apiDescription } from './description.ts';
import type { Fields } from './description.ts';
import { isUpload } from './upload.ts';

/** One way in which a value differs from the description. `path` is like `reply_markup.inline_keyboard[0][1].text`. */
export type Problem = { kind: 'unknown' | 'missing' | 'type'; path: string; text: string };

const describe = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isPrimitive(value: unknown, type: string): boolean | undefined {
  switch (type) {
    case 'Integer':
      return Number.isSafeInteger(value);
    case 'Float':
      return typeof value === 'number' && Number.isFinite(value);
    case 'String':
      return typeof value === 'string';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'InputFile':
      return isUpload(value);
    default:
      return undefined;
  }
}

/** The object's fields against a description: missing, unknown and wrongly typed ones. */
export function checkFields(
  value: Record<string, unknown>,
  fields: Fields,
  required: string[],
  path: string,
): Problem[] {
  const problems: Problem[] = [];
  const at = (name: string) => (path ? `${path}.${name}` : name);
  for (const name of required) {
    if (value[name] === undefined)
      problems.push({ kind: 'missing', path: at(name), text: `${at(name)} is missing` });
  }
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    const types = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!types) problems.push({ kind: 'unknown', path: at(name), text: `${at(name)} is not a known field` });
    else problems.push(...checkValue(field, types, at(name)));
  }
  return problems;
}

function checkOne(value: unknown, type: string, path: string): Problem[] {
  if (type.startsWith('Array of ')) {
    if (!Array.isArray(value))
      return [{ kind: 'type', path, text: `${path} must be an array, not ${describe(value)}` }];
    const of = type.slice('Array of '.length);
    return value.flatMap((item, i) => checkOne(item, of, `${path}[${i}]`));
  }
  const primitive = isPrimitive(value, type);
  if (primitive === true) return [];
  if (primitive === false)
    return [{ kind: 'type', path, text: `${path} must be ${type}, not ${describe(value)}` }];
  const known = apiDescription().types.get(type);
  if (!known) return [{ kind: 'type', path, text: `${path} has the undescribed type ${type}` }];
  if ('subtypes' in known) return checkValue(value, known.subtypes, path);
  if (!isObject(value))
    return [{ kind: 'type', path, text: `${path} must be ${type}, not ${describe(value)}` }];
  const problems = checkFields(value, known.fields, known.required, path);
  for (const [name, constant] of Object.entries(known.constants ?? {})) {
    if (value[name] !== constant) {
      const text = `${path}.${name} must be "${constant}" in ${type}`;
      problems.unshift({ kind: 'type', path: `${path}.${name}`, text });
    }
  }
  return problems;
}

/** A value against a union of types: the problems of the type it comes closest to, [] when one fits. */
export function checkValue(value: unknown, types: string[], path: string): Problem[] {
  let best: Problem[] | undefined;
  let bestScore = Infinity;
  for (const type of types) {
    const problems = checkOne(value, type, path);
    if (problems.length === 0) return problems;
    const score = problems.reduce((sum, p) => sum + (p.kind === 'unknown' ? 1 : 3), 0);
    if (score < bestScore) [best, bestScore] = [problems, score];
  }
  return best ?? [];
}
