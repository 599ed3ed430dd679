import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

type Props = {
  kind: string;
  label: string;
  role?: 'dialog' | 'alertdialog';
  testId?: string;
  onClose: () => void;
  children: ComponentChildren;
};

/** The browser's own modal dialog: it keeps the focus, and Escape or a press on the backdrop closes it. */
export function Modal({ kind, label, role, testId, onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    ref.current?.showModal();
  }, []);
  return (
    <dialog
      ref={ref}
      class={`modal ${kind}`}
      role={role}
      aria-label={label}
      data-testid={testId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
