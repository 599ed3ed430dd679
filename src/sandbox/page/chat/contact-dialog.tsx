import { useState } from 'preact/hooks';
import { useActions } from '../state/page-context.ts';
import { Modal } from '../ui/modal.tsx';
import { useWords } from '../ui/use-words.ts';

/** Asks for the phone number to share as the person's own contact. */
export function ContactDialog({ userId, onClose }: { userId: number; onClose: () => void }) {
  const words = useWords();
  const { sendContact } = useActions();
  const [phone, setPhone] = useState('');
  return (
    <Modal kind="form" label={words.sendContact} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void sendContact(userId, phone.trim());
          onClose();
        }}
      >
        <h2>{words.sendContact}</h2>
        <label>
          {words.phone}
          <input
            type="tel"
            required
            pattern="\+?[0-9]{5,15}"
            title={words.phoneFormat}
            value={phone}
            data-testid="contact-phone"
            onInput={(event) => setPhone(event.currentTarget.value)}
          />
        </label>
        <div class="modal-actions">
          <button type="button" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" class="primary" data-testid="contact-send">
            {words.send}
          </button>
        </div>
      </form>
    </Modal>
  );
}
