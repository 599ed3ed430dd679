import { apiDescription } from './description.ts';
import { parseJson } from './parse-json.ts';

const TRUE = new Set(['true', 'yes', '1']);
const FALSE = new Set(['false', 'no', '0', '']);

function toInteger(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*-?\d{1,16}\s*$/.test(value)) return value;
  return Number(value);
}

function toBoolean(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const lower = value.trim().toLowerCase();
  return TRUE.has(lower) ? true : FALSE.has(lower) ? false : value;
}

function toJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}

function coerceOne(value: unknown, types: string[]): unknown {
  if (types.includes('String')) return types.includes('Integer') ? toInteger(value) : value;
  if (types.includes('Integer')) return toInteger(value);
  if (types.includes('Float')) return typeof value === 'string' && value !== '' ? Number(value) : value;
  if (types.includes('Boolean')) return toBoolean(value);
  if (types.includes('InputFile')) return value;
  return value === '' ? undefined : toJson(value);
}

/**
 * Parameters as the description types them: forms and query strings carry numbers, booleans and JSON as text.
 * What cannot be read stays as it is for the check that follows; nulls and unreadable empties are left out.
 */
export function coerceParams(method: string, raw: Record<string, unknown>): Record<string, unknown> {
  const fields = apiDescription().methods.get(method)?.fields ?? {};
  const params = Object.entries(raw).map(([name, value]): [string, unknown] => {
    const types = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [name, types && value !== null && value !== undefined ? coerceOne(value, types) : value];
  });
  return Object.fromEntries(params.filter(([, value]) => value !== null && value !== undefined));
}
