import { useRef, useState } from 'preact/hooks';
import type { SandboxChat, SandboxMessage } from '../../protocol.ts';
import { useActions } from '../state/page-context.ts';
import { Icon } from '../ui/icons.tsx';
import { useWords } from '../ui/use-words.ts';
import { AttachMenu } from './attach-menu.tsx';
import { CommandMenu } from './command-menu.tsx';
import { ComposerInput } from './composer-input.tsx';
import { messageSummary } from './message-summary.ts';
import { ReplyKeyboard } from './reply-keyboard.tsx';

type Props = {
  chat: SandboxChat;
  replyTo?: SandboxMessage;
  onReplyDone: () => void;
  /** Offered as one press while the person has said nothing. */
  suggest?: string;
};

/** The input with the command menu, the reply keyboard and attachments. */
export function Composer({ chat, replyTo, onReplyDone, suggest }: Props) {
  const words = useWords();
  const { write } = useActions();
  const { user, keyboard, commands } = chat;
  const [text, setText] = useState('');
  const [menuOpen, setMenuOpen] = useState(false);
  const [hidden, setHidden] = useState<SandboxChat['keyboard']>();
  const input = useRef<HTMLTextAreaElement>(null);
  const keyboardShown = keyboard !== undefined && hidden !== keyboard;
  const typed = /^\/\w*$/.test(text) ? text.slice(1) : undefined;

  const say = (what: string) => {
    setMenuOpen(false);
    onReplyDone();
    return write(user.id, what, replyTo?.messageId);
  };
  const send = () => {
    if (!text.trim()) return;
    setText('');
    void say(text.trim()).then((sent) => {
      if (!sent) setText((now) => now || text);
    });
    input.current?.focus();
  };
  const sendCommand = (command: string) => {
    setText('');
    void say(`/${command}`);
  };
  return (
    <footer class="composer">
      {(menuOpen || (typed !== undefined && commands.length > 0)) && (
        <CommandMenu
          commands={commands}
          filter={menuOpen ? '' : (typed ?? '')}
          onChoose={sendCommand}
          onClose={() => setMenuOpen(false)}
        />
      )}
      {suggest && (
        <button
          type="button"
          class="suggest"
          data-testid={`suggest-${user.id}`}
          onClick={() => void say(suggest)}
        >
          {suggest}
        </button>
      )}
      {replyTo && (
        <div class="replying">
          <Icon name="reply" />
          <p>
            <b>{words.replyTo(replyTo.from === 'user' ? user.firstName : chat.bot.firstName)}</b>
            <span>{messageSummary(replyTo, words)}</span>
          </p>
          <button type="button" class="icon-button" aria-label={words.cancel} onClick={onReplyDone}>
            <Icon name="close" size={18} />
          </button>
        </div>
      )}
      <div class="composer-line">
        <button
          type="button"
          class="menu-button"
          data-testid={`commands-${user.id}`}
          aria-expanded={menuOpen}
          onClick={() => setMenuOpen(!menuOpen)}
        >
          <Icon name={menuOpen ? 'close' : 'menu'} size={16} />
          <span>{words.menu}</span>
        </button>
        <ComposerInput
          inputRef={input}
          testId={`composer-${user.id}`}
          placeholder={keyboard?.placeholder ?? words.message}
          text={text}
          onText={setText}
          onSend={send}
        />
        {keyboard && (
          <button
            type="button"
            class={`icon-button ${keyboardShown ? 'on' : ''}`}
            data-testid={`keyboard-toggle-${user.id}`}
            aria-pressed={keyboardShown}
            aria-label={keyboardShown ? words.hideKeyboard : words.showKeyboard}
            title={keyboardShown ? words.hideKeyboard : words.showKeyboard}
            onClick={() => setHidden(keyboardShown ? keyboard : undefined)}
          >
            <Icon name="keyboard" />
          </button>
        )}
        <AttachMenu userId={user.id} />
        <button
          type="button"
          class="send-button"
          data-testid={`send-${user.id}`}
          aria-label={words.send}
          title={words.send}
          disabled={!text.trim()}
          onClick={send}
        >
          <Icon name="send" />
        </button>
      </div>
      {keyboardShown && <ReplyKeyboard keyboard={keyboard} onPress={(button) => void say(button)} />}
    </footer>
  );
}
