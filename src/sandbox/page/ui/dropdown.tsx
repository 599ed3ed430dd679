import type { ComponentChildren } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { useDismiss } from './use-dismiss.ts';

type Props = {
  /** Class of the wrapper; the panel is placed by CSS. */
  kind: string;
  label: string;
  testId?: string;
  button: ComponentChildren;
  children: (close: () => void) => ComponentChildren;
};

/** A button that opens a panel under or over itself; Escape, a press outside or `close` shuts it. */
export function Dropdown({ kind, label, testId, button, children }: Props) {
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const close = useCallback(() => setOpen(false), []);
  useDismiss(ref, open, close);
  return (
    <div class={`dropdown ${kind}`} ref={ref}>
      <button
        type="button"
        class="dropdown-button"
        aria-label={label}
        title={label}
        aria-expanded={open}
        data-testid={testId}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && <div class="dropdown-panel">{children(close)}</div>}
    </div>
  );
}
