/** A message with its buttons; `takenBy` is the update whose word pressed one of them. */
export type Shown = {
  messageId: number;
  buttons: readonly { label: string; data: string }[];
  takenBy: number | null;
};
export type Typed = { messageId: number; data: string };

/** Their letters answer a question, which is another matter: several of them may be typed at once. */
const QUESTIONS = /^(?:quiz|study)\.press:/;

const clean = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^✓ ?/u, '')
    .replace(/[。.!！~]+$/u, '');

/** "1 答题" is meant by "1" and by "答题". */
const namesOf = (label: string): string[] => {
  const name = clean(label);
  const [, number, word] = /^(\d+) (.+)$/u.exec(name) ?? [];
  return number !== undefined && word !== undefined ? [name, number, word] : [name];
};

/**
 * The button that a typed word means: its label, or its number. A word is looked for in the newest messages first, and a
 * message whose button was pressed by a word before is past. A number or a letter is for the newest message that has
 * such buttons, and the beginning of a label only for the newest of all, where it fits one button alone.
 *
 * @param shown the newest first
 * @param updateId the update that brought the word; the same again presses the same
 */
export function findTyped(shown: readonly Shown[], text: string, updateId: number): Typed | undefined {
  const word = clean(text);
  if (word === '') return undefined;
  const before = shown.find(({ takenBy }) => takenBy === updateId);
  const open = before ? [before] : shown.filter(({ takenBy }) => takenBy === null);
  const [newest] = open;
  const isNumber = /^\d+$/.test(word);
  for (const { messageId, buttons } of isNumber ? open.slice(0, 1) : open) {
    const named = buttons.find(({ label }) => namesOf(label).includes(word));
    if (named) return QUESTIONS.test(named.data) ? undefined : { messageId, data: named.data };
  }
  if (!newest || isNumber || [...word].length < 2) return undefined;
  const begun = newest.buttons.filter(({ label }) => clean(label).startsWith(word));
  const [only] = begun;
  return only && begun.length === 1 ? { messageId: newest.messageId, data: only.data } : undefined;
}
