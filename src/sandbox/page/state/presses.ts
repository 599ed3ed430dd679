import type { SandboxEvent } from '../../protocol.ts';
import type { Api } from './api.ts';
import type { Notices } from './notices.ts';
import { chatKey, pressKey } from './state.ts';
import type { Store } from './store.ts';

type PressEvent = Extract<SandboxEvent, { type: 'press' }>;

/** Telegram forgets an unanswered press after about this long, and so does the button. */
const GIVE_UP_MS = 30_000;
const EARLY_KEPT = 200;

/** Inline buttons pressed here, from the press to the bot's answer, in whichever order the two are heard of. */
export function createPresses(store: Store, api: Api, notices: Notices) {
  const waiting = new Map<string, () => void>();
  const early = new Map<string, PressEvent>();

  const openUrl = (event: PressEvent) => {
    if (event.url) window.open(event.url, '_blank', 'noopener');
  };
  return {
    /** Presses a button, unless it is still waiting for its last answer. */
    press: async (bot: number, user: number, messageId: number, data: string) => {
      const key = pressKey(bot, user, messageId, data);
      if (store.get().pressing[key]) return;
      const release = () =>
        store.update((state) => {
          const { [key]: _, ...pressing } = state.pressing;
          return { ...state, pressing };
        });
      store.update((state) => ({ ...state, pressing: { ...state.pressing, [key]: true } }));
      try {
        const { pressId } = await api.press(bot, user, messageId, data);
        const answer = early.get(pressId);
        if (answer) {
          release();
          openUrl(answer);
          return;
        }
        waiting.set(pressId, release);
        setTimeout(() => {
          if (waiting.delete(pressId)) release();
        }, GIVE_UP_MS);
      } catch (error) {
        release();
        notices.problem(chatKey(bot, user))(error);
      }
    },
    /** An answer came, to a press made here or elsewhere. */
    heard: (event: PressEvent) => {
      if (!event.answered) return;
      if (event.text)
        notices.show(chatKey(event.bot, event.user), event.alert ? 'alert' : 'toast', event.text);
      const release = waiting.get(event.pressId);
      if (release) {
        waiting.delete(event.pressId);
        release();
        openUrl(event);
        return;
      }
      early.set(event.pressId, event);
      const oldest = early.keys().next();
      if (early.size > EARLY_KEPT && !oldest.done) early.delete(oldest.value);
    },
  };
}
