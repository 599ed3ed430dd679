import type { Words } from './words.ts';

/** What PostgreSQL and the network say, by what the operator can do about it. */
const KNOWN: Record<string, 'login' | 'noDatabase' | 'notMigrated' | 'notAllowed'> = {
  '28P01': 'login',
  '28000': 'login',
  '3D000': 'noDatabase',
  '42P01': 'notMigrated',
  '3F000': 'notMigrated',
  '22023': 'notMigrated',
  '42501': 'notAllowed',
};
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'CONNECT_TIMEOUT',
]);

/** The error and what caused it, innermost first: a query's own text would carry people's data to the terminal. */
function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let one = error; one !== undefined && !chain.includes(one); one = (one as Error | null)?.cause)
    chain.unshift(one);
  return chain;
}

/**
 * An error as the operator needs it: what to do where that is known, else the innermost one as it is.
 * @param where host and port of the database
 */
export function explainError(error: unknown, words: Words, where: string): string {
  for (const one of causes(error)) {
    if (!(one instanceof Error)) continue;
    if ('advice' in one) return (one.advice as { zh: string; en: string })[words.language];
    const code = 'code' in one ? String(one.code) : '';
    if (UNREACHABLE.has(code)) return words.errors.unreachable(where);
    const known = KNOWN[code];
    if (known) return words.errors[known];
  }
  const [innermost] = causes(error);
  const text = innermost instanceof Error ? (innermost.stack ?? innermost.message) : String(innermost);
  return `${words.errors.unexpected}${text}`;
}
