import { isWatched } from '../domain/notices/watch-progress.ts';
import type { View } from '../messages/view.ts';
import type { BotContext } from './context.ts';
import { pressedMessage, replace, say } from './reply.ts';

/** Puts the view in place of the pressed message; beside it, while that shows how far a notice is and goes on changing. */
export async function showApart(ctx: BotContext, view: View): Promise<void> {
  const pressed = pressedMessage(ctx);
  const isBusy =
    pressed !== undefined && (await isWatched(ctx.services.db, pressed.chat.id, pressed.message_id));
  await (isBusy ? say : replace)(ctx, view);
}
