import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import {
  approveKey,
  readCorrection,
  rejectKey,
  REJECTION_LIMIT,
  type CorrectionDecided,
} from '../../domain/questions/decide-correction.ts';
import { isId } from '../../messages/callback-data.ts';
import { correctionProblem } from '../../messages/key-corrections.ts';
import {
  approveAskView,
  correctionView,
  keyDecidedView,
  rejectKeyAskView,
} from '../../messages/key-decisions.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { showCorrections } from '../questions/show-corrections.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'key-rejection';
const draftSchema = z.object({ correctionId: z.string() });
type Open = NonNullable<Awaited<ReturnType<typeof readCorrection>>>;

/** Corrected keys that wait for a second person: the list, each with what it touches, and the decision. */
export function createKeyDecisionsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'keys.list', (ctx, [page]) => showCorrections(ctx, readIndex(page) ?? 0));
  onKey(composer, 'keys.open', (ctx, { correction, affected }) =>
    replace(ctx, correctionView(ctx.language, correction, affected)),
  );
  onKey(composer, 'keys.approve', async (ctx, open) => {
    if (!open.correction.mayDecide) return sayWhyNot(ctx, open);
    await replace(ctx, approveAskView(ctx.language, open.correction, open.affected));
  });
  onPress(composer, 'keys.approve-now', async (ctx, [id]) => {
    if (!(await allow(ctx, 'keys.approve'))) return;
    if (!isId(id)) return saysStale(ctx);
    await sayDecided(ctx, await approveKey(ctx.services.db, ctx.actor, id, ctx.now), 'approved');
  });
  onKey(composer, 'keys.reject', async (ctx, open) => {
    if (!open.correction.mayDecide) return sayWhyNot(ctx, open);
    await keepStep(ctx, FLOW, 'words', { correctionId: open.correction.id }, true);
    await replace(ctx, rejectKeyAskView(ctx.language, false));
  });
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeWords,
  resume: (ctx) => replace(ctx, rejectKeyAskView(ctx.language, false)),
  start: (ctx) => showCorrections(ctx, 0),
};

function onKey(
  composer: Composer<BotContext>,
  action: string,
  act: (ctx: BotContext, open: Open) => Promise<void>,
): void {
  onPress(composer, action, async (ctx, [id]) => {
    if (!(await allow(ctx, 'keys.approve'))) return;
    const open = isId(id) ? await readCorrection(ctx.services.db, ctx.actor, id) : undefined;
    await (open ? act(ctx, open) : saysStale(ctx));
  });
}

async function takeWords(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'keys.approve'))) return;
  const { correctionId } = draftSchema.parse(data);
  const words = text.trim().replace(/\s+/g, ' ');
  if (words === '' || [...words].length > REJECTION_LIMIT)
    return say(ctx, rejectKeyAskView(ctx.language, true));
  const problem = findTextProblem(words);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  const { db } = ctx.services;
  await sayDecided(ctx, await rejectKey(db, ctx.actor, correctionId, words, ctx.now), 'rejected');
  endFlow(ctx, FLOW);
}

const sayWhyNot = (ctx: BotContext, { correction }: Open): Promise<void> => {
  const problem =
    correction.state !== 'proposed' ? 'decided-before' : correction.replaced ? 'replaced' : 'own';
  return toast(ctx, correctionProblem(ctx.language, problem), true);
};

async function sayDecided(
  ctx: BotContext,
  decided: CorrectionDecided,
  word: 'approved' | 'rejected',
): Promise<void> {
  if (decided.ok) return replace(ctx, keyDecidedView(ctx.language, word));
  await (decided.problem === 'not-found'
    ? saysStale(ctx)
    : toast(ctx, correctionProblem(ctx.language, decided.problem), true));
}
