import type { Entity, FormattedText } from './entity.ts';
import { decodeHtmlEntity } from './html-entity.ts';
import { readEndTag, readStartTag } from './html-tag.ts';
import type { StartTag } from './html-tag.ts';
import { checkedLink, linkedUserId } from './links.ts';
import { byteOffset, parseError } from './parse-error.ts';

const SIMPLE: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  u: 'underline',
  ins: 'underline',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
};

type Open = StartTag & { offset: number };

function linkEntity(url: string, at: { offset: number; length: number }): Entity | undefined {
  const user = linkedUserId(url);
  if (user !== undefined)
    return { type: 'text_mention', ...at, user: { id: user, is_bot: false, first_name: '' } };
  const checked = checkedLink(url);
  return checked === undefined ? undefined : { type: 'text_link', ...at, url: checked };
}

/** `<pre><code class="language-x">` is one entity: the outer takes the inner's language and replaces it. */
function preEntity(entities: Entity[], at: { offset: number; length: number }): Entity {
  const last = entities.at(-1);
  if (last?.type === 'code' && last.language && last.offset === at.offset && last.length === at.length) {
    entities.pop();
    return { type: 'pre', ...at, language: last.language };
  }
  return { type: 'pre', ...at };
}

function closedEntity(open: Open, text: string, entities: Entity[]): Entity | undefined {
  const at = { offset: open.offset, length: text.length - open.offset };
  const simple = SIMPLE[open.name];
  if (simple !== undefined) return { type: simple, ...at };
  switch (open.name) {
    case 'a':
      return linkEntity(open.argument || text.slice(open.offset), at);
    case 'tg-emoji':
      if (!/^\d+$/.test(open.argument)) throw parseError('Invalid custom emoji identifier specified');
      return { type: 'custom_emoji', ...at, custom_emoji_id: open.argument };
    case 'pre':
      return preEntity(entities, at);
    case 'code':
      return open.argument ? { type: 'code', ...at, language: open.argument } : { type: 'code', ...at };
    default:
      return { type: open.expandable ? 'expandable_blockquote' : 'blockquote', ...at };
  }
}

/**
 * Text in Telegram's HTML style: tags of its list, `&lt; &gt; &amp; &quot;` and numeric entities.
 * @returns the plain text and its entities, not yet sorted.
 * @throws Refusal 400 `can't parse entities: …` with byte offsets, in Telegram's words.
 */
export function parseHtml(source: string): FormattedText {
  const entities: Entity[] = [];
  const stack: Open[] = [];
  let text = '';
  for (let i = 0; i < source.length; i++) {
    const char = source[i] ?? '';
    const decoded = char === '&' ? decodeHtmlEntity(source, i) : undefined;
    if (decoded) {
      text += decoded.char;
      i = decoded.next - 1;
    } else if (char !== '<') {
      text += char;
    } else if (source[i + 1] !== '/') {
      const { tag, next } = readStartTag(source, i);
      stack.push({ ...tag, offset: text.length });
      i = next;
    } else {
      const begin = byteOffset(source, i);
      const open = stack.pop();
      if (!open) throw parseError(`Unexpected end tag at byte offset ${begin}`);
      const { name, next } = readEndTag(source, i);
      if (name !== '' && name !== open.name)
        throw parseError(
          `Unmatched end tag at byte offset ${begin}, expected "</${open.name}>", found "</${name}>"`,
        );
      const entity = text.length > open.offset ? closedEntity(open, text, entities) : undefined;
      if (entity) entities.push(entity);
      i = next;
    }
  }
  const left = stack.at(-1);
  if (left)
    throw parseError(
      `Can't find end tag corresponding to start tag "${left.name}" at byte offset ${byteOffset(source, left.begin)}`,
    );
  return { text, entities: entities.map(withoutCodeLanguage) };
}

/** A language on `<code>` outside `<pre>` means nothing. */
function withoutCodeLanguage(entity: Entity): Entity {
  if (entity.type !== 'code' || entity.language === undefined) return entity;
  const { language: _, ...rest } = entity;
  return rest;
}
