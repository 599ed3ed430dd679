import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../ui/use-words.ts';

/** A long quotation shown as three lines until it is expanded. */
export function BlockQuote({ children }: { children: ComponentChildren }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  return (
    <blockquote class={open ? 'open' : 'folded'}>
      <div class="quote-text">{children}</div>
      <button type="button" class="text-button" onClick={() => setOpen(!open)}>
        {open ? words.collapse : words.expand}
      </button>
    </blockquote>
  );
}
