import { failureText } from './messages/settings.ts';

/** What postgres.js and the network say when the database at DATABASE_URL cannot be used at all. */
const NO_DATABASE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  '28P01', // the password
  '28000', // the login
  '3D000', // the database
  '57P03', // it is starting
]);

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** What can be put right is said in a sentence for people, in Chinese and English; other errors come with their stack. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('advice' in error) {
    const { zh, en } = error.advice as { zh: string; en: string };
    return `${zh}\n${en}\n${error.message}`;
  }
  // Telegram's client: 401 for a token that was taken back, 404 for one that never was.
  if ('response' in error && (codeOf(error) === 401 || codeOf(error) === 404))
    return failureText('tokenRefused', error.message);
  if (error.name === 'FetchError' || error.name === 'AbortError')
    return failureText('noTelegram', error.message);
  if (codeOf(error) === 'EADDRINUSE') return failureText('portTaken', error.message);
  const { cause } = error;
  // The role that the first migration makes is not there.
  if (cause instanceof Error && codeOf(cause) === '22023') return failureText('notMigrated', cause.message);
  if (cause instanceof Error && NO_DATABASE.has(String(codeOf(cause))))
    return failureText('noDatabase', cause.message || String(codeOf(cause)));
  return error.stack ?? error.message;
}
