import { escapeHtml } from './view.ts';

/** A span of a message as Telegram marks it; `offset` and `length` are in UTF-16 units. */
export type TextEntity = { type: string; offset: number; length: number; url?: string };

/** A text as it reads, and as Telegram HTML; null where it has no format. */
export type FormattedText = { text: string; html: string | null };

/** Tags from the outermost to the innermost. Links, mentions and the like that Telegram finds by itself need none. */
const TAGS = [
  { type: 'blockquote', name: 'blockquote' },
  { type: 'expandable_blockquote', name: 'blockquote', attributes: ' expandable' },
  { type: 'text_link', name: 'a' },
  { type: 'bold', name: 'b' },
  { type: 'italic', name: 'i' },
  { type: 'underline', name: 'u' },
  { type: 'strikethrough', name: 's' },
  { type: 'pre', name: 'pre' },
  { type: 'code', name: 'code' },
] as const;
type Open = { name: string; attributes: string; quote: boolean; block: boolean };

const isLink = (url: string | undefined): url is string => url !== undefined && /^https?:\/\/\S+$/i.test(url);

function tagOf({ type, url }: TextEntity): Open | undefined {
  const tag = TAGS.find((it) => it.type === type);
  if (!tag || (type === 'text_link' && !isLink(url))) return undefined;
  const attributes =
    type === 'text_link'
      ? ` href="${escapeHtml(url ?? '').replaceAll('"', '&quot;')}"`
      : 'attributes' in tag
        ? tag.attributes
        : '';
  return {
    name: tag.name,
    attributes,
    quote: tag.name === 'blockquote',
    block: type === 'pre' || type === 'code',
  };
}

const order = ({ type }: TextEntity): number => TAGS.findIndex((tag) => tag.type === type);

/** A place between two halves of one character counts as the place behind it. */
const whole = (text: string, at: number): number =>
  /[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at;

/**
 * What a person wrote with format, as Telegram HTML: bold, italic, underlined, struck through, quoted, code, and links to
 * web pages; other marks are left out. Spans may nest and touch, and even cross: what comes out is well-formed. Code
 * holds no other format, as Telegram has it.
 * @param text as it came: the entities' offsets are into it
 */
export function formatText(text: string, entities: readonly TextEntity[] = []): FormattedText {
  const spans = entities
    .flatMap((entity) => {
      const from = whole(text, Math.max(0, entity.offset));
      const to = whole(text, Math.min(text.length, entity.offset + entity.length));
      const tag = from < to ? tagOf(entity) : undefined;
      return tag ? [{ from, to, tag, order: order(entity) }] : [];
    })
    .toSorted((a, b) => a.order - b.order || a.from - b.from);
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ from, to }) => [from, to])])].toSorted(
    (a, b) => a - b,
  );
  let open: Open[] = [];
  let html = '';
  let read = '';
  const become = (wanted: Open[]): void => {
    const kept = open.findIndex((tag, i) => tag !== wanted[i]);
    const from = kept === -1 ? open.length : kept;
    for (const { name } of open.slice(from).toReversed()) html += `</${name}>`;
    for (const { name, attributes } of wanted.slice(from)) html += `<${name}${attributes}>`;
    open = wanted;
  };
  cuts.slice(0, -1).forEach((from, i) => {
    const piece = text.slice(from, cuts[i + 1]).normalize('NFC');
    const here = spans.filter((span) => span.from <= from && from < span.to).map(({ tag }) => tag);
    const once = here.filter((tag, at) => here.findIndex(({ name }) => name === tag.name) === at);
    const block = once.find((tag) => tag.block);
    become(block ? once.filter((tag) => tag.quote || tag === block) : once);
    html += escapeHtml(piece);
    read += piece;
  });
  become([]);
  return { text: read, html: spans.length > 0 ? html : null };
}
