import { botUser, saveBot } from '../bots.ts';
import { integer, shaped, text } from '../params.ts';
import type { Params } from '../params.ts';
import { badRequest } from '../refusal.ts';
import type { Bot } from '../rows.ts';
import { knownChat } from '../chats.ts';
import { languageOf } from './commands.ts';
import type { Methods } from './method.ts';

type Texts = 'names' | 'descriptions' | 'shortDescriptions';

function withText(bot: Bot, texts: Texts, params: Params, name: string, max: number): Bot {
  const value = (text(params, name) ?? '').trim();
  if ([...value].length > max) throw badRequest(`${name.toUpperCase()}_INVALID`);
  const { [languageOf(params)]: _, ...others } = bot[texts];
  return { ...bot, [texts]: value === '' ? others : { ...others, [languageOf(params)]: value } };
}

const textIn = (bot: Bot, texts: Texts, params: Params) =>
  bot[texts][languageOf(params)] ?? bot[texts][''] ?? '';

export const profileMethods: Methods = {
  getMe: ({ bot }) => ({
    ...botUser(bot),
    can_join_groups: true,
    can_read_all_group_messages: true,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
  }),
  logOut({ bot, polls }) {
    polls.conflict(bot.id, 'getUpdates');
    return true;
  },
  close({ bot, polls }) {
    polls.conflict(bot.id, 'getUpdates');
    return true;
  },
  setMyName({ world, bot }, params) {
    const renamed = withText(bot, 'names', params, 'name', 64);
    saveBot(world, { ...renamed, firstName: renamed.names[''] ?? bot.firstName });
    world.events.emit({ type: 'bots' });
    return true;
  },
  getMyName: ({ bot }, params) => ({ name: textIn(bot, 'names', params) || bot.firstName }),
  setMyDescription({ world, bot }, params) {
    saveBot(world, withText(bot, 'descriptions', params, 'description', 512));
    return true;
  },
  getMyDescription: ({ bot }, params) => ({ description: textIn(bot, 'descriptions', params) }),
  setMyShortDescription({ world, bot }, params) {
    saveBot(world, withText(bot, 'shortDescriptions', params, 'short_description', 120));
    return true;
  },
  getMyShortDescription: ({ bot }, params) => ({
    short_description: textIn(bot, 'shortDescriptions', params),
  }),
  setChatMenuButton({ world, bot }, params) {
    const chatId = integer(params, 'chat_id');
    const key = chatId === undefined ? '' : String(knownChat(world, bot.id, chatId).id);
    const button = shaped(params, 'menu_button') ?? { type: 'default' };
    saveBot(world, { ...bot, menuButtons: { ...bot.menuButtons, [key]: button } });
    return true;
  },
  getChatMenuButton({ bot }, params) {
    const own = bot.menuButtons[String(integer(params, 'chat_id') ?? '')];
    return own ?? bot.menuButtons[''] ?? { type: 'default' };
  },
};
