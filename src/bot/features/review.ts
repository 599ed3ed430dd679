import { Composer } from 'telegraf';
import type { Move } from '../../domain/quizzes/response-rules.ts';
import { answerReview, leaveReview, resumeReview, submitReview } from '../../domain/study/answer-review.ts';
import { readMissed } from '../../domain/study/read-missed.ts';
import { openReview, readReview } from '../../domain/study/review-question.ts';
import { turnFromCard } from '../../domain/study/type-card.ts';
import { dayOf, daysBetween } from '../../domain/schedule/calendar.ts';
import { isId } from '../../messages/callback-data.ts';
import { missedListView } from '../../messages/review-list.ts';
import { reviewNothingView, reviewSourceView, reviewWord } from '../../messages/review.ts';
import type { BotContext } from '../context.ts';
import { readerOf } from '../review/reader-of.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';
import { afterReview } from '../review/after-review.ts';
import { missedView } from '../review/missed-view.ts';
import { reviewStanding, toReviewView } from '../review/show-review.ts';

const MISSED_A_PAGE = 5;

/** The wrong-answer book: today's questions one by one, their answers, putting them off, and all that was missed. */
export function createReviewFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('review', showNext);
  onPress(composer, 'review.open', showNext);
  onPress(composer, 'review.press', (ctx, [id, , place, wanted = '1']) =>
    move(ctx, id, [place, wanted], (option, n) => ({ kind: 'press', option, n })),
  );
  onPress(composer, 'review.back', (ctx, [id, , length]) =>
    move(ctx, id, [length, '0'], (n) => ({ kind: 'back', length: n })),
  );
  onPress(composer, 'review.submit', (ctx, [id]) =>
    onReview(ctx, id, async (own) => {
      const { db, pack } = ctx.services;
      await afterReview(ctx, own, await submitReview(db, ctx.actor, own, pack.reviewBook, ctx.receivedAt));
    }),
  );
  for (const [action, state] of [
    ['review.later', 'later'],
    ['review.stop', 'stopped'],
  ] as const)
    onPress(composer, action, (ctx, [id]) =>
      onReview(ctx, id, async (own) => {
        const left = await leaveReview(ctx.services.db, ctx.actor, own, state, ctx.receivedAt);
        // Pressed twice it is shown as it was left.
        await afterReview(ctx, own, !left.ok && left.problem === 'ended' ? { ok: true } : left);
      }),
    );
  onPress(composer, 'review.source', (ctx, [id]) =>
    onReview(ctx, id, async (own) => {
      const { db, pack } = ctx.services;
      const question = await readReview(db, readerOf(ctx), own, pack.reviewBook, ctx.now);
      await (question?.state === 'answered'
        ? replace(ctx, reviewSourceView(ctx.language, toReviewView(ctx, question)))
        : saysStale(ctx));
    }),
  );
  onPress(composer, 'review.resume', (ctx, [cardId]) =>
    onReview(ctx, cardId, async (own) => {
      if (!(await resumeReview(ctx.services.db, ctx.actor, own))) return saysStale(ctx);
      await toast(ctx, reviewWord(ctx.language, 'resumed'));
      await showMissed(ctx, 0);
    }),
  );
  onPress(composer, 'review.list', async (ctx, [page]) => {
    if (await allow(ctx, 'review.own')) await showMissed(ctx, readIndex(page) ?? 0);
  });
  return { composer, flows: {} };
}

async function onReview(
  ctx: BotContext,
  id: string | undefined,
  act: (id: string) => Promise<void>,
): Promise<void> {
  if (!(await allow(ctx, 'review.own'))) return;
  await (isId(id) ? act(id) : saysStale(ctx));
}

function move(
  ctx: BotContext,
  id: string | undefined,
  parts: (string | undefined)[],
  moveOf: (first: number, second: number) => Move,
): Promise<void> {
  return onReview(ctx, id, async (own) => {
    const [first, second] = parts.map(readIndex);
    if (first === undefined || second === undefined) return saysStale(ctx);
    const { db, pack } = ctx.services;
    const given = moveOf(first, second);
    await afterReview(
      ctx,
      own,
      await answerReview(db, ctx.actor, own, given, pack.reviewBook, ctx.receivedAt),
    );
  });
}

/** What was answered stays in the chat: the next question is a message of its own. */
async function showNext(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'review.own'))) return;
  const { db, pack } = ctx.services;
  const next = await openReview(db, readerOf(ctx), pack.reviewBook, ctx.now);
  if (next.kind === 'question') {
    await turnFromCard(db, ctx.actor);
    return say(ctx, reviewStanding(ctx, next.question));
  }
  const { done, cards, dueOn } = next;
  const nextIn = dueOn === null ? null : daysBetween(dayOf(ctx.now), dueOn);
  await say(ctx, reviewNothingView(ctx.language, { done, cards, nextIn }));
}

async function showMissed(ctx: BotContext, wanted: number): Promise<void> {
  const { missed, total, page } = await readMissed(ctx.services.db, ctx.actor, {
    page: wanted,
    size: MISSED_A_PAGE,
  });
  const view = missedListView(ctx.language, missed.map(missedView), { total, page, size: MISSED_A_PAGE });
  await replace(ctx, view);
}
