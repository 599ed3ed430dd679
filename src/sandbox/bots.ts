import { createHash } from 'node:crypto';
import type { SandboxBot } from './protocol.ts';
import type { Bot } from './rows.ts';
import type { ApiUser } from './telegram.ts';
import type { World } from './world.ts';

/** The bot's id when the token has Telegram's form (digits, a colon, a secret of 10 or more), else undefined. */
function botIdOf(token: string): number | undefined {
  const match = /^(\d{1,15}):[A-Za-z0-9_-]{10,}$/.exec(token);
  return match ? Number(match[1]) : undefined;
}

/** The bot with this id, made when it is new: using a token is what creates a bot here. */
export function ensureBot(world: World, id: number): Bot {
  const known = world.bots.get(String(id));
  if (known) return known;
  const bot: Bot = {
    id,
    username: `sandbox_${id}_bot`,
    firstName: `Bot ${id}`,
    names: {},
    descriptions: {},
    shortDescriptions: {},
    commands: {},
    menuButtons: {},
  };
  world.bots.set(String(id), bot);
  world.events.emit({ type: 'bots' });
  return bot;
}

/**
 * The bot a token belongs to, made when it is new. The first token used for an id is the bot's; with another secret,
 * or when it has not a token's form, it is undefined and the call is unauthorized.
 */
export function botOfToken(world: World, token: string): Bot | undefined {
  const id = botIdOf(token);
  if (id === undefined) return undefined;
  const bot = ensureBot(world, id);
  const tokenHash = createHash('sha256').update(token).digest('base64url');
  if (bot.tokenHash === undefined) return saveBot(world, { ...bot, tokenHash });
  return bot.tokenHash === tokenHash ? bot : undefined;
}

export const saveBot = (world: World, bot: Bot): Bot => world.bots.set(String(bot.id), bot);

/** The bot as a Bot API user. */
export const botUser = (bot: Bot): ApiUser => ({
  id: bot.id,
  is_bot: true,
  first_name: bot.firstName,
  username: bot.username,
});

/** The bot as the page shows it. */
export const viewBot = ({ id, username, firstName }: Bot): SandboxBot => ({ id, username, firstName });
