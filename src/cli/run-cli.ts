import { cac, type CAC } from 'cac';
import { checkCall } from './check-call.ts';
import type { Call } from './command.ts';
import { COMMANDS } from './commands.ts';
import type { Words } from './words.ts';

const NAME = 'npm run cli --';

/**
 * Reads the command line and runs the command it names.
 * @param typed what stands behind the program's name
 * @param prepare makes what the command works with, given the value of `--data`; not called for help and mistakes
 * @returns the exit code
 */
export async function runCli(
  typed: readonly string[],
  { words, print, note }: Pick<Call, 'words' | 'print' | 'note'>,
  prepare: (dataDir: string | undefined) => Omit<Call, 'args' | 'options'>,
): Promise<0 | 1> {
  const cli = createCli(words);
  cli.parse(['', '', ...joinNames(cli, typed)], { run: false });
  const matched = cli.matchedCommand;
  if (cli.options['help'] === true || typed.length === 0) {
    print(helpText(cli, words));
    return 0;
  }
  const command = COMMANDS.find(({ usage }) => usage === matched?.rawName);
  if (!matched || !command) {
    const given = cli.args[0] ?? typed.join(' ');
    note(words.usage.unknownCommand(given, cli.commands.map(({ name }) => name).join(', ')));
    return 1;
  }
  const checked = checkCall(cli, matched, words);
  if (!checked.ok) {
    note(checked.sentence);
    return 1;
  }
  const { data, ...options } = checked.options;
  const tools = prepare(data === undefined ? undefined : String(data));
  return command.run({ ...tools, args: cli.args.map(String), options });
}

function createCli(words: Words): CAC {
  const cli = cac(NAME);
  for (const { usage, about, options, examples } of COMMANDS) {
    const command = cli.command(usage, words.about[about]);
    for (const { flags, about: what } of options) command.option(flags, words.options[what]);
    for (const example of examples) command.example(`  ${NAME} ${example}`);
  }
  cli.option('--data <dir>', words.options.data);
  cli.option('-h, --help', words.options.help);
  return cli;
}

/** cac knows commands of one word: the first two that are no options become one, "people import". */
function joinNames(cli: CAC, typed: readonly string[]): string[] {
  const all = [cli.globalCommand, ...cli.commands].flatMap((command) => command.options);
  const valued = new Set(
    all.filter((option) => option.isBoolean !== true).map((option) => `--${option.name}`),
  );
  const names: number[] = [];
  for (let at = 0; at < typed.length && names.length < 2; at += 1) {
    const word = typed[at] ?? '';
    if (valued.has(word)) at += 1;
    else if (!word.startsWith('-')) names.push(at);
  }
  if (names.length < 2) return [...typed];
  const rest = typed.filter((_, at) => !names.includes(at));
  return [names.map((at) => typed[at]).join(' '), ...rest];
}

/** cac's help with our titles: one command's where one is named, else the list of all. */
function helpText(cli: CAC, words: Words): string {
  const { help } = words;
  const command = cli.matchedCommand;
  const table = (rows: readonly (readonly [string, string])[]): string[] => {
    const width = Math.max(...rows.map(([left]) => left.length));
    return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
  };
  const options = [...(command?.options ?? []), ...cli.globalCommand.options];
  return [
    command ? command.description : help.intro,
    '',
    `${help.usage}: ${NAME} ${command?.rawName ?? '<command>'} [${help.options.toLowerCase()}]`,
    ...(command
      ? []
      : ['', `${help.commands}:`, ...table(cli.commands.map((it) => [it.rawName, it.description]))]),
    '',
    `${help.options}:`,
    ...table(options.map((it) => [it.rawName, it.description])),
    ...(command ? ['', `${help.examples}:`, ...command.examples.map(String)] : ['', help.more, help.silent]),
    '',
  ].join('\n');
}
