import { createActions } from './actions.ts';
import { createApi } from './api.ts';
import { applyChatEvent } from './apply-event.ts';
import { followEvents } from './live-events.ts';
import { createOpenChats } from './open-chats.ts';
import { preferredLanguage } from './remembered.ts';
import { createStore } from './store.ts';

const NARROW = '(max-width: 719px)';
const LIST_DELAY_MS = 80;

/** Builds the page's state and ties it to the sandbox, the address and the window. Called once. */
export function startPage() {
  const api = createApi((input, init) => fetch(input, init));
  const media = window.matchMedia(NARROW);
  const store = createStore({
    language: preferredLanguage(),
    narrow: media.matches,
    live: false,
    columns: [],
    chats: {},
    unread: {},
    pressing: {},
    notices: [],
    clockSkew: 0,
    clockOffset: 0,
  });
  const actions = createActions(store, api);
  const openChats = createOpenChats(store, api);
  const problem = actions.notices.problem('');

  const fetchUsers = () =>
    api.users().then((users) => store.update((state) => ({ ...state, users })), problem);
  const fetchBots = () => api.bots().then((bots) => store.update((state) => ({ ...state, bots })), problem);
  const usersSoon = debounce(fetchUsers);
  const botsSoon = debounce(fetchBots);

  actions.followAddress();
  window.addEventListener('hashchange', actions.followAddress);
  media.addEventListener('change', () => store.update((state) => ({ ...state, narrow: media.matches })));
  store.subscribe(openChats.reconcile);
  followEvents({
    onOpen: () => {
      store.update((state) => ({ ...state, live: true }));
      void Promise.all([fetchUsers(), fetchBots(), api.clock().then(actions.setClock, problem)]);
      openChats.reload();
    },
    onDown: () => store.update((state) => ({ ...state, live: false })),
    onEvent: (event) => {
      if (event.type === 'users') usersSoon();
      else if (event.type === 'bots') botsSoon();
      else if (event.type === 'clock') actions.setClock(event.clock);
      else if (event.type === 'press') actions.heardPress(event);
      else store.update((state) => applyChatEvent(state, event));
    },
  });
  return { store, actions };
}

/** Many changes of a list at once are one fetch. */
function debounce(act: () => unknown): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, LIST_DELAY_MS);
  };
}
