import type { SandboxChat, SandboxMessage } from '../../protocol.ts';
import { useActions } from '../state/page-context.ts';
import { useWords } from '../ui/use-words.ts';
import { Composer } from './composer.tsx';

type Props = { chat: SandboxChat; replyTo?: SandboxMessage; onReplyDone: () => void };

/** What is under the messages: START before the first word, UNBLOCK when blocked, otherwise the input. */
export function Footer({ chat, replyTo, onReplyDone }: Props) {
  const words = useWords();
  const { write, block } = useActions();
  const { user } = chat;
  const opening = user.suggest ?? '/start';
  if (chat.blocked) {
    return (
      <div class="footer-bar">
        <button
          type="button"
          class="wide-button"
          data-testid={`unblock-${user.id}`}
          onClick={() => void block(user.id, false)}
        >
          {words.unblock}
        </button>
      </div>
    );
  }
  if (!chat.started) {
    return (
      <div class="footer-bar">
        <button
          type="button"
          class="wide-button primary"
          data-testid={`start-${user.id}`}
          onClick={() => void write(user.id, opening)}
        >
          {words.start}
          <small>{words.startSends(opening)}</small>
        </button>
      </div>
    );
  }
  const silent = !chat.messages.some((message) => message.from === 'user');
  return (
    <Composer
      chat={chat}
      replyTo={replyTo}
      onReplyDone={onReplyDone}
      suggest={silent ? user.suggest : undefined}
    />
  );
}
