import { useState } from 'preact/hooks';
import type { SandboxPoll } from '../../protocol.ts';
import { useActions } from '../state/page-context.ts';
import { Icon } from '../ui/icons.tsx';
import { useWords } from '../ui/use-words.ts';

type Props = { userId: number; messageId: number; poll: SandboxPoll };

/** A poll or quiz: options until the person has voted or it is closed, then the results. */
export function Poll({ userId, messageId, poll }: Props) {
  const words = useWords();
  const { vote } = useActions();
  const [marked, setMarked] = useState<number[]>([]);
  const voted = poll.options.some((option) => option.chosen);
  const results = voted || poll.closed;
  const total = poll.options.reduce((sum, option) => sum + option.voters, 0);
  const send = (options: number[]) => void vote(userId, messageId, options);
  const choose = (at: number) => {
    if (!poll.multiple) send([at]);
    else
      setMarked(
        marked.includes(at) ? marked.filter((other) => other !== at) : [...marked, at].sort((a, b) => a - b),
      );
  };
  return (
    <div class="poll">
      <p class="poll-question">{poll.question}</p>
      <p class="poll-kind">
        {poll.closed ? words.pollClosed : words.pollKind(poll.quiz, poll.anonymous, poll.multiple)}
      </p>
      <div class="poll-options">
        {poll.options.map((option, at) =>
          results ? (
            <Result key={at} poll={poll} at={at} total={total} />
          ) : (
            <button
              type="button"
              key={at}
              class={`poll-option ${poll.multiple ? 'square' : ''}`}
              data-testid="poll-option"
              aria-pressed={marked.includes(at)}
              onClick={() => choose(at)}
            >
              <i class="poll-mark">{marked.includes(at) && <Icon name="check" size={14} />}</i>
              {option.text}
            </button>
          ),
        )}
      </div>
      {results && poll.explanation && (
        <p class="poll-explanation" data-testid="poll-explanation">
          <b>{words.explanation}</b> {poll.explanation}
        </p>
      )}
      {poll.multiple && !results && (
        <button
          type="button"
          class="text-button poll-action"
          data-testid="poll-vote"
          disabled={marked.length === 0}
          onClick={() => send(marked)}
        >
          {words.vote}
        </button>
      )}
      {voted && !poll.closed && !poll.quiz && (
        <button
          type="button"
          class="text-button poll-action"
          data-testid="poll-retract"
          onClick={() => {
            setMarked([]);
            send([]);
          }}
        >
          {words.retractVote}
        </button>
      )}
      <p class="poll-total">{words.votes(total)}</p>
    </div>
  );
}

function Result({ poll, at, total }: { poll: SandboxPoll; at: number; total: number }) {
  const words = useWords();
  const option = poll.options[at];
  if (!option) return null;
  const share = total ? Math.round((option.voters / total) * 100) : 0;
  const right = poll.correct?.includes(at) === true;
  const wrong = poll.quiz && option.chosen && !right;
  return (
    <div
      class={`poll-result ${right ? 'right' : ''} ${wrong ? 'wrong' : ''} ${option.chosen ? 'chosen' : ''}`}
      data-testid="poll-option"
      data-chosen={option.chosen}
    >
      <b class="poll-share">{share}%</b>
      <span class="poll-text">
        {option.text}
        {right && <small class="poll-flag">✓ {words.correctAnswer}</small>}
        {wrong && <small class="poll-flag">✗ {words.wrongAnswer}</small>}
      </span>
      {option.chosen && !poll.quiz && <Icon name="check" size={14} />}
      <i class="poll-bar" style={{ width: `${Math.max(2, share)}%` }} />
    </div>
  );
}
