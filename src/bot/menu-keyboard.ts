import type { BotCommand } from 'telegraf/types';
import { mayDo, type Action, type Actor } from '../domain/people/rules.ts';
import { commandDescription, MENU, menuLabel, type MenuItem } from '../messages/people.ts';
import type { BotContext } from './context.ts';

const NEEDS: Record<MenuItem, Action | null> = {
  quiz: 'quiz.take',
  notices: 'notices.read',
  assess: 'assessment.submit',
  myfile: 'file.read-own',
  broadcast: 'notices.send',
  board: 'notices.send',
  file: 'file.read',
  interview: 'interviews.arrange',
  people: 'people.manage',
  help: null,
};

/** What this person may do, in the order of the menu. */
export function itemsFor(actor: Actor): MenuItem[] {
  return MENU.filter((item) => {
    const action = NEEDS[item];
    return action === null || mayDo(actor, action);
  });
}

/** Brings the chat's command list and keyboard up to what the person may do today, in their language. */
export async function showMenu(ctx: BotContext, text: string): Promise<void> {
  const items = itemsFor(ctx.actor);
  const command = (name: Parameters<typeof commandDescription>[1]): BotCommand => ({
    command: name,
    description: commandDescription(ctx.language, name),
  });
  const commands = [
    ...items.filter((item) => item !== 'help').map(command),
    command('menu'),
    command('language'),
    command('help'),
    command('cancel'),
  ];
  await ctx.telegram.setMyCommands(commands, { scope: { type: 'chat', chat_id: ctx.actor.telegramId } });
  const labels = items.map((item) => ({ text: menuLabel(ctx.language, item) }));
  const rows = [];
  for (let i = 0; i < labels.length; i += 2) rows.push(labels.slice(i, i + 2));
  await ctx.reply(text, {
    parse_mode: 'HTML',
    reply_markup: { keyboard: rows, resize_keyboard: true, is_persistent: true },
  });
}
