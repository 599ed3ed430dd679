import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

const MAX_HEIGHT_PX = 160;
/** What Telegram accepts in one message. */
const MAX_LENGTH = 4096;

type Props = {
  inputRef: RefObject<HTMLTextAreaElement | null>;
  testId: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  onSend: () => void;
};

/** A text box that grows with its lines. Enter sends and Shift+Enter breaks the line; on a touch screen Enter breaks it. */
export function ComposerInput({ inputRef, testId, placeholder, text, onText, onSend }: Props) {
  useLayoutEffect(() => {
    const box = inputRef.current;
    if (!box) return;
    box.style.height = 'auto';
    box.style.height = `${Math.min(MAX_HEIGHT_PX, box.scrollHeight)}px`;
  }, [text]);
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes (pinyin), Enter chooses the word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    if (window.matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    onSend();
  };
  return (
    <textarea
      ref={inputRef}
      rows={1}
      maxLength={MAX_LENGTH}
      placeholder={placeholder}
      aria-label={placeholder}
      data-testid={testId}
      value={text}
      onInput={(event) => onText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
