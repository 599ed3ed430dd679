import type { Notice } from './state.ts';
import type { Store } from './store.ts';

const TOAST_MS = 4500;

export type Notices = ReturnType<typeof createNotices>;

/** Toasts that go by themselves and alerts that wait to be closed. `place` is a chatKey, or '' for the page. */
export function createNotices(store: Store) {
  let lastId = 0;
  const dismiss = (id: number) =>
    store.update((state) => ({ ...state, notices: state.notices.filter((notice) => notice.id !== id) }));
  const show = (place: string, kind: Notice['kind'], text: string) => {
    const notice = { id: (lastId += 1), place, kind, text };
    store.update((state) => ({ ...state, notices: [...state.notices.slice(-9), notice] }));
    if (kind === 'toast') setTimeout(() => dismiss(notice.id), TOAST_MS);
  };
  return {
    dismiss,
    show,
    /** For a promise's catch: tells the reader what went wrong. */
    problem: (place: string) => (error: unknown) =>
      show(place, 'toast', error instanceof Error ? error.message : String(error)),
  };
}
