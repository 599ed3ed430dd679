import { useEffect, useState } from 'preact/hooks';
import { useActions } from '../state/page-context.ts';
import { Icon } from '../ui/icons.tsx';
import { Modal } from '../ui/modal.tsx';
import { useWords } from '../ui/use-words.ts';
import { formatSize } from './format-size.ts';

type Props = { userId: number; kind: 'photo' | 'document'; file: File; onClose: () => void };

/** Shows what is about to be sent and takes a caption. */
export function UploadDialog({ userId, kind, file, onClose }: Props) {
  const words = useWords();
  const { upload } = useActions();
  const title = kind === 'photo' ? words.sendPhotoTitle : words.sendDocumentTitle;
  const [caption, setCaption] = useState('');
  const [preview, setPreview] = useState<string>();
  useEffect(() => {
    if (kind !== 'photo') return undefined;
    const url = URL.createObjectURL(file);
    setPreview(url);
    return () => URL.revokeObjectURL(url);
  }, [file, kind]);
  return (
    <Modal kind="form" label={title} testId="upload" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void upload(userId, { file, caption: caption.trim(), kind });
          onClose();
        }}
      >
        <h2>{title}</h2>
        {preview && <img class="upload-preview" src={preview} alt={file.name} />}
        <div class="document">
          <span class="document-icon">
            <Icon name={kind === 'photo' ? 'photo' : 'file'} size={22} />
          </span>
          <span class="document-words">
            <b>{file.name}</b>
            <small>{formatSize(file.size)}</small>
          </span>
        </div>
        <label>
          {words.caption}
          <input
            value={caption}
            maxLength={1024}
            data-testid="upload-caption"
            onInput={(event) => setCaption(event.currentTarget.value)}
          />
        </label>
        <div class="modal-actions">
          <button type="button" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" class="primary" data-testid="upload-send">
            {words.send}
          </button>
        </div>
      </form>
    </Modal>
  );
}
