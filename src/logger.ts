import { pino } from 'pino';

export type Log = {
  info: (details: object, message: string) => void;
  warn: (details: object, message: string) => void;
  error: (details: object, message: string) => void;
  debug: (details: object, message: string) => void;
};

/** Bot tokens and passwords inside URLs never reach a log, wherever they turn up. */
const hideSecrets = (text: string): string =>
  text.replace(/\b\d{6,}:[A-Za-z0-9_-]{10,}/g, '<token>').replace(/(:\/\/[^:/\s]*:)[^@\s]+@/g, '$1<secret>@');

/** Lines of JSON on standard output, or text for people when `pretty`. */
export function createLogger({ level, pretty }: { level: string; pretty: boolean }): Log {
  return pino({
    level,
    base: null,
    serializers: {
      error: (error: unknown) =>
        error instanceof Error
          ? { name: error.name, message: hideSecrets(error.message), stack: hideSecrets(error.stack ?? '') }
          : hideSecrets(String(error)),
    },
    ...(pretty
      ? {
          transport: {
            target: 'pino-pretty',
            options: { translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' },
          },
        }
      : {}),
  });
}
