import { decodeHtmlEntity } from './html-entity.ts';
import { byteOffset, parseError } from './parse-error.ts';

/** A start tag; `argument` is what its attributes say that matters (address, language, emoji id). */
export type StartTag = { name: string; argument: string; expandable: boolean; begin: number };

const KNOWN = new Set(
  'a b strong i em s strike del u ins tg-spoiler tg-emoji span pre code blockquote'.split(' '),
);
const isSpace = (char: string | undefined) => char !== undefined && /[\s\0]/.test(char);

function readName(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isSpace(text[end]) && text[end] !== '>') end++;
  return end;
}

function readQuoted(text: string, at: number, tagBegin: number): { value: string; next: number } {
  const quote = text[at];
  let value = '';
  let i = at + 1;
  while (i < text.length && text[i] !== quote) {
    const entity = text[i] === '&' ? decodeHtmlEntity(text, i) : undefined;
    value += entity ? entity.char : text[i];
    i = entity ? entity.next : i + 1;
  }
  if (i >= text.length) throw parseError(`Unclosed start tag at byte offset ${byteOffset(text, tagBegin)}`);
  return { value, next: i + 1 };
}

function readBare(text: string, at: number): { value: string; next: number } {
  let i = at;
  while (i < text.length && /[a-zA-Z0-9.-]/.test(text[i] ?? '')) i++;
  if (!isSpace(text[i]) && text[i] !== '>')
    throw parseError(`Unexpected end of name token at byte offset ${byteOffset(text, at)}`);
  return { value: text.slice(at, i).toLowerCase(), next: i };
}

function argumentOf(tag: string, attribute: string, value: string): string | undefined {
  if (tag === 'a' && attribute === 'href') return value;
  if (tag === 'code' && attribute === 'class' && value.startsWith('language-')) return value.slice(9);
  if (tag === 'span' && attribute === 'class' && value.startsWith('tg-')) return value.slice(3);
  if (tag === 'tg-emoji' && attribute === 'emoji-id') return value;
  return undefined;
}

/** Reads the start tag whose `<` stands at `begin`; `next` is the position of its `>`. */
export function readStartTag(text: string, begin: number): { tag: StartTag; next: number } {
  const where = () => `at byte offset ${byteOffset(text, begin)}`;
  let i = readName(text, begin + 1);
  if (i >= text.length) throw parseError(`Unclosed start tag ${where()}`);
  const name = text.slice(begin + 1, i).toLowerCase();
  if (!KNOWN.has(name)) throw parseError(`Unsupported start tag "${name}" ${where()}`);
  const tag: StartTag = { name, argument: '', expandable: false, begin };
  const skipSpaces = () => {
    while (i < text.length && isSpace(text[i])) i++;
    if (i >= text.length) throw parseError(`Unclosed start tag ${where()}`);
  };
  while (text[i] !== '>') {
    skipSpaces();
    if (text[i] === '>') break;
    const attributeBegin = i;
    while (i < text.length && !isSpace(text[i]) && text[i] !== '=' && text[i] !== '>') i++;
    if (i === attributeBegin) throw parseError(`Empty attribute name in the tag "${name}" ${where()}`);
    const attribute = text.slice(attributeBegin, i).toLowerCase();
    skipSpaces();
    if (name === 'blockquote' && attribute === 'expandable') tag.expandable = true;
    if (text[i] !== '=') {
      if (tag.expandable) continue;
      throw parseError(`Expected equal sign in declaration of an attribute of the tag "${name}" ${where()}`);
    }
    i++;
    skipSpaces();
    const read = text[i] === '"' || text[i] === "'" ? readQuoted(text, i, begin) : readBare(text, i);
    i = read.next;
    tag.argument = argumentOf(name, attribute, read.value) ?? tag.argument;
  }
  if (name === 'span' && tag.argument !== 'spoiler')
    throw parseError(`Tag "span" must have class "tg-spoiler" ${where()}`);
  return { tag, next: i };
}

/** Reads the end tag whose `<` stands at `begin`, as `readStartTag` does; an empty name closes anything. */
export function readEndTag(text: string, begin: number): { name: string; next: number } {
  let i = readName(text, begin + 2);
  const name = text.slice(begin + 2, i).toLowerCase();
  while (i < text.length && isSpace(text[i])) i++;
  if (text[i] !== '>') throw parseError(`Unclosed end tag at byte offset ${byteOffset(text, begin)}`);
  return { name, next: i };
}
