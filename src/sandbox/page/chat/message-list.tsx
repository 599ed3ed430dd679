import { useState } from 'preact/hooks';
import type { SandboxChat, SandboxMessage } from '../../protocol.ts';
import { dayNumber, formatDay } from '../clock/shanghai-time.ts';
import { useSelected } from '../state/page-context.ts';
import { Icon } from '../ui/icons.tsx';
import { useWords } from '../ui/use-words.ts';
import { Bubble } from './bubble.tsx';
import { useStickToEnd } from './use-stick-to-end.ts';

const PAGE = 150;

type Props = { chat: SandboxChat; onReply: (message: SandboxMessage) => void };

/** The messages by day, newest at the bottom. */
export function MessageList({ chat, onReply }: Props) {
  const words = useWords();
  const language = useSelected((state) => state.language);
  const [limit, setLimit] = useState(PAGE);
  const { messages, user } = chat;
  const own = messages.findLast((message) => message.from === 'user')?.messageId;
  const { list, onScroll, away, missed, toEnd } = useStickToEnd(messages.length, own);
  const shown = messages.slice(-limit);
  const hidden = messages.length - shown.length;
  return (
    <div class="messages-frame">
      <div
        class="messages"
        ref={list}
        onScroll={onScroll}
        role="log"
        tabIndex={0}
        aria-label={user.firstName}
      >
        <div class="messages-content">
          {hidden > 0 && (
            <button
              type="button"
              class="earlier"
              data-testid={`earlier-${user.id}`}
              onClick={() => setLimit(limit + PAGE)}
            >
              {words.earlier(Math.min(PAGE, hidden))}
            </button>
          )}
          {messages.length === 0 && (
            <p class="no-messages">{chat.started ? words.noMessages : words.notStarted}</p>
          )}
          {shown.map((message, at) => {
            const before = shown[at - 1];
            const after = shown[at + 1];
            const newDay = !before || !sameDay(before, message);
            return (
              <div class="message-slot" key={message.messageId}>
                {newDay && <p class="day">{formatDay(language, message.date * 1000)}</p>}
                <Bubble
                  chat={chat}
                  message={message}
                  first={newDay || before?.from !== message.from}
                  last={!after || after.from !== message.from || !sameDay(after, message)}
                  onReply={onReply}
                />
              </div>
            );
          })}
        </div>
      </div>
      {away && (
        <button type="button" class="to-end" data-testid={`new-messages-${user.id}`} onClick={toEnd}>
          <Icon name="chevronDown" size={18} />
          {words.newMessages(missed)}
        </button>
      )}
    </div>
  );
}

const sameDay = (a: SandboxMessage, b: SandboxMessage) =>
  dayNumber(a.date * 1000) === dayNumber(b.date * 1000);
