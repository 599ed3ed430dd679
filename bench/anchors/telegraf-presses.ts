import { Telegraf } from 'telegraf';

/** A bare telegraf bot, as its own polling runs it: a press edits the message, and is answered. */
const { apiRoot, token } = JSON.parse(process.argv[2] ?? '{}') as { apiRoot: string; token: string };
const bot = new Telegraf(token, { telegram: { apiRoot }, handlerTimeout: Infinity });
bot.on('callback_query', async (ctx) => {
  await ctx.editMessageText('通知');
  await ctx.answerCbQuery();
});
bot.catch(() => undefined);
void bot.launch();
process.send?.({ type: 'ready' });
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
