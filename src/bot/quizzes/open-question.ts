import { answerSlot, submitSlot, type Answered } from '../../domain/quizzes/answer-slot.ts';
import { currentSlot } from '../../domain/quizzes/read-attempt.ts';
import type { Move } from '../../domain/quizzes/response-rules.ts';
import type { Content } from '../../domain/questions/rules.ts';
import type { BotContext } from '../context.ts';
import { afterAnswer } from './after-answer.ts';
import { readSlots } from './show.ts';

/**
 * What a typed answer did: whether it was no such answer (`wrong`), or is a draft that whoever typed all of it has meant
 * to hand in (`draft`), and how it is shown.
 */
export type Taken = { state: 'wrong' | 'draft' | 'done'; show: () => Promise<void> };

/** The question on somebody's screen, wherever it is asked, as typing answers it. */
export type OpenQuestion = {
  content: Content;
  take: (move: Move) => Promise<Taken>;
  submit: () => Promise<Taken>;
};

/** The open question of an attempt. */
export async function openSlot(ctx: BotContext, attemptId: string): Promise<OpenQuestion | undefined> {
  const slot = currentSlot(await readSlots(ctx, attemptId));
  if (!slot) return undefined;
  const { db } = ctx.services;
  const place = { attemptId, position: slot.position, personId: ctx.actor.personId };
  const taken = (answered: Answered): Taken => ({
    state: isWrong(answered) ? 'wrong' : isDraft(answered) ? 'draft' : 'done',
    show: () => afterAnswer(ctx, attemptId, answered),
  });
  return {
    content: slot.content,
    take: async (move) => taken(await answerSlot(db, place, move, ctx.receivedAt)),
    submit: async () => taken(await submitSlot(db, place, ctx.receivedAt)),
  };
}

const isWrong = (answered: Answered): boolean =>
  !answered.ok && (answered.problem === 'not-found' || answered.problem === 'too-many');
const isDraft = (answered: Answered): boolean =>
  answered.ok && !answered.slot.submitted && answered.slot.settings.answers === 'final';
