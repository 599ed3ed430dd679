import { useEffect } from 'preact/hooks';
import type { SandboxChat } from '../../protocol.ts';
import { useWords } from '../ui/use-words.ts';

type Props = {
  commands: SandboxChat['commands'];
  /** What has been typed after the slash. */
  filter: string;
  onChoose: (command: string) => void;
  onClose: () => void;
};

/** The bot's commands with what they do, over the input. */
export function CommandMenu({ commands, filter, onChoose, onClose }: Props) {
  const words = useWords();
  const shown = commands.filter(({ command }) => command.startsWith(filter.toLowerCase()));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  if (shown.length === 0 && commands.length > 0) return null;
  return (
    <div class="command-menu" role="group" aria-label={words.commands}>
      {commands.length === 0 && <p>{words.noCommands}</p>}
      {shown.map(({ command, description }) => (
        <button
          type="button"
          key={command}
          data-testid="command"
          data-command={command}
          onClick={() => onChoose(command)}
        >
          <b>/{command}</b>
          <span>{description}</span>
        </button>
      ))}
    </div>
  );
}
