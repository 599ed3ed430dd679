import type { Content } from '../../domain/questions/rules.ts';
import { storeContent } from '../../domain/questions/store-content.ts';
import { endIfOver } from '../../domain/quizzes/end-attempt.ts';
import { currentSlot, readAttempt, type Slot } from '../../domain/quizzes/read-attempt.ts';
import { isWhole, lengthOf, mannerOf } from '../../domain/quizzes/response-rules.ts';
import { phaseOf } from '../../domain/quizzes/sitting-rules.ts';
import { examTitle } from '../../messages/exams.ts';
import { resultView, type ResultView } from '../../messages/quiz-results.ts';
import type { QuestionView } from '../../messages/quiz-question.ts';
import { questionView } from '../../messages/quizzes.ts';
import type { View } from '../../messages/view.ts';
import type { BotContext } from '../context.ts';

type Preset = keyof BotContext['services']['pack']['quizPresets'];

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

const isPreset = (ctx: BotContext, preset: string): preset is Preset =>
  Object.hasOwn(ctx.services.pack.quizPresets, preset);

/** What a quiz is called: its preset's name, with the topic that was picked. */
function nameOf(ctx: BotContext, { preset, slot, topic: examined }: Slot['attempt']): string {
  const { quizPresets, quizTopics } = ctx.services.pack;
  const name = isPreset(ctx, preset) ? quizPresets[preset].name[ctx.language] : preset;
  if (preset === 'exam') return examTitle(ctx.language, examined, ctx.services.pack);
  const topic = quizTopics.find(({ id }) => id === topicOf({ preset, slot }))?.name[ctx.language];
  return topic === undefined ? name : `${name} · ${topic}`;
}

/** The group of topics in the slot of a practice, "2026.3:constitution". */
const topicOf = ({ preset, slot }: Pick<Slot['attempt'], 'preset' | 'slot'>): string | null =>
  preset === 'topic' ? (slot.split(':')[1] ?? null) : null;

/** What is right where words are asked for, in the first form that is accepted. */
const wordsOf = (content: Content): string[] =>
  content.type === 'fill'
    ? content.blanks.map(([first = '']) => first)
    : content.type === 'numeric'
      ? [`${content.answer} ${content.unit}`]
      : [];

/** A slot as it is shown; what its person may not see yet is left out here. */
export function toView(ctx: BotContext, attemptId: string, slot: Slot): QuestionView {
  const { content, order, attempt, shown, settings } = slot;
  const placeOf = (option: number) => order.indexOf(option);
  const manner = mannerOf(content);
  const inOrder = (places: number[]) => (manner === 'sequence' ? places : places.toSorted((a, b) => a - b));
  const { options, answer } = storeContent(content);
  const isKnown = slot.submitted || attempt.finished;
  return {
    attemptId,
    position: slot.position,
    total: attempt.total,
    protect: attempt.preset === 'exam',
    name: nameOf(ctx, attempt),
    manner,
    isTruth: content.type === 'truefalse',
    scenario: content.type === 'case' ? content.scenario : null,
    stem: slot.stem,
    options: order.map((option) => options[option] ?? ''),
    left: content.type === 'matching' ? content.pairs.map(({ left }) => left) : null,
    length: lengthOf(content),
    unit: content.type === 'numeric' ? content.unit : null,
    chosen: inOrder(slot.chosen.map(placeOf)),
    typed: slot.typed,
    whole: isWhole(content, slot),
    submitted: slot.submitted,
    finished: attempt.finished,
    isFinal: settings.answers === 'final',
    until: settings.timeLimit === null ? null : attempt.deadline,
    worth: isKnown && shown.marks ? (slot.fraction ?? 0) : null,
    key: isKnown && shown.key ? { letters: inOrder(answer.map(placeOf)), words: wordsOf(content) } : null,
    why:
      isKnown && shown.explanation
        ? {
            explanation: slot.explanation,
            document: slot.document.title,
            documentStatus: slot.document.status,
            place: slot.place,
            quote: slot.quote,
          }
        : null,
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
  const mayRepeat = settings.attempts === null && isPreset(ctx, preset);
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

/** Where an attempt stands: its next open question, or, once it has ended, its result. */
export function standingView(ctx: BotContext, attemptId: string, slots: readonly Slot[]): View | undefined {
  const result = toResult(ctx, attemptId, slots);
  const [first] = slots;
  if (!first || !result) return undefined;
  const isOpen = phaseOf(first.settings, first.attempt, ctx.now) === 'open';
  const next = currentSlot(slots);
  return isOpen && next
    ? questionView(ctx.language, toView(ctx, attemptId, next))
    : resultView(ctx.language, result);
}
