import { useState } from 'preact/hooks';
import { chatKey, currentBot } from '../state/state.ts';
import { useSelected } from '../state/page-context.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Icon } from '../ui/icons.tsx';
import { useWords } from '../ui/use-words.ts';
import { findPeople } from './find-people.ts';
import { PersonRow } from './person-row.tsx';

const PAGE = 150;

/** Everybody, in the order the sandbox lists them, with a search and a filter for unread chats. */
export function PeopleList() {
  const words = useWords();
  const users = useSelected((state) => state.users);
  const bot = useSelected(currentBot);
  const unread = useSelected((state) => state.unread);
  const [query, setQuery] = useState('');
  const [onlyUnread, setOnlyUnread] = useState(false);
  const [limit, setLimit] = useState(PAGE);

  const unreadOf = (user: number) => (bot ? (unread[chatKey(bot.id, user)] ?? 0) : 0);
  const all = users ?? [];
  const waiting = all.filter((user) => unreadOf(user.id) > 0);
  const found = findPeople(onlyUnread ? waiting : all, query);
  const filters = [
    { id: 'all', text: words.all, chosen: !onlyUnread, only: false, count: 0 },
    { id: 'unread', text: words.unreadOnly, chosen: onlyUnread, only: true, count: waiting.length },
  ];
  return (
    <nav class="people" aria-label={words.people}>
      <div class="people-tools">
        <label class="search">
          <Icon name="search" size={18} />
          <input
            type="search"
            placeholder={words.searchPeople}
            aria-label={words.searchPeople}
            data-testid="person-search"
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </label>
        <div class="filters">
          {filters.map((filter) => (
            <button
              type="button"
              key={filter.id}
              aria-pressed={filter.chosen}
              data-testid={`filter-${filter.id}`}
              onClick={() => setOnlyUnread(filter.only)}
            >
              {filter.text}
              {filter.count > 0 && <span class="badge">{filter.count}</span>}
            </button>
          ))}
        </div>
      </div>
      <ul class="people-rows">
        {found.slice(0, limit).map((user) => (
          <PersonRow key={user.id} user={user} unread={unreadOf(user.id)} />
        ))}
        {found.length > limit && (
          <li>
            <button type="button" class="show-more" onClick={() => setLimit(limit + PAGE)}>
              {words.showMore(Math.min(PAGE, found.length - limit))}
            </button>
          </li>
        )}
      </ul>
      {users && found.length === 0 && all.length > 0 && (
        <p class="people-none">{onlyUnread && !query ? words.noUnread : words.noMatch}</p>
      )}
      {users?.length === 0 && bot && <EmptyState title={words.noPeopleTitle} text={words.noPeopleText} />}
    </nav>
  );
}
