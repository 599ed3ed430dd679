import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../ui/use-words.ts';

/** Telegram shows a chat action for this long. */
const SHOWN_MS = 5000;

/** "typing…" for five seconds after `at`, otherwise the children. */
export function Typing({
  userId,
  at,
  children,
}: {
  userId: number;
  at?: number;
  children: ComponentChildren;
}) {
  const words = useWords();
  const [over, setOver] = useState<number>();
  useEffect(() => {
    if (at === undefined) return undefined;
    const timer = setTimeout(() => setOver(at), Math.max(0, at + SHOWN_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [at]);
  if (at === undefined || over === at) return <p class="chat-note">{children}</p>;
  return (
    <p class="chat-note typing" data-testid={`typing-${userId}`}>
      {words.typing}
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
    </p>
  );
}
