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
import { isId } from '../../messages/callback-data.ts';
import { commonWord } from '../../messages/people.ts';
import type { BotContext } from '../context.ts';
import {
  allow,
  endFlow,
  explainStep,
  keepStep,
  saysStale,
  stampOf,
  type Feature,
  type Flow,
} from '../flow.ts';
import { createOnStep } from '../on-step.ts';
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
  composer.command('broadcast', begin);
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'notices.send', draft: draftSchema });
  onStep('broadcast.text', ['text', 'units', 'preview'], (ctx, draft) => askText(ctx, draft));
  onStep('broadcast.unit', ['units'], chooseUnit);
  onStep('broadcast.preview', ['units', 'preview'], showPreview);
  onStep('broadcast.send', ['preview'], send);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume, start: begin };

async function begin(ctx: BotContext): Promise<void> {
  if (await allow(ctx, 'notices.send')) await askText(ctx, { id: newId(), text: '', unitIds: [] }, true);
}

async function askText(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  await keepStep(ctx, FLOW, 'text', draft, begins);
  await replace(ctx, broadcastTextAsk(ctx.language));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'notices.send'))) return;
  if (conversation.step !== 'text') return explainStep(ctx, flow, conversation, 'useButtons');
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

/** The button says whether the unit is to be in or out, so that pressing it twice is once. */
async function chooseUnit(ctx: BotContext, draft: Draft, [unitId, wanted]: string[]): Promise<void> {
  const known = isId(unitId) && (await findUnit(ctx.services.db, ctx.actor, 'notices.send', unitId));
  if (!known) return saysStale(ctx);
  const others = draft.unitIds.filter((id) => id !== unitId);
  await askUnits(ctx, { ...draft, unitIds: wanted === '1' ? [...others, unitId] : others });
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
      stampOf(draft),
    ),
  );
}

async function send(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
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
  // Told first: when the word does not get through, the next try still knows what it is about.
  await replace(ctx, broadcastSent(ctx.language, draft.id, people, sent.first));
  await endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  await (step === 'text'
    ? askText(ctx, draft)
    : step === 'units'
      ? askUnits(ctx, draft)
      : showPreview(ctx, draft));
}
