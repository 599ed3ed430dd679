import type { Route } from './hash-route.ts';
import { formatRoute, parseRoute } from './hash-route.ts';
import type { Store } from './store.ts';
import type { State } from './state.ts';
import { MAX_COLUMNS, currentBot } from './state.ts';

/** Which bot and which chats are on the screen; the address follows, and leads when it is edited. */
export function createNavigation(store: Store) {
  const change = (change: (state: State) => Partial<State>) => {
    store.update((state) => ({ ...state, ...change(state) }));
    const hash = formatRoute(routeOf(store.get()));
    if (location.hash !== hash) location.hash = hash;
  };
  return {
    /** Shows the person's chat in the active column, or goes to it when it is open. */
    open: (user: number) =>
      change((state) => {
        if (state.columns.includes(user)) return { active: user };
        if (state.narrow || state.columns.length === 0) return { columns: [user], active: user };
        const at = Math.max(0, state.columns.indexOf(state.active ?? state.columns.at(-1) ?? 0));
        return { columns: state.columns.with(at, user), active: user };
      }),
    /** Shows the person's chat in a column of its own; the oldest gives way when there are four. */
    openBeside: (user: number) =>
      change((state) => ({
        columns: state.columns.includes(user) ? state.columns : [...state.columns, user].slice(-MAX_COLUMNS),
        active: user,
      })),
    close: (user: number) =>
      change((state) => {
        const columns = state.columns.filter((other) => other !== user);
        return { columns, active: columns.at(-1) };
      }),
    /** Back to the list of people. */
    closeAll: () => change(() => ({ columns: [], active: undefined })),
    activate: (user: number) => {
      if (store.get().active !== user) store.update((state) => ({ ...state, active: user }));
    },
    chooseBot: (bot: number) => change(() => ({ wantedBot: bot })),
    /** Takes the address as it stands; also the answer to the browser's Back button. */
    followAddress: () => {
      const route = parseRoute(location.hash);
      if (location.hash === formatRoute(routeOf(store.get()))) return;
      store.update((state) => ({
        ...state,
        wantedBot: route.bot ?? state.wantedBot,
        columns: route.users,
        active: route.users.find((user) => user === state.active) ?? route.users.at(-1),
      }));
    },
  };
}

function routeOf(state: State): Route {
  return { bot: state.wantedBot ?? currentBot(state)?.id, users: state.columns };
}
