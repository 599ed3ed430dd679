import type { Entity, FormattedText } from './entity.ts';
import { checkedLink, linkedEmojiId, linkedUserId } from './links.ts';
import { byteOffset, parseError } from './parse-error.ts';

/** Telegram's own names of the kinds, as its errors write them, with the Bot API's. */
const KINDS = {
  Bold: 'bold',
  Italic: 'italic',
  Underline: 'underline',
  Strikethrough: 'strikethrough',
  Spoiler: 'spoiler',
  Code: 'code',
  Pre: 'pre',
  PreCode: 'pre',
  TextUrl: 'text_link',
  CustomEmoji: 'custom_emoji',
  BlockQuote: 'blockquote',
} as const;
type Kind = keyof typeof KINDS;
type Open = { kind: Kind; argument: string; offset: number; begin: number };
type Reader = {
  source: string;
  at: number;
  text: string;
  stack: Open[];
  entities: Entity[];
  quoting: boolean;
};

const RESERVED = '_*[]()~`>#+-=|{}.!\n';
const CLOSERS: Record<Kind, string> = {
  Bold: '*',
  Italic: '_',
  Underline: '__',
  Strikethrough: '~',
  Spoiler: '||',
  Code: '`',
  Pre: '```',
  PreCode: '```',
  TextUrl: ']',
  CustomEmoji: ']',
  BlockQuote: '',
};

const reserved = (char: string) =>
  parseError(`Character '${char}' is reserved and must be escaped with the preceding '\\'`);
const unended = (reader: Reader, open: Open) =>
  parseError(`Can't find end of ${open.kind} entity at byte offset ${byteOffset(reader.source, open.begin)}`);
const isEscape = (source: string, at: number) =>
  source[at] === '\\' && at + 1 < source.length && source.charCodeAt(at + 1) <= 126;

const quoteLineEnds = ({ source, at }: Reader) => at + 1 === source.length || source[at + 1] !== '>';
const expandableEnds = ({ source, at, quoting, stack }: Reader) =>
  quoting &&
  stack.at(-1)?.kind === 'BlockQuote' &&
  source.startsWith('||', at) &&
  (at + 2 === source.length || source[at + 2] === '\n') &&
  source[at + 3] !== '>';

function isEnd(reader: Reader, open: Open): boolean {
  const { source, at } = reader;
  if (reader.quoting && source[at] === '\n' && quoteLineEnds(reader)) return true;
  if (open.kind === 'BlockQuote') return false;
  if (open.kind === 'Italic') return source[at] === '_' && source[at + 1] !== '_';
  return source.startsWith(CLOSERS[open.kind], at);
}

/** Reads "```lang\n": the language and the one line break after it are not text. */
function openPre(reader: Reader): { kind: Kind; argument: string } {
  const { source } = reader;
  let at = reader.at + 3;
  const language = /^[^\s`]*/.exec(source.slice(at))?.[0] ?? '';
  const end = at + language.length;
  const hasLanguage = language !== '' && end < source.length && source[end] !== '`';
  if (hasLanguage) at = end;
  const lineBreak = /^(\r\n|\n\r|\n|\r)/.exec(source.slice(at, at + 2))?.[0] ?? '';
  reader.at = at + lineBreak.length - 1;
  return hasLanguage ? { kind: 'PreCode', argument: language } : { kind: 'Pre', argument: '' };
}

function beginLine(reader: Reader, begin: number): Open | undefined {
  reader.text += '\n';
  let next = reader.at + 1;
  if (!reader.quoting && reader.source.startsWith('**>', next)) next += 2;
  if (reader.source[next] !== '>') return undefined;
  reader.at = next;
  if (reader.quoting) return undefined;
  reader.quoting = true;
  return { kind: 'BlockQuote', argument: '', offset: reader.text.length, begin };
}

function beginEntity(reader: Reader): Open | undefined {
  const { source, at: begin } = reader;
  const char = source[begin] ?? '';
  const next = source[begin + 1];
  const open = (kind: Kind, width: number, argument = ''): Open => {
    reader.at = begin + width - 1;
    return { kind, argument, offset: reader.text.length, begin };
  };
  switch (char) {
    case '_':
      return next === '_' ? open('Underline', 2) : open('Italic', 1);
    case '*':
      if (begin === 0 && source.startsWith('**>')) {
        reader.quoting = true;
        return open('BlockQuote', 3);
      }
      return open('Bold', 1);
    case '~':
      return open('Strikethrough', 1);
    case '|':
      if (next === '|') return open('Spoiler', 2);
      throw reserved(char);
    case '[':
      return open('TextUrl', 1);
    case '!':
      if (next === '[') return open('CustomEmoji', 2);
      throw reserved(char);
    case '`': {
      if (!source.startsWith('```', begin)) return open('Code', 1);
      const pre = openPre(reader);
      return { ...pre, offset: reader.text.length, begin };
    }
    case '\n':
      return beginLine(reader, begin);
    case '>':
      if (begin !== 0) throw reserved(char);
      reader.quoting = true;
      return open('BlockQuote', 1);
    default:
      throw reserved(char);
  }
}

/** Reads `(url)` after a `]`; undefined when there is none. Leaves the reader on the `)`. */
function readUrl(reader: Reader, what: string): string | undefined {
  const { source } = reader;
  if (source[reader.at + 1] !== '(') return undefined;
  let i = reader.at + 2;
  const begin = i;
  let url = '';
  while (i < source.length && source[i] !== ')') {
    if (isEscape(source, i)) i++;
    url += source[i++];
  }
  if (i >= source.length)
    throw parseError(`Can't find end of ${what} at byte offset ${byteOffset(source, begin)}`);
  reader.at = i;
  return url;
}

function linkParts(reader: Reader, open: Open): Partial<Entity> | undefined {
  const url = readUrl(reader, 'a URL') ?? reader.text.slice(open.offset);
  const user = linkedUserId(url);
  if (user !== undefined) return { type: 'text_mention', user: { id: user, is_bot: false, first_name: '' } };
  const checked = checkedLink(url);
  return checked === undefined ? undefined : { url: checked };
}

function emojiParts(reader: Reader): Partial<Entity> {
  const url = readUrl(reader, 'a custom emoji URL');
  if (url === undefined) throw parseError('Custom emoji entity must contain a tg://emoji URL');
  const id = linkedEmojiId(url);
  if (id === undefined) throw parseError('Custom emoji URL must have an emoji identifier');
  return { custom_emoji_id: id };
}

function endEntity(reader: Reader, open: Open): void {
  if (reader.source[reader.at] === '\n' && open.kind !== 'BlockQuote') throw unended(reader, open);
  const length = reader.text.length - open.offset;
  let parts: Partial<Entity> | undefined = open.argument ? { language: open.argument } : {};
  if (open.kind === 'BlockQuote') {
    reader.quoting = false;
    reader.text += '\n';
  } else {
    reader.at += CLOSERS[open.kind].length - 1;
    if (open.kind === 'TextUrl') parts = linkParts(reader, open);
    if (open.kind === 'CustomEmoji') parts = emojiParts(reader);
  }
  reader.stack.pop();
  if (parts && length > 0)
    reader.entities.push({ type: KINDS[open.kind], offset: open.offset, length, ...parts });
}

function endExpandable(reader: Reader, open: Open): void {
  const length = reader.text.length - open.offset;
  if (length > 0) reader.entities.push({ type: 'expandable_blockquote', offset: open.offset, length });
  reader.stack.pop();
  reader.quoting = false;
  reader.at += 1;
}

/**
 * Text in Telegram's MarkdownV2 style.
 * @returns the plain text and its entities, not yet sorted.
 * @throws Refusal 400 `can't parse entities: …` with byte offsets, in Telegram's words.
 */
export function parseMarkdownV2(source: string): FormattedText {
  const reader: Reader = { source, at: 0, text: '', stack: [], entities: [], quoting: false };
  for (; reader.at < source.length; reader.at++) {
    const char = source[reader.at] ?? '';
    if (isEscape(source, reader.at)) {
      reader.text += source[++reader.at];
      continue;
    }
    const open = reader.stack.at(-1);
    const inCode = open && ['Code', 'Pre', 'PreCode'].includes(open.kind);
    if (!(inCode ? '`' : RESERVED).includes(char)) reader.text += char;
    else if (open && expandableEnds(reader)) endExpandable(reader, open);
    else if (open && isEnd(reader, open)) endEntity(reader, open);
    else if (inCode) reader.text += char;
    else {
      const begun = beginEntity(reader);
      if (begun) reader.stack.push(begun);
    }
  }
  const last = reader.stack.at(-1);
  if (last?.kind === 'BlockQuote') {
    reader.stack.pop();
    const length = reader.text.length - last.offset;
    if (length > 0) reader.entities.push({ type: 'blockquote', offset: last.offset, length });
  }
  const left = reader.stack.at(-1);
  if (left) throw unended(reader, left);
  return { text: reader.text, entities: reader.entities };
}
