import { useEffect, useRef, useState } from 'preact/hooks';
import type { SandboxBot, SandboxMessage } from '../../protocol.ts';
import { selectEntry } from '../state/open-chats.ts';
import { chatKey } from '../state/state.ts';
import { useActions, useSelected } from '../state/page-context.ts';
import { Alert, Toasts } from '../ui/notices.tsx';
import { useWords } from '../ui/use-words.ts';
import { ChatHeader } from './chat-header.tsx';
import { Footer } from './footer.tsx';
import { MessageList } from './message-list.tsx';

/** One person's chat with the bot: one column. */
export function Chat({ bot, userId }: { bot: SandboxBot; userId: number }) {
  const words = useWords();
  const { activate } = useActions();
  const entry = useSelected(selectEntry(userId));
  const active = useSelected((state) => state.active === userId);
  const user = useSelected((state) => state.users?.find((other) => other.id === userId)) ?? entry?.chat?.user;
  const [replyTo, setReplyTo] = useState<SandboxMessage>();
  const section = useRef<HTMLElement>(null);
  const chat = entry?.chat;
  const place = chatKey(bot.id, userId);
  const name = user?.firstName ?? String(userId);
  const isOld = replyTo && !chat?.messages.some((message) => message.messageId === replyTo.messageId);
  // Where four columns are wider than the window, the one that was just opened is to be seen.
  useEffect(() => {
    if (active) section.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  return (
    <section
      ref={section}
      class={`chat ${active ? 'active' : ''}`}
      aria-label={name}
      data-testid={`chat-${userId}`}
      onFocusIn={() => activate(userId)}
      onPointerDown={() => activate(userId)}
    >
      <ChatHeader userId={userId} name={name} note={user?.note} chat={chat} typingAt={entry?.typingAt} />
      {chat ? (
        <>
          <MessageList chat={chat} onReply={setReplyTo} />
          <Footer
            chat={chat}
            replyTo={isOld ? undefined : replyTo}
            onReplyDone={() => setReplyTo(undefined)}
          />
        </>
      ) : (
        <p class="chat-state" role="status">
          {entry?.problem ?? words.loading}
        </p>
      )}
      <Toasts place={place} />
      <Alert place={place} title={words.alertFrom(bot.firstName, name)} />
    </section>
  );
}
