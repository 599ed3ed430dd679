import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { checkIn } from '../../domain/meetings/check-in.ts';
import { readOwn } from '../../domain/meetings/read-meetings.ts';
import { isId } from '../../messages/callback-data.ts';
import { checkedInView, codeAskView, codeProblemView, codeText } from '../../messages/meeting-here.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { say } from '../reply.ts';

const FLOW = 'meeting-here';
const draftSchema = z.object({ meetingId: z.string() });

/** Whoever is in the room says so: by the command with the code, or by the button, which asks for it. */
export function createMeetingHereFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('here', (ctx) => take(ctx, ctx.message.text.replace(/^\S+\s*/, ''), false));
  onPress(composer, 'meeting.here', async (ctx, [id]) => {
    if (!(await allow(ctx, 'meetings.attend'))) return;
    const row = isId(id) ? await readOwn(ctx.services.db, ctx.actor, id) : undefined;
    if (row?.state !== 'planned') return saysStale(ctx);
    await keepStep(ctx, FLOW, 'code', draftSchema.parse({ meetingId: row.id }), true);
    await say(ctx, codeAskView(ctx.language));
  });
  const flow = {
    text: (ctx: BotContext, _: Conversation, text: string) => take(ctx, text, true),
    resume: (ctx: BotContext) => say(ctx, codeAskView(ctx.language)),
  };
  return { composer, flows: { [FLOW]: flow } };
}

/** A code counts by when it came. Where no other try helps, the wizard ends. */
async function take(ctx: BotContext, text: string, isWizard: boolean): Promise<void> {
  if (!(await allow(ctx, 'meetings.attend'))) return;
  const { db, pack } = ctx.services;
  const done = await checkIn(db, ctx.actor, text, pack, ctx.receivedAt);
  if (done.ok) {
    await say(ctx, checkedInView(ctx.language, done.title));
  } else {
    const { digits, lockMinutes } = pack.meetings.roomCode;
    const word = codeText(ctx.language, done.problem, { text, digits, lockMinutes });
    await say(ctx, codeProblemView(ctx.language, word, isWizard));
  }
  if (isWizard && done.ok) endFlow(ctx, FLOW);
}
