import type { SandboxFile, SandboxMessage } from '../../protocol.ts';
import { fileUrl } from '../state/api.ts';
import { Icon } from '../ui/icons.tsx';
import { useWords } from '../ui/use-words.ts';
import { formatSize } from './format-size.ts';

/** A document with its name and size. A guarded one can be looked at, but is not offered for saving. */
export function DocumentCard({ file, guarded }: { file: SandboxFile; guarded: boolean }) {
  const words = useWords();
  const name = file.name ?? words.document;
  return (
    <a
      class="document"
      data-testid="document"
      href={fileUrl(file.fileId)}
      title={`${guarded ? words.view : words.download} ${name}`}
      {...(guarded ? { target: '_blank', rel: 'noopener' } : { download: name })}
    >
      <span class="document-icon">
        <Icon name={guarded ? 'file' : 'download'} size={22} />
      </span>
      <span class="document-words">
        <b>{name}</b>
        <small>
          {formatSize(file.size)} · {guarded ? words.view : words.download}
        </small>
      </span>
    </a>
  );
}

/** A shared contact. */
export function ContactCard({ contact }: { contact: NonNullable<SandboxMessage['contact']> }) {
  return (
    <div class="document" data-testid="contact">
      <span class="document-icon">
        <Icon name="person" size={22} />
      </span>
      <span class="document-words">
        <b>{contact.firstName}</b>
        <small>{contact.phoneNumber}</small>
      </span>
    </div>
  );
}
