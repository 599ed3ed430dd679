import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { countCodeFailure, isLockedOut } from '../../db/queries/code-failures.ts';
import { insertTelegramAccount, lockInvitation, markInvitationUsed } from '../../db/queries/invitations.ts';
import { requeueUnreachable } from '../../db/queries/deliveries.ts';
import { missedSince } from './change-account.ts';
import { BINDING_LIMIT } from './rules.ts';

export type Redeemed =
  | { ok: true; personName: string; language: 'zh' | 'en' }
  | {
      ok: false;
      problem: 'locked' | 'unknown' | 'revoked' | 'expired' | 'used' | 'person-bound' | 'account-bound';
    };

/** A code is 128 bits in base64url: 22 characters, which also fit a deep link. */
export const hashCode = (code: string): string => createHash('sha256').update(code).digest('hex');

/**
 * Binds a Telegram account to the person a code was made for (row A1). Of any number of redemptions at once exactly
 * one wins, by the lock on the invitation. Wrong codes are counted per account and lock it for a while.
 */
export async function redeemInvitation(
  db: Db,
  { code, telegramId, botId }: { code: string; telegramId: number; botId: number },
  now: Date,
): Promise<Redeemed> {
  if (await isLockedOut(db, 'binding_failures', telegramId, now)) return { ok: false, problem: 'locked' };
  const outcome = await db.transaction(async (tx): Promise<Redeemed> => {
    const invitation = await lockInvitation(tx, hashCode(code), now);
    if (!invitation) return { ok: false, problem: 'unknown' };
    if (invitation.revoked) return { ok: false, problem: 'revoked' };
    if (invitation.used) return { ok: false, problem: 'used' };
    if (invitation.expired) return { ok: false, problem: 'expired' };
    if (invitation.personBound) return { ok: false, problem: 'person-bound' };
    const account = { id: newId(), telegramId, botId, personId: invitation.personId };
    if (!(await insertTelegramAccount(tx, account, now))) return { ok: false, problem: 'account-bound' };
    await markInvitationUsed(tx, invitation.id, telegramId, now);
    await requeueUnreachable(tx, invitation.personId, botId, missedSince(now), now);
    return { ok: true, personName: invitation.personName, language: invitation.language };
  });
  if (outcome.ok || outcome.problem !== 'unknown') return outcome;
  const { locked } = await countCodeFailure(db, 'binding_failures', telegramId, now, BINDING_LIMIT);
  return locked ? { ok: false, problem: 'locked' } : outcome;
}
