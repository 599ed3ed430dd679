import type { SandboxChat } from '../../protocol.ts';

type Props = { keyboard: NonNullable<SandboxChat['keyboard']>; onPress: (text: string) => void };

/** The bot's keyboard under the input: a press sends the button's words. */
export function ReplyKeyboard({ keyboard, onPress }: Props) {
  return (
    <div class={`reply-keyboard ${keyboard.resize ? '' : 'tall'}`}>
      {keyboard.rows.map((row, at) => (
        <div class="button-row" key={at}>
          {row.map((text, column) => (
            <button type="button" key={column} data-testid="keyboard-button" onClick={() => onPress(text)}>
              {text}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
