import { Composer } from 'telegraf';
import { z } from 'zod';
import {
  answerQuestion,
  findAssessment,
  findFactsOf,
  submitAssessment,
  type Assessment,
  type Filled,
} from '../../domain/assessments/fill-assessment.ts';
import { knownFacts, REMARK } from '../../domain/assessments/read-facts.ts';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  assessmentFacts,
  assessmentIntro,
  assessmentProblem,
  assessmentQuestion,
  assessmentReview,
  assessmentSubmitted,
  noAssessmentView,
  type AssessmentView,
} from '../../messages/assessments.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, explainStep, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'assessment';
const placeSchema = z.object({ cycleId: z.string(), position: z.number() });

const toView = ({ form, ...rest }: Assessment): AssessmentView => ({
  ...rest,
  minutes: form.minutes,
  questions: form.questions,
  hasFacts: form.facts.length > 0,
});

/** An open cycle's form, question by question; the draft is in the database, the conversation only says where we are. */
export function createAssessmentsFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('assess', showIntro);
  onPress(composer, 'assess.begin', (ctx, [cycleId]) =>
    onCycle(ctx, cycleId, (assessment) => {
      const first = assessment.form.questions.findIndex(
        (question) => assessment.answers[question.id] === undefined,
      );
      return ask(ctx, assessment, first < 0 ? assessment.form.questions.length : first);
    }),
  );
  onPress(composer, 'assess.ask', (ctx, [cycleId, position]) =>
    onCycle(ctx, cycleId, (assessment) => ask(ctx, assessment, readIndex(position) ?? 0)),
  );
  onPress(composer, 'assess.facts', (ctx, [cycleId]) =>
    onCycle(ctx, cycleId, (assessment) => showFacts(ctx, assessment)),
  );
  onPress(composer, 'assess.pick', (ctx, [cycleId, position, option]) =>
    onCycle(ctx, cycleId, async (assessment) => {
      const [at, picked] = [readIndex(position) ?? -1, readIndex(option) ?? -1];
      const question = assessment.form.questions[at];
      if (!question || question.type === 'text') return saysStale(ctx);
      const answer = question.type === 'yes-no' ? ['yes', 'no'][picked] : question.options[picked]?.id;
      await takeAnswer(ctx, {
        cycleId: assessment.id,
        position: at,
        question: question.id,
        answer: answer ?? '',
      });
    }),
  );
  onPress(composer, 'assess.submit', (ctx, [cycleId]) =>
    onCycle(ctx, cycleId, async (assessment) => {
      const done = await submitAssessment(ctx.services.db, ctx.actor, assessment.id, ctx.now);
      if (!done.ok) return toast(ctx, assessmentProblem(ctx.language, done.problem), true);
      await replace(ctx, assessmentSubmitted(ctx.language, done.assessment.submittedAt ?? ''));
      endFlow(ctx, FLOW);
    }),
  );
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume, start: showIntro };

async function showIntro(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'assessment.submit'))) return;
  const assessment = await findAssessment(ctx.services.db, ctx.actor, ctx.now);
  if (!assessment) return say(ctx, noAssessmentView(ctx.language));
  await say(
    ctx,
    assessment.state === 'submitted'
      ? assessmentSubmitted(ctx.language, assessment.submittedAt ?? '')
      : assessmentIntro(ctx.language, toView(assessment), ctx.now),
  );
}

/** Runs a step on the person's own open cycle; a closed or submitted one says so, and there is nothing to go on with. */
async function onCycle(
  ctx: BotContext,
  cycleId: string | undefined,
  step: (assessment: Assessment) => Promise<void>,
): Promise<void> {
  if (!(await allow(ctx, 'assessment.submit'))) return;
  const assessment = isId(cycleId)
    ? await findAssessment(ctx.services.db, ctx.actor, ctx.now, cycleId)
    : undefined;
  if (!assessment) {
    // A text comes from the wizard itself, which has nothing left to ask.
    if (!ctx.callbackQuery) endFlow(ctx, FLOW);
    return toast(ctx, assessmentProblem(ctx.language, 'closed'), true);
  }
  if (assessment.state === 'submitted') {
    await replace(ctx, assessmentSubmitted(ctx.language, assessment.submittedAt ?? ''));
    endFlow(ctx, FLOW);
    return;
  }
  await step(assessment);
}

async function ask(
  ctx: BotContext,
  assessment: Assessment,
  position: number,
  problem?: string,
): Promise<void> {
  const view = toView(assessment);
  const isReview = position >= view.questions.length;
  await keepStep(ctx, FLOW, isReview ? 'review' : 'question', { cycleId: assessment.id, position });
  await replace(
    ctx,
    isReview
      ? assessmentReview(ctx.language, view)
      : assessmentQuestion(ctx.language, view, position, problem),
  );
}

/** What is on record, with where it comes from; what is typed then is a remark on it. */
async function showFacts(ctx: BotContext, assessment: Assessment, problem?: string): Promise<void> {
  const facts = await findFactsOf(ctx.services.db, ctx.actor, assessment);
  if (!facts) return saysStale(ctx);
  await keepStep(ctx, FLOW, 'facts', { cycleId: assessment.id, position: 0 });
  const { form } = assessment;
  const known = knownFacts(form, facts);
  await replace(ctx, assessmentFacts(ctx.language, toView(assessment), known, form.covers, problem));
}

async function takeRemark(ctx: BotContext, { id: cycleId }: Assessment, text: string): Promise<void> {
  const given = { cycleId, question: REMARK, answer: text };
  const filled = await answerQuestion(ctx.services.db, ctx.actor, given, ctx.now);
  if (filled.ok) return showFacts(ctx, filled.assessment);
  if (filled.problem !== 'empty' && filled.problem !== 'too-long')
    return toast(ctx, assessmentProblem(ctx.language, filled.problem), true);
  await onCycle(ctx, cycleId, (assessment) => showFacts(ctx, assessment, filled.problem));
}

async function takeAnswer(
  ctx: BotContext,
  given: { cycleId: string; position: number; question: string; answer: string },
): Promise<void> {
  const filled: Filled = await answerQuestion(ctx.services.db, ctx.actor, given, ctx.now);
  if (filled.ok) return ask(ctx, filled.assessment, given.position + 1);
  if (filled.problem !== 'empty' && filled.problem !== 'too-long' && filled.problem !== 'not-an-option')
    return toast(ctx, assessmentProblem(ctx.language, filled.problem), true);
  await onCycle(ctx, given.cycleId, (assessment) => ask(ctx, assessment, given.position, filled.problem));
}

/** Letters choose an option; for a text question the words are the answer. */
async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  const { cycleId, position } = placeSchema.parse(conversation.data);
  await onCycle(ctx, cycleId, async (assessment) => {
    if (conversation.step === 'facts') return takeRemark(ctx, assessment, text);
    const question = assessment.form.questions[position];
    if (!question) return explainStep(ctx, flow, conversation, 'useButtons');
    const letter = text.trim().normalize('NFKC').toUpperCase().charCodeAt(0) - 65;
    const yesNo = /^(是|有|y|yes)$/iu.test(text.trim())
      ? 'yes'
      : /^(否|没有|无|n|no)$/iu.test(text.trim())
        ? 'no'
        : '';
    const answer =
      question.type === 'text'
        ? text
        : question.type === 'yes-no'
          ? yesNo
          : text.trim().length === 1
            ? (question.options[letter]?.id ?? '')
            : '';
    await takeAnswer(ctx, { cycleId, position, question: question.id, answer });
  });
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const { cycleId, position } = placeSchema.parse(data);
  await onCycle(ctx, cycleId, (assessment) =>
    step === 'facts' ? showFacts(ctx, assessment) : ask(ctx, assessment, position),
  );
}
