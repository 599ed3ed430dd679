/** Names that pages use; any other "&name;" stays as it is. */
const NAMED = new Map(
  [
    ['amp &', 'lt <', 'gt >', 'quot "', "apos '", 'ldquo “', 'rdquo ”', 'lsquo ‘', 'rsquo ’', 'hellip …'],
    ['mdash —', 'ndash –', 'middot ·', 'times ×', 'divide ÷', 'plusmn ±', 'radic √', 'check ✓', 'rarr →'],
    ['le ≤', 'ge ≥', 'ne ≠', 'deg °', 'permil ‰', 'laquo «', 'raquo »'],
  ]
    .flat()
    .map((entry) => entry.split(' '))
    .map(([name = '', sign = '']) => [name, sign] as const),
);
for (const blank of ['nbsp', 'ensp', 'emsp']) NAMED.set(blank, ' ');

/** Character references decoded, once: "&amp;lt;" is "&lt;". */
export const decodeReferences = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return NAMED.get(name) ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });

/** HTML as text: lines for paragraphs, breaks, list items and rows, no tags, character references decoded. */
export function plainHtml(html: string): string {
  const text = html
    .replace(/<!--[^<>]*-->/g, '')
    .replace(/<(script|style)\b[^<>]*>[^<]*<\/\1\s*>/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/<(?:br|hr|\/p|\/div|\/li|\/tr|\/h[1-6]|p|div|li|tr|ul|ol)\b[^<>]*>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '');
  return decodeReferences(text)
    .split('\n')
    .map((line) => line.replace(/[ \u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
