import { useEffect } from 'preact/hooks';
import { Chat } from './chat/chat.tsx';
import { localeTag } from './locales.ts';
import { PeopleList } from './people/people-list.tsx';
import { currentBot, shownUsers } from './state/state.ts';
import { useSelected } from './state/page-context.ts';
import { TopBar } from './top-bar.tsx';
import { EmptyState } from './ui/empty-state.tsx';
import { Toasts } from './ui/notices.tsx';
import { useWords } from './ui/use-words.ts';

/** The whole page: the bar, then the people and the open chats, or one of the two when narrow. */
export function App() {
  const words = useWords();
  const language = useSelected((state) => state.language);
  const narrow = useSelected((state) => state.narrow);
  const bot = useSelected(currentBot);
  const loaded = useSelected((state) => state.bots !== undefined);
  const shown = useSelected((state) => shownUsers(state).join(','));
  const users = shown ? shown.split(',').map(Number) : [];
  useEffect(() => {
    document.documentElement.lang = localeTag(language);
    document.title = words.title;
  }, [language]);
  return (
    <div class={`page ${narrow ? 'narrow' : 'wide'}`}>
      <TopBar />
      <div class="rooms">
        {!(narrow && users.length > 0 && bot) && <PeopleList />}
        {bot && users.length > 0 && (
          <div class="columns">
            {users.map((user) => (
              <Chat key={`${bot.id}/${user}`} bot={bot} userId={user} />
            ))}
          </div>
        )}
        {!narrow && bot && users.length === 0 && (
          <EmptyState title={words.chooseTitle} text={words.chooseText} />
        )}
        {!narrow && !bot && loaded && <WaitingForBot />}
      </div>
      {narrow && !bot && loaded && <WaitingForBot />}
      <Toasts place="" />
    </div>
  );
}

function WaitingForBot() {
  const words = useWords();
  return (
    <EmptyState title={words.waitingTitle} text={words.waitingText} testId="no-bots">
      <p>{words.waitingHow}</p>
      <code>npm run demo</code>
      <p>{words.waitingOther}</p>
      <code>{location.origin}</code>
    </EmptyState>
  );
}
