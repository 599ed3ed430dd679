import { Composer } from 'telegraf';
import {
  isMemberKind,
  MEMBER_KINDS,
  readMembership,
  setMemberKind,
  type Membership,
} from '../../domain/people/member-kinds.ts';
import { isId } from '../../messages/callback-data.ts';
import { memberKindsView } from '../../messages/hours.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace } from '../reply.ts';

/** Where an administrator registers what somebody is: the duty to study hangs on it. */
export function createMemberKindsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'kinds.open', async (ctx, [personId]) => {
    if (!(await allow(ctx, 'people.manage'))) return;
    const { db } = ctx.services;
    await show(ctx, isId(personId) ? await readMembership(db, ctx.actor, personId, ctx.now) : undefined);
  });
  onPress(composer, 'kinds.set', async (ctx, [personId, kind = '', wanted]) => {
    if (!(await allow(ctx, 'people.manage'))) return;
    if (!isId(personId) || !isMemberKind(kind) || (wanted !== '0' && wanted !== '1')) return saysStale(ctx);
    const change = { personId, kind, holds: wanted === '1' };
    await show(ctx, await setMemberKind(ctx.services.db, ctx.actor, change, ctx.now));
  });
  return { composer, flows: {} };
}

const show = (ctx: BotContext, membership: Membership | undefined): Promise<void> =>
  membership ? replace(ctx, memberKindsView(ctx.language, membership, MEMBER_KINDS)) : saysStale(ctx);
