import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatText, type TextEntity } from '../../src/messages/formatted-text.ts';
import { parseHtml } from '../../src/sandbox/entities/parse-html.ts';
import { sortEntities } from '../../src/sandbox/entities/entity.ts';

const htmlOf = (text: string, ...entities: TextEntity[]) => formatText(text, entities).html;
const span = (type: string, offset: number, length: number, url?: string): TextEntity => ({
  type,
  offset,
  length,
  ...(url === undefined ? {} : { url }),
});

describe('a formatted text', () => {
  test('without format has no HTML', () => {
    expect(formatText('a < b', [span('url', 0, 1), span('mention', 0, 2)])).toEqual({
      text: 'a < b',
      html: null,
    });
  });

  test('is escaped, and its places count emoji as two', () => {
    expect(htmlOf('🌧️ <暴雨> 橙色', span('bold', 4, 4))).toBe('🌧️ <b>&lt;暴雨&gt;</b> 橙色');
  });

  test('nests, and puts crossing spans in order', () => {
    expect(htmlOf('abcdef', span('bold', 0, 6), span('italic', 2, 2))).toBe('<b>ab<i>cd</i>ef</b>');
    expect(htmlOf('abcdef', span('italic', 0, 4), span('bold', 2, 4))).toBe('<i>ab</i><b><i>cd</i>ef</b>');
  });

  test('links to web pages only, quoted safely', () => {
    expect(htmlOf('here', span('text_link', 0, 4, 'https://example.org/?a=1&b="2"'))).toBe(
      '<a href="https://example.org/?a=1&amp;b=&quot;2&quot;">here</a>',
    );
    expect(htmlOf('here', span('text_link', 0, 4, 'tg://user?id=1'))).toBeNull();
  });

  test('keeps code plain, in a quote too', () => {
    const spans = [span('blockquote', 0, 6), span('bold', 0, 6), span('code', 2, 2)];
    expect(htmlOf('abcdef', ...spans)).toBe('<blockquote><b>ab</b><code>cd</code><b>ef</b></blockquote>');
    expect(htmlOf('ab', span('expandable_blockquote', 0, 2))).toBe('<blockquote expandable>ab</blockquote>');
  });
});

const TYPES = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'code',
  'pre',
  'blockquote',
  'text_link',
  'hashtag',
];
const entity = fc.record({
  type: fc.constantFrom(...TYPES),
  offset: fc.integer({ min: -2, max: 30 }),
  length: fc.integer({ min: 0, max: 30 }),
  url: fc.constant('https://example.org/'),
});
const anyText = fc.string({
  unit: fc.constantFrom('a', '字', '😀', '<', '&', '"', '\n', 'e', '\u0301', '\u0338'),
  maxLength: 24,
});

/** For each UTF-16 unit of a text, the kinds of format it has. */
const marks = (length: number, entities: readonly TextEntity[]): string[] =>
  Array.from({ length }, (_, at) =>
    [...new Set(entities.filter((it) => it.offset <= at && at < it.offset + it.length).map((it) => it.type))]
      .toSorted()
      .join('+'),
  );

describe('any formatted text', () => {
  test('is parsed by Telegram to the same words', () => {
    fc.assert(
      fc.property(anyText, fc.array(entity, { maxLength: 6 }), (text, entities) => {
        const formatted = formatText(text, entities);
        const parsed = formatted.html === null ? formatted.text : parseHtml(formatted.html).text;
        expect(parsed).toBe(formatted.text);
        expect(formatted.text.normalize('NFC')).toBe(text.normalize('NFC'));
      }),
      { numRuns: 400 },
    );
  });

  test('keeps the format of every character, where spans nest', () => {
    const simple = fc.record({
      type: fc.constantFrom('bold', 'italic', 'underline', 'strikethrough'),
      offset: fc.integer({ min: 0, max: 20 }),
      length: fc.integer({ min: 1, max: 20 }),
    });
    const plainText = fc.string({ unit: fc.constantFrom('a', '字', '<', '&'), minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(plainText, fc.array(simple, { maxLength: 6 }), (text, entities) => {
        const { html } = formatText(text, entities);
        const parsed = html === null ? { entities: [] } : parseHtml(html);
        expect(marks(text.length, sortEntities(parsed.entities))).toEqual(marks(text.length, entities));
      }),
      { numRuns: 400 },
    );
  });
});
