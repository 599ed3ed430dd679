import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../ui/use-words.ts';

/** Hidden text that a press reveals. */
export function Spoiler({ children }: { children: ComponentChildren }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  if (open) return <span class="spoiler open">{children}</span>;
  return (
    <button
      type="button"
      class="spoiler"
      title={words.spoiler}
      aria-label={words.spoiler}
      onClick={() => setOpen(true)}
    >
      <span aria-hidden="true">{children}</span>
    </button>
  );
}
