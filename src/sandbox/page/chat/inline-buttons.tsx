import type { SandboxButton, SandboxChat, SandboxMessage } from '../../protocol.ts';
import { pressKey } from '../state/state.ts';
import { useActions, useSelected } from '../state/page-context.ts';
import { Icon } from '../ui/icons.tsx';

type Props = { chat: SandboxChat; message: SandboxMessage };

/** The rows of buttons under a message. */
export function InlineButtons({ chat, message }: Props) {
  return (
    <div class="inline-buttons">
      {message.buttons.map((row, at) => (
        <div class="button-row" key={at}>
          {row.map((button, column) => (
            <InlineButton key={column} button={button} chat={chat} messageId={message.messageId} />
          ))}
        </div>
      ))}
    </div>
  );
}

function InlineButton(props: { button: SandboxButton; chat: SandboxChat; messageId: number }) {
  const { button, chat, messageId } = props;
  const { press } = useActions();
  const data = button.callbackData;
  const busy = useSelected(
    (state) =>
      data !== undefined && state.pressing[pressKey(chat.bot.id, chat.user.id, messageId, data)] === true,
  );
  const act = () => {
    if (button.url !== undefined) window.open(button.url, '_blank', 'noopener');
    else if (data !== undefined) press(chat.user.id, messageId, data);
  };
  return (
    <button
      type="button"
      class="inline-button"
      data-testid="inline-button"
      aria-busy={busy}
      disabled={chat.blocked || (button.url === undefined && data === undefined)}
      onClick={act}
    >
      <span>{button.text}</span>
      {button.url !== undefined && <Icon name="link" size={13} />}
      {busy && <i class="spinner" aria-hidden="true" />}
    </button>
  );
}
