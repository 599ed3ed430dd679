import type { SandboxBot, SandboxChat, SandboxEvent, SandboxUser } from '../../protocol.ts';
import type { Language } from '../locales.ts';

/** An event about one chat. */
export type ChatEvent = Extract<SandboxEvent, { user: number }>;

/** One open chat: what is known, and what came while it was being fetched. */
export type ChatEntry = {
  chat?: SandboxChat;
  /** Events that arrived since the fetch under way began; they are replayed over its result. */
  pending?: ChatEvent[];
  problem?: string;
  /** The bot was last seen typing, in real milliseconds. */
  typingAt?: number;
};

/** Words that appear for a moment (`toast`) or until closed (`alert`), in one chat or, with '', for the page. */
export type Notice = { id: number; place: string; kind: 'toast' | 'alert'; text: string };

export type State = {
  language: Language;
  /** Too narrow for two columns. */
  narrow: boolean;
  /** The event stream is up. */
  live: boolean;
  users?: SandboxUser[];
  bots?: SandboxBot[];
  /** The bot the address asks for; it may not exist yet. */
  wantedBot?: number;
  /** Open chats, left to right. */
  columns: number[];
  /** The column that a click in the list replaces. */
  active?: number;
  chats: Record<string, ChatEntry>;
  unread: Record<string, number>;
  /** Buttons waiting for their answer, by pressKey. */
  pressing: Record<string, true>;
  notices: Notice[];
  /** What to add to this machine's clock to get the sandbox's, in milliseconds. */
  clockSkew: number;
  /** The sandbox's distance from real time, in milliseconds. */
  clockOffset: number;
};

export const MAX_COLUMNS = 4;

export const chatKey = (bot: number, user: number): string => `${bot}/${user}`;

export const pressKey = (bot: number, user: number, messageId: number, data: string): string =>
  `${chatKey(bot, user)}/${messageId}/${data}`;

/** The bot whose chats are shown: the wanted one, else the first there is. */
export const currentBot = (state: State): SandboxBot | undefined =>
  state.bots?.find((bot) => bot.id === state.wantedBot) ?? state.bots?.[0];

/** The chats on the screen: all columns, or one when narrow. */
export function shownUsers(state: State): number[] {
  if (!state.narrow) return state.columns;
  const one = state.columns.find((user) => user === state.active) ?? state.columns.at(-1);
  return one === undefined ? [] : [one];
}
