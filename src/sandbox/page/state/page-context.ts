import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Actions } from './actions.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';

/** What every component reaches: the state and what can be done to it. */
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
