import { useActions, useSelected } from '../state/page-context.ts';
import { Dropdown } from '../ui/dropdown.tsx';
import { Icon } from '../ui/icons.tsx';
import { useWords } from '../ui/use-words.ts';
import { ClockMenu } from './clock-menu.tsx';
import { formatMoment, roundDuration, splitDuration } from './shanghai-time.ts';
import { useNow } from './use-now.ts';

/** Less than this apart is the same time to a reader. */
const SAME_MS = 30_000;

/** The sandbox time as a button that opens the ways to move it. */
export function ClockBar() {
  const words = useWords();
  const now = useNow();
  const language = useSelected((state) => state.language);
  const offset = useSelected((state) => state.clockOffset);
  const { moveClock } = useActions();
  const apart = words.duration(...splitDuration(offset));
  const relation =
    Math.abs(offset) < SAME_MS
      ? words.clockReal
      : offset > 0
        ? words.clockAhead(apart)
        : words.clockBehind(apart);
  return (
    <Dropdown
      kind="clock-bar"
      label={words.clockMenu}
      testId="clock"
      button={
        <>
          <Icon name="clock" size={17} />
          <time dateTime={new Date(now).toISOString()}>{formatMoment(language, now)}</time>
          {Math.abs(offset) >= SAME_MS && (
            <span class="clock-apart">
              {offset > 0 ? '+' : '−'}
              {words.duration(...roundDuration(offset))}
            </span>
          )}
        </>
      }
    >
      {(close) => (
        <ClockMenu
          now={now}
          offset={offset}
          relation={relation}
          onMove={(move) => {
            close();
            void moveClock(move);
          }}
        />
      )}
    </Dropdown>
  );
}
