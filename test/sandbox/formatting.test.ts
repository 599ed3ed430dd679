import { describe, expect, test } from 'vitest';
import { ANN, BOT, useSandbox } from './open-sandbox.ts';

const sandbox = useSandbox();
type Formatted = { text: string; entities?: Record<string, unknown>[] };
const sendAs = (parseMode: string, text: string) =>
  sandbox.result<Formatted>('sendMessage', { chat_id: ANN, text, parse_mode: parseMode });
const refusal = async (params: Record<string, unknown>) =>
  (await sandbox.call('sendMessage', { chat_id: ANN, ...params })).description;
const entity = (type: string, offset: number, length: number, more: object = {}) => ({
  type,
  offset,
  length,
  ...more,
});

describe('HTML', () => {
  test.each([
    ['<b>粗</b><i>斜</i>', '粗斜', [entity('bold', 0, 1), entity('italic', 1, 1)]],
    ['<b>a<u>b</u></b>', 'ab', [entity('bold', 0, 2), entity('underline', 1, 1)]],
    ['😀<s>x</s>', '😀x', [entity('strikethrough', 2, 1)]],
    ['1 &lt; 2 &amp;&amp; &#51; &quot;', '1 < 2 && 3 "', undefined],
    ['&nbsp; stays', '&nbsp; stays', undefined],
    [
      '<a href="https://a.cn/?x=1&amp;y">法</a>',
      '法',
      [entity('text_link', 0, 1, { url: 'https://a.cn/?x=1&y' })],
    ],
    ['<a href="nonsense">法</a>', '法', undefined],
    ['<pre><code class="language-sql">x</code></pre>', 'x', [entity('pre', 0, 1, { language: 'sql' })]],
    ['<blockquote expandable>长</blockquote>', '长', [entity('expandable_blockquote', 0, 1)]],
    ['<tg-spoiler>x</tg-spoiler>', 'x', [entity('spoiler', 0, 1)]],
  ])('reads %s', async (source, text, entities) => {
    const sent = await sendAs('HTML', source);
    expect(sent.text).toBe(text);
    expect(sent.entities).toEqual(entities);
  });

  test.each([
    ['<b>x', `Can't find end tag corresponding to start tag "b" at byte offset 0`],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['村<b>x</i>', 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'],
    ['<div>x</div>', 'Unsupported start tag "div" at byte offset 0'],
    ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ])('refuses %s', async (source, why) => {
    expect(await refusal({ text: source, parse_mode: 'HTML' })).toBe(
      `Bad Request: can't parse entities: ${why}`,
    );
  });
});

describe('MarkdownV2', () => {
  test.each([
    ['*粗*_斜_', '粗斜', [entity('bold', 0, 1), entity('italic', 1, 1)]],
    [
      '__a__~b~||c||',
      'abc',
      [entity('underline', 0, 1), entity('strikethrough', 1, 1), entity('spoiler', 2, 1)],
    ],
    ['1\\. a\\_b', '1. a_b', undefined],
    ['`a.b`', 'a.b', [entity('code', 0, 3)]],
    ['```sql\nx\n```', 'x', [entity('pre', 0, 1, { language: 'sql' })]],
    ['[法](https://a.cn/)', '法', [entity('text_link', 0, 1, { url: 'https://a.cn/' })]],
    ['>a\n>b', 'a\nb', [entity('blockquote', 0, 3)]],
  ])('reads %s', async (source, text, entities) => {
    const sent = await sendAs('MarkdownV2', source);
    expect(sent.text).toBe(text);
    expect(sent.entities).toEqual(entities);
  });

  test.each([
    ['1. a', `Character '.' is reserved and must be escaped with the preceding '\\'`],
    ['*x', "Can't find end of Bold entity at byte offset 0"],
    ['村_x', "Can't find end of Italic entity at byte offset 3"],
    ['```x', "Can't find end of Pre entity at byte offset 0"],
    ['[x](y', "Can't find end of a URL at byte offset 4"],
  ])('refuses %s', async (source, why) => {
    expect(await refusal({ text: source, parse_mode: 'MarkdownV2' })).toBe(
      `Bad Request: can't parse entities: ${why}`,
    );
  });
});

test('refuses a style it does not read, in words that help', async () => {
  expect(await refusal({ text: 'x', parse_mode: 'BBCode' })).toBe('Bad Request: unsupported parse_mode');
  expect(await refusal({ text: '*x*', parse_mode: 'Markdown' })).toContain('use MarkdownV2 or HTML');
});

describe('entities given with the call', () => {
  const withEntities = (text: string, ...entities: object[]) => ({ text, entities });

  test('are kept, in UTF-16 units, when they lie in the text', async () => {
    const sent = await sandbox.result<Formatted>('sendMessage', {
      chat_id: ANN,
      ...withEntities('  😀 bold', entity('bold', 5, 4)),
    });
    expect(sent.text).toBe('😀 bold');
    expect(sent.entities).toEqual([entity('bold', 3, 4)]);
  });

  test.each([
    [
      withEntities('abc', entity('bold', 1, 5)),
      'entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 3',
    ],
    [
      withEntities('a😀', entity('bold', 2, 1)),
      'entity begins in a middle of a UTF-16 symbol at byte offset 1',
    ],
    [withEntities('abc', entity('sparkle', 0, 1)), "can't parse entities: unsupported entity type"],
    [withEntities('abc', { type: 'bold', offset: 'x', length: 1 }), /entities\[0\]\.offset must be Integer/],
  ])('are refused otherwise: %o', async (params, why) => {
    expect((await refusal(params))?.replace('Bad Request: ', '')).toMatch(why);
  });
});

test('finds commands, links, mentions and hashtags by itself, outside code', async () => {
  const { text, entities } = await sendAs('HTML', '/quiz @ann_zh #学习 https://a.cn/x。<code>/no</code>');
  expect(
    entities?.map(({ type, offset, length }) => [
      type,
      text.slice(Number(offset), Number(offset) + Number(length)),
    ]),
  ).toEqual([
    ['bot_command', '/quiz'],
    ['mention', '@ann_zh'],
    ['hashtag', '#学习'],
    ['url', 'https://a.cn/x'],
    ['code', '/no'],
  ]);
});

test('cleans what a person types as it cleans what a bot sends', async () => {
  const typed = await sandbox.client.write(BOT, ANN, ' /start\r ab\0c ');
  expect(typed).toMatchObject({
    text: '/start ab c',
    entities: [{ type: 'bot_command', offset: 0, length: 6 }],
  });
});
