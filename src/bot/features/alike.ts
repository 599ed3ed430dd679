import { Composer } from 'telegraf';
import { listComparable, readAlike } from '../../domain/quizzes/read-alike.ts';
import { alikeView, comparableView } from '../../messages/alike.ts';
import { isId } from '../../messages/callback-data.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { quizName } from '../quizzes/show.ts';
import { replace, say } from '../reply.ts';

const QUIZZES_A_PAGE = 5;

/** Answers of a finished weekly quiz or exam that are alike beyond chance: something to ask, and nothing more. */
export function createAlikeFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'alike.list', (ctx, [page]) => showQuizzes(ctx, readIndex(page) ?? 0));
  onPress(composer, 'alike.open', async (ctx, [id]) => {
    if (!(await allow(ctx, 'learning.alike'))) return;
    const alike = isId(id) ? await readAlike(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
    if (!alike) return saysStale(ctx);
    // A message of its own, since only a new one can be kept from being forwarded.
    await say(ctx, alikeView(ctx.language, { ...alike, name: quizName(ctx, alike) }));
  });
  return { composer, flows: {} };
}

async function showQuizzes(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'learning.alike'))) return;
  const size = QUIZZES_A_PAGE;
  const { quizzes, total } = await listComparable(ctx.services.db, ctx.actor, { page, size }, ctx.now);
  // A page that does not exist: the first one does.
  if (total === 0 && page > 0) return showQuizzes(ctx, 0);
  const shown = quizzes.map((quiz) => ({ ...quiz, name: quizName(ctx, quiz) }));
  await replace(ctx, comparableView(ctx.language, shown, { total, page, size }));
}
