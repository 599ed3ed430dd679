import type { SandboxEvent } from '../../protocol.ts';

const RETRY_MS = 2000;

/**
 * Follows the sandbox's event stream for as long as the page lives. `onOpen` runs at each (re)connection, when
 * everything shown may be old; `onDown` when the stream breaks. The browser retries a broken connection itself;
 * after a refused one this opens a new stream.
 */
export function followEvents(handlers: {
  onEvent(event: SandboxEvent): void;
  onOpen(): void;
  onDown(): void;
}): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    const stream = new EventSource('/sandbox/api/events');
    source = stream;
    stream.addEventListener('open', () => handlers.onOpen());
    stream.addEventListener('message', (message: MessageEvent<string>) =>
      handlers.onEvent(JSON.parse(message.data) as SandboxEvent),
    );
    stream.addEventListener('error', () => {
      handlers.onDown();
      if (stream.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
    });
  };
  open();
  return () => {
    clearTimeout(retry);
    source?.close();
  };
}
