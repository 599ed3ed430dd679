import { useRef, useState } from 'preact/hooks';
import { Dropdown } from '../ui/dropdown.tsx';
import { Icon } from '../ui/icons.tsx';
import { useWords } from '../ui/use-words.ts';
import { ContactDialog } from './contact-dialog.tsx';
import { UploadDialog } from './upload-dialog.tsx';

type Kind = 'photo' | 'document';

/** The paper clip: a photo, a file, or one's own contact. */
export function AttachMenu({ userId }: { userId: number }) {
  const words = useWords();
  const photoInput = useRef<HTMLInputElement>(null);
  const documentInput = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<{ kind: Kind; file: File }>();
  const [contact, setContact] = useState(false);
  const take = (kind: Kind) => (event: { currentTarget: HTMLInputElement }) => {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = '';
    if (file) setChosen({ kind, file });
  };
  return (
    <>
      <Dropdown
        kind="attach-menu"
        label={words.attach}
        testId={`attach-${userId}`}
        button={<Icon name="attach" />}
      >
        {(close) => {
          const item = (icon: 'photo' | 'file' | 'person', text: string, act: () => void) => (
            <button
              type="button"
              onClick={() => {
                close();
                act();
              }}
            >
              <Icon name={icon} size={18} />
              {text}
            </button>
          );
          return (
            <>
              {item('photo', words.sendPhoto, () => photoInput.current?.click())}
              {item('file', words.sendDocument, () => documentInput.current?.click())}
              {item('person', words.sendContact, () => setContact(true))}
            </>
          );
        }}
      </Dropdown>
      <input
        ref={photoInput}
        type="file"
        accept="image/*"
        hidden
        data-testid={`file-photo-${userId}`}
        onChange={take('photo')}
      />
      <input
        ref={documentInput}
        type="file"
        hidden
        data-testid={`file-document-${userId}`}
        onChange={take('document')}
      />
      {chosen && <UploadDialog userId={userId} {...chosen} onClose={() => setChosen(undefined)} />}
      {contact && <ContactDialog userId={userId} onClose={() => setContact(false)} />}
    </>
  );
}
