import { Composer } from 'telegraf';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { readOwnDraft } from '../../domain/notices/read-approval.ts';
import { isId } from '../../messages/callback-data.ts';
import { askText, isOfAlbum, sayOnlyOne, takeAttachment } from '../broadcast/content.ts';
import { draftFrom, draftSchema, FLOW, keepDraft, newDraft } from '../broadcast/draft.ts';
import { takeListFile } from '../broadcast/list.ts';
import { showPreview } from '../broadcast/preview.ts';
import { BUTTONS, RESUME, TYPED } from '../broadcast/steps.ts';
import type { BotContext } from '../context.ts';
import { allow, explainStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { createOnStep } from '../on-step.ts';
import { say } from '../reply.ts';

/** Text → units → preview → confirm; from the preview on, whatever else a notice may have. */
export function createBroadcastFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('broadcast', begin);
  onPress(composer, 'broadcast.again', beginAgain);
  const wizard = { name: FLOW, flow, action: 'notices.send', draft: draftSchema } as const;
  const onStep = createOnStep(composer, wizard);
  for (const [button, steps, step] of BUTTONS) onStep(button, steps, step);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  start: begin,
  resume: async (ctx, { step, data }) => {
    const draft = draftSchema.parse(data);
    await (RESUME[step] ?? askText)(ctx, draft);
  },
  text: async (ctx, conversation, text) => {
    if (!(await allow(ctx, 'notices.send'))) return;
    const take = TYPED[conversation.step];
    await (take
      ? take(ctx, draftSchema.parse(conversation.data), text)
      : explainStep(ctx, flow, conversation, 'useButtons'));
  },
  file: takeMessage,
};

/** A message that is no text: the content itself, a list, or one too many of an album. */
async function takeMessage(ctx: BotContext, conversation: Conversation): Promise<void> {
  if (!(await allow(ctx, 'notices.send'))) return;
  const draft = draftSchema.parse(conversation.data);
  if (conversation.step === 'text') return takeAttachment(ctx, draft);
  if (conversation.step === 'list') return takeListFile(ctx, draft);
  if (isOfAlbum(ctx, draft)) return sayOnlyOne(ctx, conversation.step, draft);
  await explainStep(ctx, flow, conversation, 'noFiles');
}

async function begin(ctx: BotContext): Promise<void> {
  if (await allow(ctx, 'notices.send')) await askText(ctx, newDraft(ctx.services.pack), true);
}

/** A notice that was sent back, or any of the author's own, as the draft of a new one. */
async function beginAgain(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, 'notices.send'))) return;
  const earlier = isId(id) ? await readOwnDraft(ctx.services.db, ctx.actor, id) : undefined;
  if (!earlier) return saysStale(ctx);
  const draft = draftFrom(earlier.draft, earlier.file, ctx.now);
  await keepDraft(ctx, 'units', draft, true);
  await showPreview(ctx, draft, say);
}
