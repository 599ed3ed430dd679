import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { answerInterview, type InterviewAnswer } from '../../domain/interviews/answer-interview.ts';
import { readInterview, type InterviewRow } from '../../domain/interviews/read-interviews.ts';
import { isId } from '../../messages/callback-data.ts';
import { interviewNotice, interviewViewOf, interviewWord, reasonAskView } from '../../messages/interviews.ts';
import type { BotContext } from '../context.ts';
import { endFlow, keepStep, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say } from '../reply.ts';

const FLOW = 'interview-answer';
const answerSchema = z.enum([
  'confirmed',
  'move-asked',
  'cannot-attend',
]) satisfies z.ZodType<InterviewAnswer>;
const draftSchema = z.object({ id: z.string(), answer: answerSchema, round: z.number().default(0) });
type Answered = z.infer<typeof draftSchema>;

/** The subject's side: confirm at once, or ask to move / cannot attend with a line of reason. */
export function createInterviewAnswersFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'interview.answer', async (ctx, [id, word, shown = '0']) => {
    const answer = answerSchema.safeParse(word);
    const round = readIndex(shown);
    if (!isId(id) || !answer.success || round === undefined) return saysStale(ctx);
    const interview = await readInterview(ctx.services.db, ctx.actor, id, ctx.now);
    if (interview?.personId !== ctx.actor.personId || interview.round !== round || interview.minutes === 0)
      return saysStale(ctx);
    if (answer.data === 'confirmed') return store(ctx, { id, answer: answer.data, round }, null);
    if (interview.state !== 'announced' && interview.state !== 'confirmed') return showNotice(ctx, interview);
    await keepStep(ctx, FLOW, 'reason', { id, answer: answer.data, round });
    await say(ctx, reasonAskView(ctx.language, answer.data));
  });
  const resume = (ctx: BotContext, { data }: Conversation) =>
    say(ctx, reasonAskView(ctx.language, draftSchema.parse(data).answer));
  return { composer, flows: { [FLOW]: { text: takeReason, resume } } };
}

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  const draft = draftSchema.parse(data);
  const reason = text.trim();
  if (reason === '' || [...reason].length > 200)
    return say(ctx, { text: interviewWord(ctx.language, 'reasonProblem'), buttons: [] });
  await store(ctx, draft, reason);
  endFlow(ctx, FLOW);
}

const showNotice = (ctx: BotContext, interview: InterviewRow): Promise<void> =>
  replace(ctx, interviewNotice(ctx.language, interviewViewOf(interview, ctx.services.pack.interviewKinds)));

async function store(ctx: BotContext, draft: Answered, reason: string | null): Promise<void> {
  const { answer } = draft;
  const answered = await answerInterview(ctx.services.db, ctx.actor, { ...draft, reason }, ctx.now);
  if (!answered) return saysStale(ctx);
  const { stored, interview } = answered;
  // After a crash between the storing and its word the same answer comes again: it is there.
  const isThere = stored || (interview.state === answer && interview.answerReason === reason);
  if (!ctx.callbackQuery)
    await say(ctx, {
      text: interviewWord(ctx.language, isThere ? 'answerStored' : 'answerLate'),
      buttons: [],
    });
  await showNotice(ctx, interview);
}
