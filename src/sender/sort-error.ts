import { TelegramError } from 'telegraf';

/** Why a message did not certainly arrive, sorted by what to do next. */
export type Failure =
  | { kind: 'wait'; afterMs: number; problem: string; floodMs?: number }
  | { kind: 'unreachable' | 'rejected' | 'unknown' | 'dropped'; problem: string };

/** 400s that speak of the person, not of the message. */
const NOBODY_THERE = /chat not found|user is deactivated|PEER_ID_INVALID|user not found|bot can't initiate/i;
/** The connection was never made, so nothing was sent. */
const NEVER_CONNECTED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
];
const RETRY_CONNECT_MS = 5_000;
const RETRY_REFUSED_TOKEN_MS = 60_000;

/**
 * Refused connection, DNS, 429 and 401 are surely not sent and wait. 403 and "chat not found" are about the person.
 * Other 4xx will never be taken. 5xx, resets and time-outs are unknown: the message may have arrived.
 */
export function sortError(error: unknown): Failure {
  if (error instanceof TelegramError) {
    const problem = `${error.code} ${error.description}`;
    if (error.code === 429) {
      const floodMs = (error.parameters?.retry_after ?? 1) * 1000;
      return { kind: 'wait', afterMs: floodMs, floodMs, problem };
    }
    if (error.code === 401 || error.code === 404)
      return { kind: 'wait', afterMs: RETRY_REFUSED_TOKEN_MS, problem };
    if (error.code === 403 || NOBODY_THERE.test(error.description)) return { kind: 'unreachable', problem };
    return { kind: error.code >= 500 ? 'unknown' : 'rejected', problem };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const problem = code || (error instanceof Error ? error.name : 'unknown failure');
  return NEVER_CONNECTED.includes(code)
    ? { kind: 'wait', afterMs: RETRY_CONNECT_MS, problem }
    : { kind: 'unknown', problem };
}
