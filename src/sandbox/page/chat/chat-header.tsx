import type { SandboxChat } from '../../protocol.ts';
import { useActions, useSelected } from '../state/page-context.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Dropdown } from '../ui/dropdown.tsx';
import { Icon } from '../ui/icons.tsx';
import { useWords } from '../ui/use-words.ts';
import { Typing } from './typing.tsx';

type Props = { userId: number; name: string; note?: string; chat?: SandboxChat; typingAt?: number };

/** Whose chat it is, whether the bot is typing, the way out, and the menu with blocking. */
export function ChatHeader({ userId, name, note, chat, typingAt }: Props) {
  const words = useWords();
  const { close, closeAll, block } = useActions();
  const narrow = useSelected((state) => state.narrow);
  return (
    <header class="chat-header">
      {narrow && (
        <button
          type="button"
          class="icon-button"
          aria-label={words.back}
          data-testid={`back-${userId}`}
          onClick={closeAll}
        >
          <Icon name="back" size={24} />
        </button>
      )}
      <Avatar id={userId} name={name} size={38} />
      <div class="chat-title">
        <h2>{name}</h2>
        <Typing userId={userId} at={typingAt}>
          {chat?.blocked ? words.blocked : note}
        </Typing>
      </div>
      {chat && (
        <Dropdown
          kind="chat-menu"
          label={words.more}
          testId={`chat-menu-${userId}`}
          button={<Icon name="more" />}
        >
          {(shut) => (
            <button
              type="button"
              data-testid={`block-${userId}`}
              onClick={() => {
                shut();
                void block(userId, !chat.blocked);
              }}
            >
              <Icon name="block" size={18} />
              {chat.blocked ? words.unblock : words.block}
            </button>
          )}
        </Dropdown>
      )}
      {!narrow && (
        <button
          type="button"
          class="icon-button"
          aria-label={words.close}
          title={words.close}
          data-testid={`close-${userId}`}
          onClick={() => close(userId)}
        >
          <Icon name="close" />
        </button>
      )}
    </header>
  );
}
