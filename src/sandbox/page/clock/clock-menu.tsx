import { useState } from 'preact/hooks';
import type { ClockMove } from '../state/api.ts';
import { useWords } from '../ui/use-words.ts';
import { fromInputValue, nextMonday, nextMorning, splitDuration, toInputValue } from './shanghai-time.ts';

const MINUTE_MS = 60_000;

type Props = { now: number; offset: number; relation: string; onMove: (move: ClockMove) => void };

/** The ways to move the clock. One that leads back says by how much and asks once more. */
export function ClockMenu({ now, offset, relation, onMove }: Props) {
  const words = useWords();
  const [custom, setCustom] = useState(() => toInputValue(now));
  const [backwards, setBackwards] = useState<{ move: ClockMove; by: number }>();
  const ask = (move: ClockMove, change: number) => {
    if (change < -MINUTE_MS) setBackwards({ move, by: -change });
    else onMove(move);
  };
  const advance = (minutes: number) => () => onMove({ advanceMs: minutes * MINUTE_MS });
  const goTo = (target: number) => ask({ to: new Date(target).toISOString() }, target - now);
  const steps = [
    { name: '10m', text: words.plusTenMinutes, act: advance(10) },
    { name: '1h', text: words.plusHour, act: advance(60) },
    { name: '1d', text: words.plusDay, act: advance(1440) },
    { name: 'morning', text: words.nextMorning, act: () => goTo(nextMorning(now)) },
    { name: 'monday', text: words.nextMonday, act: () => goTo(nextMonday(now)) },
  ];
  const target = fromInputValue(custom);
  return (
    <div class="clock-menu" data-testid="clock-menu">
      <p class="clock-relation">{relation}</p>
      <div class="clock-steps">
        {steps.map((step) => (
          <button
            type="button"
            key={step.name}
            data-testid="clock-move"
            data-move={step.name}
            onClick={step.act}
          >
            {step.text}
          </button>
        ))}
        <button
          type="button"
          data-testid="clock-move"
          data-move="real"
          disabled={offset === 0}
          onClick={() => ask({ offsetMs: 0 }, -offset)}
        >
          {words.realTime}
        </button>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (Number.isFinite(target)) goTo(target);
        }}
      >
        <label>
          {words.customTime}
          <input
            type="datetime-local"
            required
            value={custom}
            data-testid="clock-custom"
            onInput={(event) => {
              setCustom(event.currentTarget.value);
              setBackwards(undefined);
            }}
          />
        </label>
        <button type="submit" class="primary" data-testid="clock-set">
          {words.setTime}
        </button>
      </form>
      {backwards && (
        <div class="clock-warning" role="alert">
          <p>{words.backwards(words.duration(...splitDuration(backwards.by)))}</p>
          <button type="button" data-testid="clock-confirm" onClick={() => onMove(backwards.move)}>
            {words.setBack}
          </button>
        </div>
      )}
    </div>
  );
}
