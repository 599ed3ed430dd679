import type { SandboxChat, SandboxMessage } from '../../protocol.ts';
import { formatTime } from '../clock/shanghai-time.ts';
import { useActions, useSelected } from '../state/page-context.ts';
import { Icon } from '../ui/icons.tsx';
import { useWords } from '../ui/use-words.ts';
import { ContactCard, DocumentCard } from './attachments.tsx';
import { EntityText } from './entities.tsx';
import { InlineButtons } from './inline-buttons.tsx';
import { Photo } from './photo.tsx';
import { Poll } from './poll.tsx';
import { ReplyQuote } from './reply-quote.tsx';

type Props = {
  chat: SandboxChat;
  message: SandboxMessage;
  /** First and last of a run by the same side. */
  first: boolean;
  last: boolean;
  onReply: (message: SandboxMessage) => void;
};

/** One message with all that hangs on it. A protected one is not selectable and not copied. */
export function Bubble({ chat, message, first, last, onReply }: Props) {
  const words = useWords();
  const language = useSelected((state) => state.language);
  const { write } = useActions();
  const { bot, user } = chat;
  const text = message.text ?? message.caption;
  const refuse = message.protected ? (event: Event) => event.preventDefault() : undefined;
  const shape = [
    message.from,
    first && 'first',
    last && 'last',
    message.protected && 'protected',
    message.photo && 'pictured',
  ];
  return (
    <article
      class={`message ${shape.filter(Boolean).join(' ')}`}
      data-testid="message"
      data-message-id={message.messageId}
      data-from={message.from}
      onCopy={refuse}
      onContextMenu={refuse}
    >
      <div class="bubble-row">
        <div class="bubble">
          {message.replyTo !== undefined && <ReplyQuote chat={chat} messageId={message.replyTo} />}
          {message.photo && <Photo file={message.photo} caption={message.caption} />}
          {message.document && <DocumentCard file={message.document} guarded={message.protected} />}
          {message.contact && <ContactCard contact={message.contact} />}
          {message.poll && <Poll userId={user.id} messageId={message.messageId} poll={message.poll} />}
          {text !== undefined && (
            <div class="message-text" data-testid="message-text" dir="auto">
              <EntityText
                text={text}
                entities={message.entities}
                onCommand={(command) => void write(user.id, command)}
              />
            </div>
          )}
          <p class="message-meta">
            {message.protected && (
              <span title={words.protectedMessage} aria-label={words.protectedMessage} role="img">
                <Icon name="lock" size={12} />
              </span>
            )}
            {message.editDate !== undefined && <span>{words.edited}</span>}
            <time dateTime={new Date(message.date * 1000).toISOString()}>
              {formatTime(language, message.date * 1000)}
            </time>
          </p>
          {message.reaction && (
            <p class="reaction" data-testid="reaction">
              <span>{message.reaction}</span> <small>{bot.firstName}</small>
            </p>
          )}
        </div>
        <button
          type="button"
          class="reply-button"
          data-testid="reply"
          aria-label={words.reply}
          title={words.reply}
          onClick={() => onReply(message)}
        >
          <Icon name="reply" size={16} />
        </button>
      </div>
      {message.buttons.length > 0 && <InlineButtons chat={chat} message={message} />}
    </article>
  );
}
