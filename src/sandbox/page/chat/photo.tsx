import { useState } from 'preact/hooks';
import type { SandboxFile } from '../../protocol.ts';
import { fileUrl } from '../state/api.ts';
import { Modal } from '../ui/modal.tsx';
import { useWords } from '../ui/use-words.ts';

/** A picture in the chat; a press shows it as large as the window. */
export function Photo({ file, caption }: { file: SandboxFile; caption?: string }) {
  const words = useWords();
  const [large, setLarge] = useState(false);
  const url = fileUrl(file.fileId);
  const alt = caption ?? words.photo;
  return (
    <>
      <button
        type="button"
        class="photo"
        data-testid="photo"
        aria-label={words.enlarge}
        style={file.width && file.height ? { aspectRatio: `${file.width} / ${file.height}` } : {}}
        onClick={() => setLarge(true)}
      >
        <img src={url} alt={alt} width={file.width} height={file.height} draggable={false} />
      </button>
      {large && (
        <Modal kind="viewer" label={alt} onClose={() => setLarge(false)}>
          <img src={url} alt={alt} draggable={false} onClick={() => setLarge(false)} />
          <button type="button" class="viewer-close" onClick={() => setLarge(false)}>
            {words.close}
          </button>
        </Modal>
      )}
    </>
  );
}
