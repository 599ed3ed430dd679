import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { previewAudience, sendNotice } from '../../domain/notices/send-notice.ts';
import { findUnit, rootsOf } from '../../domain/people/browse-roster.ts';
import {
  broadcastPreview,
  broadcastSent,
  broadcastTextAsk,
  broadcastTextProblem,
  broadcastUnitsView,
  broadcastWord,
} from '../../messages/broadcast.ts';
import { commonWord } from '../../messages/people.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, requireFlow, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'broadcast';
/** The notice's id is made when the wizard opens: confirming twice sends one notice. */
const draftSchema = z.object({
  id: z.string(),
  text: z.string().default(''),
  unitIds: z.array(z.string()).default([]),
});
type Draft = z.infer<typeof draftSchema>;

/** text → audience by unit → preview with counts → confirm. */
export function createBroadcastFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('broadcast', async (ctx) => {
    if (await allow(ctx, 'notices.send')) await askText(ctx, { id: newId(), text: '', unitIds: [] });
  });
  const onDraft = (action: string, step: (ctx: BotContext, draft: Draft, parts: string[]) => Promise<void>) =>
    onPress(composer, action, async (ctx, parts) => {
      if (!(await allow(ctx, 'notices.send'))) return;
      const conversation = await requireFlow(ctx, FLOW);
      if (conversation) await step(ctx, draftSchema.parse(conversation.data), parts);
    });
  onDraft('broadcast.text', askText);
  onDraft('broadcast.unit', toggleUnit);
  onDraft('broadcast.preview', showPreview);
  onDraft('broadcast.send', send);
  return { composer, flows: { [FLOW]: { text: takeText, resume } } };
}

async function askText(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'text', draft);
  await replace(ctx, broadcastTextAsk(ctx.language));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'notices.send'))) return;
  const draft = { ...draftSchema.parse(conversation.data), text };
  const problem = findTextProblem(text);
  if (problem) return say(ctx, broadcastTextProblem(ctx.language, problem));
  await askUnits(ctx, draft);
}

async function askUnits(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'units', draft);
  const roots = rootsOf(ctx.actor, 'notices.send');
  const units = [];
  for (const root of roots) {
    const found = await findUnit(ctx.services.db, ctx.actor, 'notices.send', root.id);
    units.push({ ...root, root: true, chosen: draft.unitIds.includes(root.id) });
    for (const child of found?.children ?? [])
      units.push({ ...child, root: false, chosen: draft.unitIds.includes(child.id) });
  }
  await replace(ctx, broadcastUnitsView(ctx.language, units));
}

async function toggleUnit(ctx: BotContext, draft: Draft, [unitId = '']: string[]): Promise<void> {
  const unitIds = draft.unitIds.includes(unitId)
    ? draft.unitIds.filter((id) => id !== unitId)
    : [...draft.unitIds, unitId];
  await askUnits(ctx, { ...draft, unitIds });
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  if (draft.unitIds.length === 0) return toast(ctx, broadcastWord(ctx.language, 'chooseUnit'), true);
  const audience = await previewAudience(ctx.services.db, ctx.actor, draft.unitIds, ctx.now);
  if (audience.people === 0) return toast(ctx, broadcastWord(ctx.language, 'nobody'), true);
  const names = await Promise.all(
    draft.unitIds.map((id) => findUnit(ctx.services.db, ctx.actor, 'notices.send', id)),
  );
  await keepStep(ctx, FLOW, 'preview', draft);
  const unitNames = names.flatMap((found) => (found ? [found.unit.name] : []));
  await replace(
    ctx,
    broadcastPreview(
      ctx.language,
      { ...audience, text: draft.text, authorName: ctx.actor.name, unitNames },
      ctx.now,
    ),
  );
}

async function send(ctx: BotContext, draft: Draft): Promise<void> {
  const { people } = await previewAudience(ctx.services.db, ctx.actor, draft.unitIds, ctx.now);
  const sent = await sendNotice(ctx.services.db, ctx.actor, draft, ctx.now);
  if (!sent.ok) {
    if (sent.problem === 'text') return say(ctx, broadcastTextProblem(ctx.language, sent.text));
    return toast(
      ctx,
      sent.problem === 'nobody'
        ? broadcastWord(ctx.language, 'nobody')
        : commonWord(ctx.language, 'notAllowed'),
      true,
    );
  }
  await endFlow(ctx);
  await replace(ctx, broadcastSent(ctx.language, draft.id, people, sent.first));
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  await (step === 'text'
    ? askText(ctx, draft)
    : step === 'units'
      ? askUnits(ctx, draft)
      : showPreview(ctx, draft));
}
