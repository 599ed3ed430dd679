import type { SandboxUser } from '../../protocol.ts';
import { shownUsers } from '../state/state.ts';
import { useActions, useSelected } from '../state/page-context.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icons.tsx';
import { useWords } from '../ui/use-words.ts';

/** One person of the list: a press opens the chat, ＋ opens it beside those that are open. */
export function PersonRow({ user, unread }: { user: SandboxUser; unread: number }) {
  const words = useWords();
  const { open, openBeside } = useActions();
  const narrow = useSelected((state) => state.narrow);
  const shown = useSelected((state) => shownUsers(state).includes(user.id));
  const active = useSelected((state) => state.active === user.id);
  return (
    <li class={`person ${shown ? 'open' : ''} ${active ? 'active' : ''}`}>
      <button
        type="button"
        class="person-open"
        data-testid={`person-${user.id}`}
        aria-current={shown}
        onClick={(event) => (event.ctrlKey || event.metaKey ? openBeside(user.id) : open(user.id))}
      >
        <Avatar id={user.id} name={user.firstName} />
        <span class="person-words">
          <span class="person-name">{user.firstName}</span>
          {user.note && <span class="person-note">{user.note}</span>}
        </span>
        {unread > 0 && (
          <span class="badge" data-testid={`unread-${user.id}`} aria-label={words.unreadCount(unread)}>
            {unread}
          </span>
        )}
      </button>
      {!narrow && !shown && (
        <button
          type="button"
          class="person-beside"
          data-testid={`beside-${user.id}`}
          aria-label={words.openBeside(user.firstName)}
          title={words.openBeside(user.firstName)}
          onClick={() => openBeside(user.id)}
        >
          <Icon name="plus" size={18} />
        </button>
      )}
    </li>
  );
}
