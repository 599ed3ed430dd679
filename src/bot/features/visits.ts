import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import {
  listVisits,
  NOTE_LIMIT,
  readVisit,
  recordVisit,
  VISITS_A_PAGE,
} from '../../domain/notices/hand-over.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { isId } from '../../messages/callback-data.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import {
  noteAskView,
  noteTooLongText,
  readVisitOrigin,
  visitDoneView,
  visitListView,
  visitOverText,
  visitView,
  type VisitOrigin,
} from '../../messages/visits.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, type Feature, type Flow } from '../flow.ts';
import { createOnStep } from '../on-step.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'visit-note';
const draftSchema = z.object({
  noticeId: z.string(),
  personId: z.string(),
  name: z.string(),
  ofNotice: z.boolean().default(false),
});
type Draft = z.infer<typeof draftSchema>;
type Visit = NonNullable<Awaited<ReturnType<typeof readVisit>>>;

/** The liaison's list of people whom no message reaches, and what came of each visit. */
export function createVisitsFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('visits', (ctx) => showList(ctx, 0));
  onPress(composer, 'visit.list', (ctx, [noticeId, page]) =>
    showList(ctx, readIndex(page) ?? 0, isId(noticeId) ? noticeId : undefined),
  );
  const onVisit = (action: string, handle: (ctx: BotContext, visit: Visit & VisitOrigin) => Promise<void>) =>
    onPress(composer, action, async (ctx, [noticeId, personId, from]) => {
      if (!(await allow(ctx, 'notices.read'))) return;
      const origin = readVisitOrigin(from);
      const visit =
        isId(noticeId) && isId(personId)
          ? await readVisit(ctx.services.db, ctx.actor, { noticeId, personId })
          : undefined;
      if (visit) return handle(ctx, { ...visit, ...origin });
      await toast(ctx, visitOverText(ctx.language), true);
      await showList(ctx, 0, origin.ofNotice && isId(noticeId) ? noticeId : undefined);
    });
  onVisit('visit.open', (ctx, visit) => replace(ctx, visitView(ctx.language, visit, visit)));
  onVisit('visit.told', async (ctx, { noticeId, personId, name, ofNotice }) => {
    await keepStep(ctx, FLOW, 'note', { noticeId, personId, name, ofNotice }, true);
    await replace(ctx, noteAskView(ctx.language, name));
  });
  onVisit('visit.missed', (ctx, visit) => record(ctx, visit, 'not-met', null));
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'notices.read', draft: draftSchema });
  onStep('visit.skip', ['note'], (ctx, draft) => record(ctx, draft, 'told', null));
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeNote,
  resume: (ctx, { data }) => say(ctx, noteAskView(ctx.language, draftSchema.parse(data).name)),
};

async function showList(ctx: BotContext, page: number, noticeId?: string): Promise<void> {
  if (!(await allow(ctx, 'notices.read'))) return;
  const { rows, total } = await listVisits(ctx.services.db, ctx.actor, page, noticeId);
  // A page that has been worked off since it was shown.
  if (total === 0 && page > 0) return showList(ctx, 0, noticeId);
  const where = { total, page, pages: Math.ceil(total / VISITS_A_PAGE), size: VISITS_A_PAGE };
  await replace(ctx, visitListView(ctx.language, rows, where, noticeId));
}

async function takeNote(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  const note = text.trim();
  if ([...note].length > NOTE_LIMIT)
    return say(ctx, { text: noteTooLongText(ctx.language, NOTE_LIMIT), buttons: [] });
  const problem = findTextProblem(note);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  await record(ctx, draftSchema.parse(data), 'told', note);
}

async function record(
  ctx: BotContext,
  visit: Draft,
  state: 'told' | 'not-met',
  note: string | null,
): Promise<void> {
  const { noticeId, personId } = visit;
  const recorded = await recordVisit(
    ctx.services.db,
    ctx.actor,
    { noticeId, personId, state, note },
    ctx.now,
  );
  if (state === 'told') endFlow(ctx, FLOW);
  if (recorded === 'over') return toast(ctx, visitOverText(ctx.language), true);
  await replace(ctx, visitDoneView(ctx.language, visit, state));
}
