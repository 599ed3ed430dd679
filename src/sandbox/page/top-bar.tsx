import { ClockBar } from './clock/clock-bar.tsx';
import { currentBot } from './state/state.ts';
import { useActions, useSelected } from './state/page-context.ts';
import { useWords } from './ui/use-words.ts';

/** The bot, the clock and the language; a line under it while the connection is down. */
export function TopBar() {
  const words = useWords();
  const actions = useActions();
  const bots = useSelected((state) => state.bots) ?? [];
  const bot = useSelected(currentBot);
  const language = useSelected((state) => state.language);
  const narrow = useSelected((state) => state.narrow);
  const down = useSelected((state) => !state.live && state.bots !== undefined);
  return (
    <header class="top-bar">
      {bots.length > 1 ? (
        <select
          class="bot-choice"
          aria-label={words.bot}
          data-testid="bot-choice"
          value={String(bot?.id ?? '')}
          onChange={(event) => actions.chooseBot(Number(event.currentTarget.value))}
        >
          {bots.map((other) => (
            <option key={other.id} value={String(other.id)}>
              {other.firstName} @{other.username}
            </option>
          ))}
        </select>
      ) : (
        <h1 class="bot-name">
          {bot ? bot.firstName : words.title}
          {bot && <small>@{bot.username}</small>}
        </h1>
      )}
      <ClockBar />
      <button
        type="button"
        class="language"
        data-testid="language"
        aria-label={words.otherLanguage}
        onClick={() => actions.setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {narrow ? words.otherLanguageShort : words.otherLanguage}
      </button>
      {down && (
        <p class="reconnecting" role="status">
          {words.reconnecting}
        </p>
      )}
    </header>
  );
}
