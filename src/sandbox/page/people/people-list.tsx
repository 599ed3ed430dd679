import { useState } from 'preact/hooks';
import { chatKey, currentBot } from '../state/state.ts';
import { useSelected } from '../state/page-context.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Icon } from '../ui/icons.tsx';
import { useWords } from '../ui/use-words.ts';
import { AddPerson } from './add-person.tsx';
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
  const [only, setOnly] = useState<'all' | 'unread' | 'invited'>('all');
  const [limit, setLimit] = useState(PAGE);

  const unreadOf = (user: number) => (bot ? (unread[chatKey(bot.id, user)] ?? 0) : 0);
  const all = users ?? [];
  const lists = {
    all,
    unread: all.filter((user) => unreadOf(user.id) > 0),
    invited: all.filter((user) => user.suggest !== undefined),
  };
  const found = findPeople(lists[only], query);
  const filters = [
    { id: 'all', text: words.all, count: 0, none: words.noMatch },
    { id: 'unread', text: words.unreadOnly, count: lists.unread.length, none: words.noUnread },
    { id: 'invited', text: words.invitedOnly, count: 0, none: words.noMatch },
  ] as const;
  const none = query ? words.noMatch : filters.find((filter) => filter.id === only)?.none;
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
        <div class="people-bar">
          <div class="filters">
            {filters
              .filter(({ id }) => id !== 'invited' || lists.invited.length > 0)
              .map((filter) => (
                <button
                  type="button"
                  key={filter.id}
                  aria-pressed={filter.id === only}
                  data-testid={`filter-${filter.id}`}
                  onClick={() => setOnly(filter.id)}
                >
                  {filter.text}
                  {filter.count > 0 && <span class="badge">{filter.count}</span>}
                </button>
              ))}
          </div>
          {users && bot && <AddPerson />}
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
      {users && found.length === 0 && all.length > 0 && <p class="people-none">{none}</p>}
      {users?.length === 0 && bot && <EmptyState title={words.noPeopleTitle} text={words.noPeopleText} />}
    </nav>
  );
}
