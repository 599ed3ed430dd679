import type { Entity } from './entity.ts';

const PATTERNS: [type: string, pattern: RegExp][] = [
  ['url', /https?:\/\/[^\s<>"，。；！？、（）《》「」]*[^\s<>"，。；！？、（）《》「」.,;:!?)\]}']/giu],
  ['bot_command', /(?<![\p{L}\p{N}_/<>])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_/<>@])/gu],
  ['mention', /(?<![\p{L}\p{N}_@])@[a-zA-Z][a-zA-Z0-9_]{3,31}(?![\p{L}\p{N}_@])/gu],
  ['hashtag', /(?<![\p{L}\p{N}_#])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}(?![\p{L}\p{N}_#])/gu],
];

const overlap = (a: Entity, b: Entity) => a.offset < b.offset + b.length && b.offset < a.offset + a.length;
/** A link or code given by the sender keeps its inside free of found entities. */
const CLOSED = new Set(['code', 'pre', 'text_link', 'text_mention', 'custom_emoji']);

/** Commands, links, mentions and hashtags that Telegram finds in any text, outside the given links and code. */
export function detectEntities(text: string, given: Entity[]): Entity[] {
  const found: Entity[] = [];
  const closed = given.filter((entity) => CLOSED.has(entity.type));
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (![...closed, ...found].some((other) => overlap(other, entity))) found.push(entity);
    }
  }
  return found;
}
