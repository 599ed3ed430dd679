import { Composer } from 'telegraf';
import { openPress, sealPress } from '../../domain/reviews/ballot-rules.ts';
import { castVote, listTickets, readTicket, type Ticket } from '../../domain/reviews/cast-vote.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  ticketsView,
  voteCastView,
  voteCheckView,
  voteItemView,
  voteOverText,
} from '../../messages/reviews.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, toast } from '../reply.ts';

const ACTION = 'reviews.vote';

/**
 * Voting without a wizard: what was chosen so far stands in the buttons alone, sealed, so that nothing of a vote is stored
 * before its envelope is.
 */
export function createVotesFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('vote', showList);
  onPress(composer, 'vote.list', showList);
  onPress(composer, 'vote.open', async (ctx, [id]) => {
    const ticket = await findTicket(ctx, id);
    if (ticket) await ask(ctx, ticket, []);
  });
  onPress(composer, 'vote.on', async (ctx, [part = '']) => {
    const press = openPress(ctx.telegram.token, ctx.actor.telegramId, part);
    const ticket = await findTicket(ctx, press?.ticketId);
    if (ticket && press) await ask(ctx, ticket, press.marks);
  });
  onPress(composer, 'vote.cast', async (ctx, [part = '']) => {
    const press = openPress(ctx.telegram.token, ctx.actor.telegramId, part);
    const ticket = await findTicket(ctx, press?.ticketId, true);
    if (!ticket || !press) return;
    const done = await castVote(ctx.services.db, ctx.actor, ticket.id, press.marks, ctx.now);
    await (done.ok ? replace(ctx, voteCastView(ctx.language, ticket.name, done.first)) : saysStale(ctx));
  });
  return { composer, flows: {} };
}

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const list = await listTickets(ctx.services.db, ctx.actor, ctx.now);
  await replace(ctx, ticketsView(ctx.language, list, ctx.now));
}

/** A ticket of one's own that can be used, or with `used` one that was; of any other it says that the button is stale. */
async function findTicket(
  ctx: BotContext,
  id: string | undefined,
  used = false,
): Promise<Ticket | undefined> {
  if (!(await allow(ctx, ACTION))) return undefined;
  const ticket = isId(id) ? await readTicket(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (ticket && (used || !ticket.used)) return ticket;
  if (ticket) await replace(ctx, voteCastView(ctx.language, ticket.name, false));
  else await toast(ctx, voteOverText(ctx.language), true);
  return undefined;
}

async function ask(ctx: BotContext, ticket: Ticket, marks: readonly number[]): Promise<void> {
  const seal = (chosen: readonly number[]) =>
    sealPress(ctx.telegram.token, ctx.actor.telegramId, { ticketId: ticket.id, marks: [...chosen] });
  const item = ticket.items[marks.length];
  if (!item) return replace(ctx, voteCheckView(ctx.language, ticket.name, ticket.id, seal(marks)));
  const sealed = item.options.map((_, i) => seal([...marks, i]));
  await replace(ctx, voteItemView(ctx.language, ticket.name, ticket.items, marks.length, sealed));
}
