import { saveBot } from '../bots.ts';
import { knownChat } from '../chats.ts';
import { scopeKey } from '../commands.ts';
import { shaped, text } from '../params.ts';
import type { Params } from '../params.ts';
import { badRequest } from '../refusal.ts';
import type { BotCommand } from '../telegram.ts';
import { emitChat } from '../views.ts';
import type { MethodContext, Methods } from './method.ts';

const MAX_COMMANDS = 100;

/** A `language_code` parameter: empty or two letters. */
export function languageOf(params: Params): string {
  const code = text(params, 'language_code') ?? '';
  if (!/^([a-z]{2})?$/.test(code)) throw badRequest('invalid language code specified');
  return code;
}

function keyOf({ world, bot }: MethodContext, params: Params): string {
  const scope = shaped(params, 'scope') ?? { type: 'default' };
  if (scope.chat_id === undefined) return scopeKey(scope, languageOf(params));
  const chat = knownChat(world, bot.id, scope.chat_id);
  if (scope.type !== 'chat' && chat.id > 0) throw badRequest("can't change commands in private chats");
  return scopeKey({ ...scope, chat_id: chat.id }, languageOf(params));
}

function checkedCommand({ command, description }: BotCommand): BotCommand {
  const name = command.trim().replace(/^\//, '');
  if (!/^[a-z0-9_]{1,32}$/.test(name)) throw badRequest('BOT_COMMAND_INVALID');
  const shown = description.trim();
  if (shown === '') throw badRequest('command description must be non-empty');
  if (shown.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  return { command: name, description: shown };
}

function saveCommands(context: MethodContext, key: string, commands: BotCommand[]): true {
  const { world, bot } = context;
  const { [key]: _, ...others } = bot.commands;
  const saved = saveBot(world, {
    ...bot,
    commands: commands.length > 0 ? { ...others, [key]: commands } : others,
  });
  for (const chat of world.chats.values()) if (chat.bot === bot.id) emitChat(world, saved, chat.id);
  return true;
}

export const commandMethods: Methods = {
  setMyCommands(context, params) {
    const commands = (shaped(params, 'commands') ?? []).map(checkedCommand);
    if (commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    return saveCommands(context, keyOf(context, params), commands);
  },
  getMyCommands: (context, params) => context.bot.commands[keyOf(context, params)] ?? [],
  deleteMyCommands: (context, params) => saveCommands(context, keyOf(context, params), []),
};
