import { useState } from 'preact/hooks';
import { useActions, useSelected } from '../state/page-context.ts';
import { Icon } from '../ui/icons.tsx';
import { Modal } from '../ui/modal.tsx';
import { useWords } from '../ui/use-words.ts';

/** A button that makes somebody with an account of their own, for a sandbox without demo data or for one more. */
export function AddPerson() {
  const words = useWords();
  const { addPerson } = useActions();
  const shown = useSelected((state) => state.language);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [language, setLanguage] = useState<string>(shown);
  const close = () => setOpen(false);
  return (
    <>
      <button
        type="button"
        class="icon-button"
        data-testid="add-person"
        aria-label={words.addPerson}
        title={words.addPerson}
        onClick={() => setOpen(true)}
      >
        <Icon name="plus" />
      </button>
      {open && (
        <Modal kind="form" label={words.addPerson} onClose={close}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void addPerson(name.trim(), language);
              setName('');
              close();
            }}
          >
            <h2>{words.addPerson}</h2>
            <label>
              {words.personName}
              <input
                required
                pattern=".*\S.*"
                maxLength={64}
                value={name}
                data-testid="new-name"
                onInput={(event) => setName(event.currentTarget.value)}
              />
            </label>
            <label>
              {words.personLanguage}
              <select
                value={language}
                data-testid="new-language"
                onChange={(event) => setLanguage(event.currentTarget.value)}
              >
                {Object.entries(words.languageNames).map(([code, text]) => (
                  <option key={code} value={code}>
                    {text}
                  </option>
                ))}
              </select>
            </label>
            <div class="modal-actions">
              <button type="button" onClick={close}>
                {words.cancel}
              </button>
              <button type="submit" class="primary" data-testid="new-add">
                {words.add}
              </button>
            </div>
          </form>
        </Modal>
      )}
    </>
  );
}
