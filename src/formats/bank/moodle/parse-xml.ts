import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { decodeReferences } from '../plain-html.ts';
import type { BankFileFault } from '../bank-problem.ts';

/** An element as the parser gives it; its text alone is a string. */
export type XmlNode = unknown;
export type ParsedXml =
  | { ok: true; questions: { node: XmlNode; line: number }[] }
  | { ok: false; line: number | null; fault: BankFileFault };

const MANY = new Set(['question', 'answer', 'subquestion', 'tag', 'unit']);
const MAX_DEPTH = 30;

/**
 * Parses a Moodle XML file. A document type is refused: its entities are what XML bombs and reads of other files are made
 * of, and Moodle writes none. Character references are decoded here, once.
 */
export function parseMoodleXml(text: string): ParsedXml {
  const visible = hideVerbatim(text);
  if (visible === null) return refuse({ code: 'broken-xml', found: '<!' }, null);
  const declared = visible.search(/<!(?:DOCTYPE|ENTITY)/i);
  if (declared >= 0) return refuse({ code: 'xml-entities' }, lineAt(text, declared));
  if (!/<quiz[\s/>]/.test(visible)) return refuse({ code: 'not-moodle' }, null);
  const valid = XMLValidator.validate(text);
  if (valid !== true)
    return refuse({ code: 'broken-xml', found: valid.err.msg.slice(0, 80) }, valid.err.line);
  let root: unknown;
  try {
    root = createParser().parse(text);
  } catch {
    // Deeper than any question, or a name that no element may have.
    return refuse({ code: 'not-moodle' }, null);
  }
  const nodes = childrenOf(childrenOf(root, 'quiz')[0], 'question');
  const starts = [...visible.matchAll(/<question[\s/>]/g)].map(({ index }) => index);
  const lines = linesAt(text, starts);
  return { ok: true, questions: nodes.map((node, at) => ({ node, line: lines[at] ?? 1 })) };
}

const VERBATIM = [
  { start: '<![CDATA[', end: ']]>' },
  { start: '<!--', end: '-->' },
] as const;

/** The text with blanks in place of comments and CDATA, in which nothing is a tag; null where one has no end. */
function hideVerbatim(text: string): string | null {
  const parts: string[] = [];
  const next = VERBATIM.map(({ start }) => text.indexOf(start));
  for (let from = 0; ;) {
    for (const [at, { start }] of VERBATIM.entries()) {
      const known = next[at] ?? -1;
      if (known >= 0 && known < from) next[at] = text.indexOf(start, from);
    }
    const start = Math.min(...next.filter((offset) => offset >= 0));
    const kind = VERBATIM[next.indexOf(start)];
    if (!kind) return parts.join('') + text.slice(from);
    const end = text.indexOf(kind.end, start + kind.start.length);
    if (end < 0) return null;
    parts.push(text.slice(from, start), text.slice(start, end + kind.end.length).replace(/[^\n]/g, ' '));
    from = end + kind.end.length;
  }
}

const refuse = (fault: BankFileFault, line: number | null): ParsedXml => ({ ok: false, line, fault });

const createParser = (): XMLParser =>
  new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    trimValues: false,
    cdataPropName: '#cdata',
    maxNestedTags: MAX_DEPTH,
    isArray: (name) => MANY.has(name),
  });

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** The lines of rising offsets, in one walk. */
function linesAt(text: string, offsets: readonly number[]): number[] {
  let [line, from] = [1, 0];
  return offsets.map((offset) => {
    for (let end = text.indexOf('\n', from); end >= 0 && end < offset; end = text.indexOf('\n', from)) {
      line += 1;
      from = end + 1;
    }
    return line;
  });
}

const own = (node: XmlNode, name: string): unknown =>
  typeof node === 'object' && node !== null && Object.hasOwn(node, name)
    ? Reflect.get(node, name)
    : undefined;

/** The elements of a name within an element. */
export function childrenOf(node: XmlNode, name: string): XmlNode[] {
  const value = own(node, name);
  return Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];
}

/** The first of them. */
export const childOf = (node: XmlNode, name: string): XmlNode => childrenOf(node, name)[0];

/** The value of an attribute, decoded; '' where there is none. */
export function attributeOf(node: XmlNode, name: string): string {
  const value = own(node, `@${name}`);
  return typeof value === 'string' ? decodeReferences(value) : '';
}

/** The text within an element: references decoded, except in CDATA. */
export function textOf(node: XmlNode): string {
  if (typeof node === 'string') return decodeReferences(node);
  const text = own(node, '#text');
  const hidden = childrenOf(node, '#cdata').filter((part) => typeof part === 'string');
  return `${typeof text === 'string' ? decodeReferences(text) : ''}${hidden.join('')}`;
}
