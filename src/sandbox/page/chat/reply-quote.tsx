import type { SandboxChat } from '../../protocol.ts';
import { useWords } from '../ui/use-words.ts';
import { messageSummary } from './message-summary.ts';

/** The quoted message over an answer; a press goes to it. */
export function ReplyQuote({ chat, messageId }: { chat: SandboxChat; messageId: number }) {
  const words = useWords();
  const quoted = chat.messages.find((message) => message.messageId === messageId);
  return (
    <button
      type="button"
      class="reply-quote"
      data-testid="reply-quote"
      onClick={(event) =>
        event.currentTarget
          .closest('.messages')
          ?.querySelector(`[data-message-id="${messageId}"]`)
          ?.scrollIntoView({ block: 'center', behavior: 'smooth' })
      }
    >
      <b>{quoted?.from === 'user' ? chat.user.firstName : chat.bot.firstName}</b>
      <span>{messageSummary(quoted, words)}</span>
    </button>
  );
}
