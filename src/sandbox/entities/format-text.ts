import { badRequest } from '../refusal.ts';
import { checkEntities } from './check-entities.ts';
import { cleanFormatted, trimFormatted } from './clean-text.ts';
import { detectEntities } from './detect-entities.ts';
import { sortEntities } from './entity.ts';
import type { Entity, FormattedText } from './entity.ts';
import { parseHtml } from './parse-html.ts';
import { parseMarkdownV2 } from './parse-markdown-v2.ts';

/** Nothing that could be seen: spaces, marks of direction and width, fillers. */
const INVISIBLE = /^(?:[\s\p{Cf}\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5)*$/u;

/** Telegram refuses a source longer than this many bytes before it looks at it. */
const MAX_SOURCE_BYTES = 1 << 15;

function parse(text: string, parseMode: string | undefined, entities: Entity[] | undefined): FormattedText {
  switch (parseMode?.toLowerCase() ?? '') {
    case 'html':
      return parseHtml(text);
    case 'markdownv2':
      return parseMarkdownV2(text);
    case 'markdown':
      throw badRequest('the sandbox does not read the old Markdown style: use MarkdownV2 or HTML');
    case '':
    case 'none':
      return { text, entities: checkEntities(text, entities ?? []) };
    default:
      throw badRequest('unsupported parse_mode');
  }
}

/**
 * The text, when there is something in it to see.
 * @throws Refusal 400 `text must be non-empty`.
 */
export function visible(formatted: FormattedText): FormattedText {
  if (INVISIBLE.test(formatted.text)) throw badRequest('text must be non-empty');
  return formatted;
}

const end = (entity: Entity) => entity.offset + entity.length;
const contains = (outer: Entity, inner: Entity) => outer.offset <= inner.offset && end(inner) <= end(outer);

/** Of two nested entities of one kind the outer stays, and code and preformatted text hold nothing. */
function withoutSwallowed(entities: Entity[]): Entity[] {
  return sortEntities(entities).filter((entity, i, sorted) => {
    const outer = sorted.filter((other, j) => j !== i && contains(other, entity));
    const same = outer.some((other) => other.type === entity.type && sorted.indexOf(other) < i);
    const inPre = outer.some((other) => other.type === 'pre');
    const inCode = outer.some((other) => other.type === 'code') && entity.type !== 'pre';
    return !same && !((inPre || inCode) && entity.type !== 'pre' && !entity.type.endsWith('blockquote'));
  });
}

/**
 * A text as Telegram would show it: parsed by `parse_mode` or with the given entities, cleaned, trimmed, and with
 * the entities Telegram finds by itself. Lengths are for the caller to limit.
 * @throws Refusal 400 in Telegram's words.
 */
export function formatText(text: string, parseMode?: string, entities?: Entity[]): FormattedText {
  if (/\p{Surrogate}/u.test(text)) throw badRequest('strings must be encoded in UTF-8');
  if (Buffer.byteLength(text) > MAX_SOURCE_BYTES) throw badRequest('text is too long');
  const parsed = trimFormatted(cleanFormatted(parse(text, parseMode, entities)));
  const given = withoutSwallowed(parsed.entities);
  return { text: parsed.text, entities: sortEntities([...given, ...detectEntities(parsed.text, given)]) };
}
