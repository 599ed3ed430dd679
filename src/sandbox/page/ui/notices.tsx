import { useActions, useSelected } from '../state/page-context.ts';
import { Modal } from './modal.tsx';
import { useWords } from './use-words.ts';

/** The toasts of one place, newest last. */
export function Toasts({ place }: { place: string }) {
  const notices = useSelected((state) => state.notices);
  const { dismiss } = useActions().notices;
  const words = useWords();
  const mine = notices.filter((notice) => notice.place === place && notice.kind === 'toast');
  return (
    <div class="toasts" role="status" aria-live="polite">
      {mine.map((notice) => (
        <div class="toast" key={notice.id} data-testid="toast">
          <span>{notice.text}</span>
          <button type="button" class="toast-close" onClick={() => dismiss(notice.id)}>
            {words.close}
          </button>
        </div>
      ))}
    </div>
  );
}

/** The oldest alert of one place, until it is closed. */
export function Alert({ place, title }: { place: string; title: string }) {
  const notice = useSelected((state) =>
    state.notices.find((other) => other.place === place && other.kind === 'alert'),
  );
  const { dismiss } = useActions().notices;
  const words = useWords();
  if (!notice) return null;
  const close = () => dismiss(notice.id);
  return (
    <Modal key={notice.id} kind="alert" role="alertdialog" label={title} testId="alert" onClose={close}>
      <h2>{title}</h2>
      <p>{notice.text}</p>
      <button type="button" class="primary" onClick={close}>
        {words.ok}
      </button>
    </Modal>
  );
}
