import { Composer } from 'telegraf';
import { takesSeveral } from '../../domain/questions/rules.ts';
import { mayDo } from '../../domain/people/rules.ts';
import { findDailyPaper, openDailyPaper } from '../../domain/quizzes/open-daily-paper.ts';
import { pressOption, submitOptions, typeAnswer, type Pressed } from '../../domain/quizzes/press-option.ts';
import { readAttempt, type Slot } from '../../domain/quizzes/read-attempt.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  questionView,
  quizWord,
  resultView,
  sourceView,
  typedOptionsText,
  wrongView,
  type QuestionView,
} from '../../messages/quizzes.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

/** The daily paper: opened or resumed by /quiz, answered by buttons or letters. */
export function createQuizFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('quiz', openPaper);
  onPress(composer, 'quiz.open', openPaper);
  onPress(composer, 'quiz.press', async (ctx, [attemptId, position, place, wanted]) => {
    if (!(await allow(ctx, 'quiz.take'))) return;
    const [slot, shown] = [readIndex(position), readIndex(place)];
    if (!isId(attemptId) || slot === undefined || shown === undefined) return saysStale(ctx);
    const { db } = ctx.services;
    await afterPress(
      ctx,
      attemptId,
      slot,
      await pressOption(
        db,
        { attemptId, position: slot, shown, chosen: wanted !== '0', personId: ctx.actor.personId },
        ctx.now,
      ),
    );
  });
  onPress(composer, 'quiz.submit', async (ctx, [attemptId, position]) => {
    if (!(await allow(ctx, 'quiz.take'))) return;
    const slot = readIndex(position);
    if (!isId(attemptId) || slot === undefined) return saysStale(ctx);
    const { db } = ctx.services;
    await afterPress(
      ctx,
      attemptId,
      slot,
      await submitOptions(db, { attemptId, position: slot, personId: ctx.actor.personId }, ctx.now),
    );
  });
  onPress(composer, 'quiz.next', (ctx, [attemptId]) =>
    onAttempt(ctx, attemptId, async (questions) => {
      const open = questions.find((question) => !question.submitted);
      await say(
        ctx,
        open ? questionView(ctx.language, open) : resultView(ctx.language, attemptId ?? '', questions),
      );
    }),
  );
  onPress(composer, 'quiz.source', (ctx, [attemptId, position]) =>
    onAttempt(ctx, attemptId, async (questions) => {
      const question = questions[readIndex(position) ?? -1];
      await (question?.submitted ? replace(ctx, sourceView(ctx.language, question)) : saysStale(ctx));
    }),
  );
  onPress(composer, 'quiz.result', (ctx, [attemptId]) => onFinished(ctx, attemptId, resultView));
  onPress(composer, 'quiz.wrong', (ctx, [attemptId]) => onFinished(ctx, attemptId, wrongView));
  return { composer, flows: {} };
}

async function openPaper(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'quiz.take'))) return;
  const { db, pack } = ctx.services;
  const opened = await openDailyPaper(db, ctx.actor.personId, pack, ctx.now);
  if (!opened.ok) return say(ctx, { text: quizWord(ctx.language, 'noQuestions'), buttons: [] });
  const { attemptId } = opened.paper;
  const questions = await readQuestions(ctx, attemptId);
  const open = questions.find((question) => !question.submitted);
  await say(ctx, open ? questionView(ctx.language, open) : resultView(ctx.language, attemptId, questions));
}

async function readQuestions(ctx: BotContext, attemptId: string): Promise<QuestionView[]> {
  const slots = await readAttempt(ctx.services.db, attemptId, ctx.actor.personId);
  return slots.map((slot) => toView(attemptId, slot, slots.length));
}

function toView(attemptId: string, slot: Slot, total: number): QuestionView {
  const places = (options: readonly number[]) =>
    options.map((option) => slot.order.indexOf(option)).toSorted((a, b) => a - b);
  return {
    ...slot,
    type: slot.type === 'truefalse' ? slot.type : takesSeveral(slot) ? 'multiple' : 'single',
    attemptId,
    total,
    options: slot.order.map((option) => slot.options[option] ?? ''),
    chosen: places(slot.chosen),
    key: places(slot.answer),
    document: slot.documentTitle,
  };
}

async function onAttempt(
  ctx: BotContext,
  attemptId: string | undefined,
  show: (questions: QuestionView[]) => Promise<void>,
): Promise<void> {
  if (!(await allow(ctx, 'quiz.take'))) return;
  const questions = isId(attemptId) ? await readQuestions(ctx, attemptId) : [];
  await (questions.length === 0 ? saysStale(ctx) : show(questions));
}

/** Key and score are shown once every slot is answered, not before. */
const onFinished = (ctx: BotContext, attemptId: string | undefined, view: typeof resultView): Promise<void> =>
  onAttempt(ctx, attemptId, (questions) =>
    questions.every((question) => question.submitted)
      ? replace(ctx, view(ctx.language, attemptId ?? '', questions))
      : saysStale(ctx),
  );

async function afterPress(
  ctx: BotContext,
  attemptId: string,
  position: number,
  pressed: Pressed,
): Promise<void> {
  if (!pressed.ok) {
    if (pressed.problem === 'not-found') return saysStale(ctx);
    return toast(ctx, quizWord(ctx.language, pressed.problem === 'closed' ? 'closed' : 'choose'), true);
  }
  const question = (await readQuestions(ctx, attemptId))[position];
  if (question) await replace(ctx, questionView(ctx.language, question));
}

const TRUE_WORDS = ['对', '正确', '√', 'true', 't', 'yes', '是'];
const FALSE_WORDS = ['错', '错误', '×', 'false', 'f', 'no', '否'];

/**
 * A letter ("A", "ab", "对") typed outside any wizard answers the open question of the paper that was begun today. False
 * when it is no such answer.
 */
export async function answerByText(ctx: BotContext, text: string): Promise<boolean> {
  if (!mayDo(ctx.actor, 'quiz.take')) return false;
  const word = text
    .trim()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,、，]/g, '');
  const isTruth = TRUE_WORDS.includes(word) || FALSE_WORDS.includes(word);
  if (!isTruth && !/^[a-h]{1,8}$/.test(word)) return false;
  const { db } = ctx.services;
  const paper = await findDailyPaper(db, ctx.actor.personId, ctx.now);
  if (!paper) return false;
  const { attemptId } = paper;
  const open = (await readQuestions(ctx, attemptId)).find((question) => !question.submitted);
  if (!open) return false;
  if (isTruth && open.type !== 'truefalse') return false;
  const letters = isTruth
    ? [TRUE_WORDS.includes(word) ? 0 : 1]
    : [...new Set(word)].map((letter) => letter.charCodeAt(0) - 97);
  const known =
    letters.every((place) => place < open.options.length) &&
    (open.type === 'multiple' || letters.length === 1);
  if (!known) {
    await say(ctx, { text: typedOptionsText(ctx.language, open.options.length), buttons: [] });
    return true;
  }
  const pressed = await typeAnswer(
    db,
    { attemptId, position: open.position, shown: letters, personId: ctx.actor.personId },
    ctx.now,
  );
  await afterPress(ctx, attemptId, open.position, pressed);
  return true;
}
