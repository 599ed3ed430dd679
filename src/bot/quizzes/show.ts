import { endIfOver } from '../../domain/quizzes/end-attempt.ts';
import { turnToQuiz } from '../../domain/quizzes/find-current.ts';
import { currentSlot, readAttempt, type Slot } from '../../domain/quizzes/read-attempt.ts';
import { phaseOf } from '../../domain/quizzes/sitting-rules.ts';
import { countTomorrow } from '../../domain/study/plan-reviews.ts';
import { examTitle } from '../../messages/exams.ts';
import { resultView, type ResultView } from '../../messages/quiz-results.ts';
import type { QuestionView } from '../../messages/quiz-question.ts';
import { questionView } from '../../messages/quizzes.ts';
import type { View } from '../../messages/view.ts';
import type { BotContext } from '../context.ts';
import { readerOf } from '../review/reader-of.ts';
import { askedView, keyView, whyView } from './asked-view.ts';

type Pack = BotContext['services']['pack'];
type Preset = keyof Pack['quizPresets'];

/** The slots of an attempt of this person; one whose time is over is ended first, not only with the next round of the job. */
export async function readSlots(ctx: BotContext, attemptId: string): Promise<Slot[]> {
  const { db } = ctx.services;
  const { personId } = ctx.actor;
  const slots = await readAttempt(db, attemptId, personId, ctx.now);
  const [first] = slots;
  const isOver =
    first && !first.attempt.finished && phaseOf(first.settings, first.attempt, ctx.now) === 'over';
  if (!isOver || !(await endIfOver(db, { attemptId, personId }, ctx.now))) return slots;
  return readAttempt(db, attemptId, personId, ctx.now);
}

const isPreset = ({ quizPresets }: Pack, preset: string): preset is Preset =>
  Object.hasOwn(quizPresets, preset);

/** What a quiz is called: an exam by what it is about, anything else by its preset. */
export function quizName(
  { language, services }: BotContext,
  { preset, topic }: Pick<Slot['attempt'], 'preset' | 'topic'>,
): string {
  const { pack } = services;
  if (preset === 'exam') return examTitle(language, topic, pack);
  return isPreset(pack, preset) ? pack.quizPresets[preset].name[language] : preset;
}

/** The same with the topic that was picked. */
function nameOf(ctx: BotContext, attempt: Slot['attempt']): string {
  const name = quizName(ctx, attempt);
  const { quizTopics } = ctx.services.pack;
  const topic = quizTopics.find(({ id }) => id === topicOf(attempt))?.name[ctx.language];
  return topic === undefined ? name : `${name} · ${topic}`;
}

/** The group of topics in the slot of a practice, "2026.3:constitution". */
const topicOf = ({ preset, slot }: Pick<Slot['attempt'], 'preset' | 'slot'>): string | null =>
  preset === 'topic' ? (slot.split(':')[1] ?? null) : null;

/** A slot as it is shown; what its person may not see yet is left out here. */
export function toView(ctx: BotContext, attemptId: string, slot: Slot): QuestionView {
  const { attempt, shown, settings } = slot;
  const isKnown = slot.submitted || attempt.finished;
  return {
    door: 'quiz',
    attemptId,
    position: slot.position,
    total: attempt.total,
    protect: attempt.preset === 'exam',
    name: nameOf(ctx, attempt),
    submitted: slot.submitted,
    finished: attempt.finished,
    isFinal: settings.answers === 'final',
    asksConfidence: settings.confidence,
    confidence: slot.confidence,
    until: settings.timeLimit === null ? null : attempt.deadline,
    worth: isKnown && shown.marks ? (slot.fraction ?? 0) : null,
    key: isKnown && shown.key ? keyView(slot) : null,
    why: isKnown && shown.explanation ? whyView(slot) : null,
    // Last, not first: what follows a spread costs V8 hidden classes of every object's own, 8 kB of old space a press.
    ...askedView(slot),
  };
}

/** How an attempt went, as far as it may be seen now. */
export function toResult(ctx: BotContext, attemptId: string, slots: readonly Slot[]): ResultView | undefined {
  const [first] = slots;
  if (!first) return undefined;
  const { attempt, settings, shown } = first;
  const questions = slots.map((slot) => toView(ctx, attemptId, slot));
  const points = slots.reduce((sum, { fraction }) => sum + (fraction ?? 0), 0);
  const wrong = slots.filter(({ correct }) => correct === false).length;
  const { preset } = attempt;
  const share = points / Math.max(1, slots.length);
  const mayRepeat = settings.attempts === null && isPreset(ctx.services.pack, preset);
  return {
    attemptId,
    preset,
    protect: preset === 'exam',
    name: nameOf(ctx, attempt),
    questions,
    marks: shown.marks ? { correct: slots.filter(({ correct }) => correct).length, share } : null,
    passMark: settings.passMark,
    keyShown: shown.key,
    closesAt: attempt.closesAt,
    endedBy: attempt.endedBy,
    counts: attempt.counts,
    tomorrow: null,
    livesOver: settings.lives !== null && wrong >= settings.lives,
    certificate:
      preset === 'exam' &&
      shown.marks &&
      attempt.finished &&
      attempt.counts &&
      share >= settings.passMark - 1e-9,
    again: mayRepeat ? { preset, topic: topicOf(attempt) } : null,
  };
}

/** The result; what was missed and may be looked at is put into the review book by this, and told. */
export async function showResult(
  ctx: BotContext,
  attemptId: string,
  slots: readonly Slot[],
): Promise<View | undefined> {
  const result = toResult(ctx, attemptId, slots);
  if (!result) return undefined;
  const isBooked = result.keyShown && slots.some(({ correct }) => correct === false);
  const { db, pack } = ctx.services;
  const tomorrow = isBooked ? await countTomorrow(db, readerOf(ctx), pack.reviewBook, ctx.now) : null;
  return resultView(ctx.language, { ...result, tomorrow });
}

/** Where an attempt stands: its next open question, or, once it has ended, its result. */
export async function standingView(
  ctx: BotContext,
  attemptId: string,
  slots: readonly Slot[],
): Promise<View | undefined> {
  const [first] = slots;
  const next = currentSlot(slots);
  const isOpen = first && phaseOf(first.settings, first.attempt, ctx.now) === 'open';
  if (!isOpen || !next) return showResult(ctx, attemptId, slots);
  await turnToQuiz(ctx.services.db, ctx.actor.personId);
  return questionView(ctx.language, toView(ctx, attemptId, next));
}
