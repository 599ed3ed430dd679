import type { CAC, Command as CacCommand } from 'cac';
import type { Words } from './words.ts';

/** An option as cac has read it: numbers are made of digits, a list of what stands there twice. */
const single = (value: unknown): string | true => {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return last === true ? true : String(last);
};

/**
 * Holds what was typed against the command, with a sentence of our own language for the first thing that is wrong;
 * cac's own checks speak English only.
 */
export function checkCall(
  cli: CAC,
  command: CacCommand,
  words: Words,
): { ok: true; options: Record<string, string | true> } | { ok: false; sentence: string } {
  const refuse = (sentence: string) => ({ ok: false as const, sentence });
  const usage = `${cli.name} ${command.rawName}`;
  const options: Record<string, string | true> = {};
  for (const [name, given] of Object.entries(cli.options)) {
    if (name === '--') continue;
    const known = command.hasOption(name) ?? cli.globalCommand.hasOption(name);
    const typed = `${name.length > 1 ? '--' : '-'}${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (!known) return refuse(words.usage.unknownOption(typed, command.name));
    const value = single(given);
    if (known.isBoolean !== true && (value === true || value === ''))
      return refuse(words.usage.needsValue(typed));
    if (known.isBoolean === true && value !== true) return refuse(words.usage.takesNoValue(typed));
    options[known.name] = value;
  }
  const missing = command.args.slice(cli.args.length).find((arg) => arg.required);
  if (missing) return refuse(words.usage.missing(missing.value, usage));
  const behindDashes: unknown = cli.options['--'];
  const extra = [...cli.args, ...(Array.isArray(behindDashes) ? behindDashes : [])][command.args.length];
  if (extra !== undefined) return refuse(words.usage.tooMany(String(extra), usage));
  return { ok: true, options };
}
