import type { Api } from './api.ts';
import { applyToChat } from './apply-event.ts';
import type { ChatEntry, State } from './state.ts';
import { chatKey, currentBot, shownUsers } from './state.ts';
import type { Store } from './store.ts';

/** Keeps `state.chats` equal to the open columns: fetches what is new, forgets what was closed. */
export function createOpenChats(store: Store, api: Api) {
  const loads = new Map<string, number>();
  const setEntry = (key: string, change: (entry: ChatEntry) => ChatEntry) =>
    store.update((state) => ({
      ...state,
      chats: { ...state.chats, [key]: change(state.chats[key] ?? {}) },
    }));

  const load = async (bot: number, user: number) => {
    const key = chatKey(bot, user);
    const turn = (loads.get(key) ?? 0) + 1;
    loads.set(key, turn);
    setEntry(key, (entry) => ({ ...entry, pending: [] }));
    const outcome = await api.chat(bot, user).then(
      (chat) => ({ chat }),
      (error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) }),
    );
    if (loads.get(key) !== turn || !store.get().chats[key]) return;
    setEntry(key, (entry) => {
      if ('problem' in outcome) return { chat: entry.chat, problem: outcome.problem };
      return { typingAt: entry.typingAt, chat: (entry.pending ?? []).reduce(applyToChat, outcome.chat) };
    });
  };

  return {
    /** Fetches every open chat again, after the event stream was away. */
    reload: () => {
      const bot = currentBot(store.get());
      if (bot) for (const user of store.get().columns) void load(bot.id, user);
    },
    /** Run after each change of state. */
    reconcile: () => {
      const state = store.get();
      const bot = currentBot(state)?.id;
      if (bot === undefined) return;
      const wanted = new Set(state.columns.map((user) => chatKey(bot, user)));
      if (Object.keys(state.chats).some((key) => !wanted.has(key))) {
        store.update((now) => ({ ...now, chats: only(now.chats, (key) => wanted.has(key)) }));
      }
      for (const user of state.columns) if (!state.chats[chatKey(bot, user)]) void load(bot, user);
      const read = new Set(shownUsers(state).map((user) => chatKey(bot, user)));
      if (Object.keys(state.unread).some((key) => read.has(key))) {
        store.update((now) => ({ ...now, unread: only(now.unread, (key) => !read.has(key)) }));
      }
    },
  };
}

function only<T>(record: Record<string, T>, keep: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keep(key)));
}

/** The entry of one chat of the bot shown. */
export const selectEntry =
  (user: number) =>
  (state: State): ChatEntry | undefined => {
    const bot = currentBot(state);
    return bot && state.chats[chatKey(bot.id, user)];
  };
