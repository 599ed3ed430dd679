import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { giveFeedback, WORDS_LIMIT } from '../../domain/classes/give-feedback.ts';
import { readClass } from '../../domain/classes/read-classes.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { isId } from '../../messages/callback-data.ts';
import { feedbackThanks, wordsAskView } from '../../messages/class-feedback.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { createOnStep } from '../on-step.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say } from '../reply.ts';

const FLOW = 'class-feedback';
const draftSchema = z.object({ meetingId: z.string(), score: z.number() });
type Draft = z.infer<typeof draftSchema>;

/** What somebody who was there thinks of a class: one of five, then a sentence or none. Handed in without a name. */
export function createClassFeedbackFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'class.score', begin);
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'meetings.attend', draft: draftSchema });
  onStep('class.no-words', ['words'], (ctx, draft) => handIn(ctx, draft, null));
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeWords,
  resume: (ctx, { data }) => say(ctx, wordsAskView(ctx.language, draftSchema.parse(data).score, false)),
};

async function begin(ctx: BotContext, [id, at]: string[]): Promise<void> {
  if (!(await allow(ctx, 'meetings.attend'))) return;
  const score = readIndex(at) ?? 0;
  const row = isId(id) ? await readClass(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (row?.own !== 'present' || score < 1 || score > 5) return saysStale(ctx);
  if (row.hasAnswered) return replace(ctx, feedbackThanks(ctx.language, false));
  await keepStep(ctx, FLOW, 'words', draftSchema.parse({ meetingId: row.id, score }), true);
  await replace(ctx, wordsAskView(ctx.language, score, false));
}

async function takeWords(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'meetings.attend'))) return;
  const draft = draftSchema.parse(data);
  const words = text.trim().replace(/\s+/g, ' ');
  if (words === '' || [...words].length > WORDS_LIMIT)
    return say(ctx, wordsAskView(ctx.language, draft.score, true));
  const problem = findTextProblem(words);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  await handIn(ctx, draft, words);
}

async function handIn(ctx: BotContext, { meetingId, score }: Draft, words: string | null): Promise<void> {
  const stored = await giveFeedback(ctx.services.db, ctx.actor, meetingId, { score, words }, ctx.now);
  await (stored === undefined ? saysStale(ctx) : replace(ctx, feedbackThanks(ctx.language, stored)));
  endFlow(ctx, FLOW);
}
