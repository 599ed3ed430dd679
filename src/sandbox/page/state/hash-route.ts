import { MAX_COLUMNS } from './state.ts';

export type Route = { bot?: number; users: number[] };

/** Reads `#/bot/<id>/users/<id>,<id>`; what does not fit is left out. */
export function parseRoute(hash: string): Route {
  const parts = hash.replace(/^#\/?/, '').split('/');
  const after = (name: string) => {
    const at = parts.indexOf(name);
    return at < 0 ? undefined : parts[at + 1];
  };
  const bot = Number(after('bot'));
  const users = (after('users') ?? '')
    .split(',')
    .map(Number)
    .filter((id) => Number.isSafeInteger(id) && id > 0);
  return {
    ...(Number.isSafeInteger(bot) && bot > 0 ? { bot } : {}),
    users: [...new Set(users)].slice(0, MAX_COLUMNS),
  };
}

/** The inverse of parseRoute. */
export function formatRoute({ bot, users }: Route): string {
  if (bot === undefined) return '#/';
  return users.length ? `#/bot/${bot}/users/${users.join(',')}` : `#/bot/${bot}`;
}
