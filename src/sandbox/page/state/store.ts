import type { State } from './state.ts';

export type Store = {
  get(): State;
  update(change: (state: State) => State): void;
  subscribe(listener: () => void): () => void;
};

const BATCH_MS = 24;

/** Holds the state. Listeners hear of changes in batches, so a broadcast does not redraw once a message. */
export function createStore(initial: State): Store {
  let state = initial;
  let scheduled = false;
  const listeners = new Set<() => void>();
  const notify = () => {
    scheduled = false;
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    update(change) {
      const next = change(state);
      if (next === state) return;
      state = next;
      if (scheduled) return;
      scheduled = true;
      setTimeout(notify, BATCH_MS);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
