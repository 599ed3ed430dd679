import { Composer } from 'telegraf';
import { listOwnExams } from '../../domain/exams/own-exams.ts';
import { answerSlot, submitSlot, type Move } from '../../domain/quizzes/answer-slot.ts';
import { handIn } from '../../domain/quizzes/end-attempt.ts';
import { turnToQuiz } from '../../domain/quizzes/find-current.ts';
import { openQuiz, type OwnPreset } from '../../domain/quizzes/open-quiz.ts';
import { keepPlace, type Slot } from '../../domain/quizzes/read-attempt.ts';
import { isWhole } from '../../domain/quizzes/response-rules.ts';
import { phaseOf } from '../../domain/quizzes/sitting-rules.ts';
import { dutiesOf } from '../../domain/study/duty-rules.ts';
import { turnFromCard } from '../../domain/study/type-card.ts';
import { isId } from '../../messages/callback-data.ts';
import { practiceView, topicsView } from '../../messages/quiz-menu.ts';
import { handInView, wrongView } from '../../messages/quiz-results.ts';
import { sourceView } from '../../messages/quiz-answered.ts';
import { questionView, quizWord, waitText } from '../../messages/quizzes.ts';
import type { BotContext } from '../context.ts';
import { readerOf } from '../review/reader-of.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { afterAnswer } from '../quizzes/after-answer.ts';
import { readSlots, showResult, standingView, toResult, toView } from '../quizzes/show.ts';
import { replace, say, toast } from '../reply.ts';

/** What can be practised at any time, in the order of the menu. */
const PRACTICE = ['weekly', 'topic', 'challenge', 'mock'] as const satisfies readonly OwnPreset[];
const isPractice = (word: string | undefined): word is (typeof PRACTICE)[number] =>
  PRACTICE.some((preset) => preset === word);

/** Quizzes of every preset: opened or resumed, answered by buttons or by typing, handed in, looked at again. */
export function createQuizFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('quiz', (ctx) => open(ctx, 'daily'));
  composer.command('practice', (ctx) => showPractice(ctx));
  onPress(composer, 'quiz.open', (ctx) => open(ctx, 'daily'));
  onPress(composer, 'quiz.practice', (ctx) => showPractice(ctx));
  onPress(composer, 'quiz.topics', showTopics);
  onPress(composer, 'quiz.start', start);
  onPress(composer, 'quiz.press', press);
  onPress(composer, 'quiz.back', (ctx, [attemptId, position, length]) =>
    move(ctx, attemptId, position, length, (n) => ({ kind: 'back', length: n })),
  );
  onPress(composer, 'quiz.submit', async (ctx, [attemptId, part, word]) => {
    if (!(await allow(ctx, 'quiz.take'))) return;
    const position = readIndex(part);
    if (!isId(attemptId) || position === undefined) return saysStale(ctx);
    const place = { attemptId, position, personId: ctx.actor.personId };
    const confidence = word === 'sure' || word === 'unsure' ? word : null;
    await afterAnswer(ctx, attemptId, await submitSlot(ctx.services.db, place, ctx.receivedAt, confidence));
  });
  onPress(composer, 'quiz.next', (ctx, [attemptId]) =>
    onAttempt(ctx, attemptId, async (id, slots) => {
      const view = await standingView(ctx, id, slots);
      await turnFromCard(ctx.services.db, ctx.actor);
      if (view) await say(ctx, view);
    }),
  );
  onPress(composer, 'quiz.go', (ctx, [attemptId, position]) =>
    onAttempt(ctx, attemptId, async (id, slots) => {
      const slot = slots[readIndex(position) ?? -1];
      if (!slot) return saysStale(ctx);
      await keepPlace(ctx.services.db, id, ctx.actor.personId, slot);
      await turnFromCard(ctx.services.db, ctx.actor);
      await turnToQuiz(ctx.services.db, ctx.actor.personId);
      await replace(ctx, questionView(ctx.language, toView(ctx, id, slot)));
    }),
  );
  onPress(composer, 'quiz.source', (ctx, [attemptId, position]) =>
    onAttempt(ctx, attemptId, async (id, slots) => {
      const slot = slots[readIndex(position) ?? -1];
      const view = slot && toView(ctx, id, slot);
      await (view?.why ? replace(ctx, sourceView(ctx.language, view)) : saysStale(ctx));
    }),
  );
  onPress(composer, 'quiz.hand', (ctx, [attemptId]) =>
    onAttempt(ctx, attemptId, async (id, slots) => {
      if (slots.some(({ attempt }) => attempt.finished)) return replaceByResult(ctx, id, slots);
      const open = slots.filter((slot) => !isWhole(slot.content, slot)).map(({ position }) => position);
      await replace(
        ctx,
        handInView(ctx.language, { attemptId: id, total: slots.length, open, protect: isExam(slots) }),
      );
    }),
  );
  onPress(composer, 'quiz.handin', async (ctx, [attemptId]) => {
    if (!(await allow(ctx, 'quiz.take'))) return;
    if (!isId(attemptId)) return saysStale(ctx);
    const done = await handIn(ctx.services.db, { attemptId, personId: ctx.actor.personId }, ctx.receivedAt);
    if (!done.ok && done.problem === 'not-found') return saysStale(ctx);
    if (!done.ok) await toast(ctx, quizWord(ctx.language, 'over'), true);
    await replaceByResult(ctx, attemptId, await readSlots(ctx, attemptId));
  });
  onPress(composer, 'quiz.result', (ctx, [attemptId]) =>
    onAttempt(ctx, attemptId, (id, slots) =>
      isOver(ctx, slots) ? replaceByResult(ctx, id, slots) : saysStale(ctx),
    ),
  );
  onPress(composer, 'quiz.wrong', (ctx, [attemptId, page]) =>
    onAttempt(ctx, attemptId, async (id, slots) => {
      const result = isOver(ctx, slots) ? toResult(ctx, id, slots) : undefined;
      if (!result?.keyShown) return saysStale(ctx);
      await replace(ctx, wrongView(ctx.language, result, readIndex(page) ?? 0));
    }),
  );
  return { composer, flows: {} };
}

async function open(ctx: BotContext, preset: OwnPreset, topic: string | null = null): Promise<void> {
  if (!(await allow(ctx, 'quiz.take'))) return;
  const { db, pack } = ctx.services;
  const { personId, dutyTopics } = readerOf(ctx);
  const opened = await openQuiz(db, personId, { preset, topic, dutyTopics }, pack, ctx.now);
  if (!opened.ok) {
    const text =
      opened.problem === 'wait'
        ? waitText(ctx.language, opened.until)
        : quizWord(ctx.language, 'noQuestions');
    return say(ctx, { text, buttons: [] });
  }
  const view = await standingView(ctx, opened.attemptId, await readSlots(ctx, opened.attemptId));
  await turnFromCard(db, ctx.actor);
  if (view) await say(ctx, view);
}

async function showPractice(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'quiz.take'))) return;
  const { pack } = ctx.services;
  const items = PRACTICE.map((preset) => {
    const { name, items: n, timeLimit } = pack.quizPresets[preset];
    return { preset, name: name[ctx.language], items: n, minutes: timeLimit };
  });
  const exams = await listOwnExams(ctx.services.db, ctx.actor.personId, ctx.now);
  const open = exams.filter(({ state }) => state === 'open' || state === 'under-way').length;
  const duties = dutiesOf(pack.dutyTopics, ctx.actor.posts).map(({ duty, post }) => ({
    post: (ctx.language === 'en' ? post.titleEn : null) ?? post.title,
    name: duty.name[ctx.language],
  }));
  await replace(ctx, practiceView(ctx.language, items, duties, open));
}

async function showTopics(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'quiz.take'))) return;
  const topics = ctx.services.pack.quizTopics.map(({ id, name }) => ({ id, name: name[ctx.language] }));
  await replace(ctx, topicsView(ctx.language, topics));
}

async function start(ctx: BotContext, [preset, topic]: string[]): Promise<void> {
  const isKnown = ctx.services.pack.quizTopics.some(({ id }) => id === topic);
  if (!isPractice(preset) || (preset === 'topic' && !isKnown)) return saysStale(ctx);
  await open(ctx, preset, preset === 'topic' ? (topic ?? null) : null);
}

async function press(ctx: BotContext, [attemptId, position, place, wanted = '1']: string[]): Promise<void> {
  const option = readIndex(place);
  if (option === undefined) return saysStale(ctx);
  await move(ctx, attemptId, position, wanted, (n) => ({ kind: 'press', option, n }));
}

async function move(
  ctx: BotContext,
  attemptId: string | undefined,
  part: string | undefined,
  number: string | undefined,
  moveOf: (n: number) => Move,
): Promise<void> {
  if (!(await allow(ctx, 'quiz.take'))) return;
  const [position, n] = [readIndex(part), readIndex(number)];
  if (!isId(attemptId) || position === undefined || n === undefined) return saysStale(ctx);
  const place = { attemptId, position, personId: ctx.actor.personId };
  await afterAnswer(ctx, attemptId, await answerSlot(ctx.services.db, place, moveOf(n), ctx.receivedAt));
}

async function onAttempt(
  ctx: BotContext,
  attemptId: string | undefined,
  show: (attemptId: string, slots: Slot[]) => Promise<void>,
): Promise<void> {
  if (!(await allow(ctx, 'quiz.take'))) return;
  const slots = isId(attemptId) ? await readSlots(ctx, attemptId) : [];
  await (isId(attemptId) && slots.length > 0 ? show(attemptId, slots) : saysStale(ctx));
}

const isExam = (slots: readonly Slot[]): boolean => slots.some(({ attempt }) => attempt.preset === 'exam');

const isOver = (ctx: BotContext, slots: readonly Slot[]): boolean =>
  slots.some(({ settings, attempt }) => phaseOf(settings, attempt, ctx.now) === 'over');

async function replaceByResult(ctx: BotContext, attemptId: string, slots: readonly Slot[]): Promise<void> {
  const view = await showResult(ctx, attemptId, slots);
  await (view ? replace(ctx, view) : saysStale(ctx));
}
