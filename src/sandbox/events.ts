import type { SandboxEvent } from './protocol.ts';

export type Events = {
  emit(event: SandboxEvent): void;
  /** Calls `listener` for each event until the returned function is called. */
  listen(listener: (event: SandboxEvent) => void): () => void;
};

/** What the page and tests hear as it happens. A listener that throws does not reach the others. */
export function createEvents(log: (line: string) => void): Events {
  const listeners = new Set<(event: SandboxEvent) => void>();
  return {
    emit(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          log(`event listener failed: ${String(error)}`);
        }
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
