import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Actions } from './actions.ts';
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
    for (const listener of [...listeners]) listener();
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

export const PageContext = createContext<{ store: Store; actions: Actions } | undefined>(undefined);

function usePage() {
  const page = useContext(PageContext);
  if (!page) throw new Error('no PageContext above this component');
  return page;
}

export const useActions = (): Actions => usePage().actions;

/** A part of the state; the component redraws when the part is another value (compared with Object.is). */
export function useSelected<T>(select: (state: State) => T): T {
  const { store } = usePage();
  const [, redraw] = useState(0);
  const value = select(store.get());
  useEffect(() => {
    const check = () => {
      if (!Object.is(select(store.get()), value)) redraw((count) => count + 1);
    };
    check();
    return store.subscribe(check);
  });
  return value;
}
