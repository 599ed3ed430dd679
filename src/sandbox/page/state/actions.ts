import type { SandboxClock } from '../../protocol.ts';
import type { Language } from '../locales.ts';
import type { Api, ClockMove, Upload } from './api.ts';
import { createNavigation } from './navigation.ts';
import { createNotices } from './notices.ts';
import { createPresses } from './presses.ts';
import { rememberLanguage } from './remembered.ts';
import { chatKey, currentBot } from './state.ts';
import type { Store } from './store.ts';

/** Where ids of people made in the page begin, when there is nobody yet. */
const FIRST_ID = 1001;

export type Actions = ReturnType<typeof createActions>;

/** All that a reader can do. Chat actions speak to the bot that is shown; a failure becomes a toast in its place. */
export function createActions(store: Store, api: Api) {
  const notices = createNotices(store);
  const presses = createPresses(store, api, notices);
  const queues = new Map<string, Promise<unknown>>();

  /** Runs one user's actions one after another, so that quick messages arrive in order. */
  const inTurn = (user: number, act: (bot: number) => Promise<unknown>): Promise<boolean> => {
    const bot = currentBot(store.get())?.id;
    if (bot === undefined) return Promise.resolve(false);
    const key = chatKey(bot, user);
    const done = (queues.get(key) ?? Promise.resolve())
      .then(() => act(bot))
      .then(() => true)
      .catch((error: unknown) => {
        notices.problem(key)(error);
        return false;
      });
    queues.set(key, done);
    return done;
  };
  const setClock = (clock: SandboxClock) =>
    store.update((state) => ({
      ...state,
      clockSkew: Date.parse(clock.now) - Date.now(),
      clockOffset: clock.offsetMs,
    }));

  const navigation = createNavigation(store);

  return {
    ...navigation,
    notices,
    setClock,
    heardPress: presses.heard,
    setLanguage: (language: Language) => {
      rememberLanguage(language);
      store.update((state) => ({ ...state, language }));
    },
    /** Makes somebody with the next free id and shows their chat. */
    addPerson: (firstName: string, languageCode: string) => {
      const ids = (store.get().users ?? []).map((user) => user.id);
      const id = Math.max(FIRST_ID - 1, ...ids) + 1;
      return api
        .putUser(id, { firstName, languageCode })
        .then(() => navigation.open(id))
        .catch(notices.problem(''));
    },
    moveClock: (move: ClockMove) => api.moveClock(move).then(setClock).catch(notices.problem('')),
    /** Resolves to whether it was sent; the message itself comes back as an event. */
    write: (user: number, text: string, replyTo?: number) =>
      inTurn(user, (bot) => api.write(bot, user, text, replyTo)),
    upload: (user: number, upload: Upload) => inTurn(user, (bot) => api.upload(bot, user, upload)),
    sendContact: (user: number, phoneNumber: string) =>
      inTurn(user, (bot) => api.contact(bot, user, phoneNumber)),
    vote: (user: number, messageId: number, options: number[]) =>
      inTurn(user, (bot) => api.vote(bot, user, messageId, options)),
    block: (user: number, blocked: boolean) => inTurn(user, (bot) => api.block(bot, user, blocked)),
    press: (user: number, messageId: number, data: string) => {
      const bot = currentBot(store.get());
      if (bot) void presses.press(bot.id, user, messageId, data);
    },
  };
}
