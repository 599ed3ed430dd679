import { markEscapes } from './gift-marks.ts';

/** One question of a GIFT file as it stands, its escaped signs marked; `line` counts from 1. */
export type GiftBlock = { line: number; topic: string; comments: string[]; text: string };

const COMMENT = /^\s*\/\//;
const CATEGORY = /^\s*\$CATEGORY\s*[:：](.*)$/;
/** A line that goes on with the answers of the question above, whatever empty lines stand between. */
const GOES_ON = /^\s*[=~#}＝～＃｝]/;
/** A title begins a question even where the empty line before it is missing. */
const TITLE = /^\s*(?:::|：：)/;

/**
 * Cuts a GIFT file into its questions. An empty line ends a question; one within its braces is forgiven, and so is a
 * missing one between two questions on lines of their own.
 * @param readTopic makes the topic of a category line
 */
export function splitGift(text: string, readTopic: (category: string) => string): GiftBlock[] {
  const blocks: GiftBlock[] = [];
  const raw = text.split('\n');
  const lines = toHalfWidth(raw.map(markEscapes));
  let topic = '';
  let comments: string[] = [];
  let open: { line: number; lines: string[]; depth: number; isAnswered: boolean } | null = null;
  const finish = () => {
    if (open) {
      blocks.push({ line: open.line, topic, comments, text: open.lines.join('\n') });
      comments = [];
    }
    open = null;
  };
  for (const [at, line] of lines.entries()) {
    const category = CATEGORY.exec(raw[at] ?? '')?.[1];
    if (category !== undefined) {
      finish();
      topic = readTopic(category);
    } else if (COMMENT.test(line)) {
      if (open?.isAnswered && open.depth === 0) finish();
      comments.push((raw[at] ?? '').replace(COMMENT, ''));
    } else if (line.trim() === '') {
      const next = lines.slice(at + 1, at + 6).find((one) => one.trim() !== '') ?? '';
      if (!open || open.depth <= 0 || !GOES_ON.test(next)) finish();
    } else {
      if (open && open.depth === 0 && open.isAnswered && (TITLE.test(line) || line.includes('{'))) finish();
      open ??= { line: at + 1, lines: [], depth: 0, isAnswered: false };
      open.lines.push(line);
      const [opened, closed] = [count(line, /[{]/g), count(line, /[}]/g)];
      open.depth += opened - closed;
      open.isAnswered ||= closed > 0;
    }
  }
  finish();
  return blocks;
}

/**
 * Braces as an input method for Chinese types them, made into the usual ones. A pair of the usual ones between two empty
 * lines says that others there are part of the text.
 */
function toHalfWidth(lines: readonly string[]): string[] {
  const made: string[] = [];
  let chunk: string[] = [];
  const finish = () => {
    const text = chunk.join('\n');
    const isUsual = text.includes('{') && text.includes('}');
    for (const line of chunk) made.push(isUsual ? line : line.replaceAll('｛', '{').replaceAll('｝', '}'));
    chunk = [];
  };
  for (const line of lines) {
    chunk.push(line);
    if (line.trim() === '') finish();
  }
  finish();
  return made;
}

const count = (text: string, sign: RegExp): number => text.match(sign)?.length ?? 0;
