import { userOf } from './chats.ts';
import type { Bot } from './rows.ts';
import type { BotCommand, CommandScope } from './telegram.ts';
import type { World } from './world.ts';

/** The key under which a bot's commands for a scope and language are kept. */
export function scopeKey(scope: CommandScope, languageCode: string): string {
  const { type, chat_id: chat, user_id: user } = scope;
  return [type, chat ?? '', user ?? '', languageCode].join('|');
}

/**
 * The scopes Telegram looks at for one user, the narrowest first (core.telegram.org/bots/api#botcommandscope).
 * Group administrators are not told apart: nobody administers a group of the sandbox.
 */
function scopesFor(chatId: number, userId: number): CommandScope[] {
  if (chatId > 0)
    return [{ type: 'chat', chat_id: chatId }, { type: 'all_private_chats' }, { type: 'default' }];
  return [
    { type: 'chat_member', chat_id: chatId, user_id: userId },
    { type: 'chat', chat_id: chatId },
    { type: 'all_group_chats' },
    { type: 'default' },
  ];
}

/** The commands a user sees in a chat: for each scope first the user's language, then no language. */
export function commandsFor(world: World, bot: Bot, chatId: number, userId = chatId): BotCommand[] {
  const language = (userOf(world, userId)?.languageCode ?? '').split('-')[0] ?? '';
  for (const scope of scopesFor(chatId, userId)) {
    for (const code of language ? [language, ''] : ['']) {
      const commands = bot.commands[scopeKey(scope, code)];
      if (commands && commands.length > 0) return commands;
    }
  }
  return [];
}
