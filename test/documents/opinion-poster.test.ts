import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { drawPoster } from '../../src/documents/draw-poster.ts';
import { makeOpinionPoster } from '../../src/documents/opinion-poster.ts';
import { spellCharacter } from '../../src/domain/people/name-pinyin.ts';
import { posterFacts } from '../../src/messages/voices.ts';

const LINK = 'https://t.me/qingfeng_bot?start=op-AbCdEfGh1234';
const LONG = '新疆维吾尔自治区巴音郭楞蒙古自治州青石第一村';

test('is a PNG in the shape of a sheet', async () => {
  const png = Buffer.from(await makeOpinionPoster(posterFacts('zh', '青石第一村', LINK), spellCharacter));
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1240, 1754]);
}, 60_000);

test.each(['zh', 'en'] as const)(
  'has each dark module of the code once, and its line in one piece, in %s',
  (l) => {
    for (const name of ['青石第一村', LONG]) {
      const svg = drawPoster(posterFacts(l, name, LINK));
      const dark = encode(LINK, { ecc: 'Q', border: 4 }).data.flat().filter(Boolean).length;
      expect(svg.match(/h1v1h-1z/g)).toHaveLength(dark);
      // Title, name, line, how it is done, and the code.
      expect(svg.match(/<path /g)).toHaveLength(name === LONG ? 6 : 5);
    }
  },
);

test('stays on the sheet with the longest name, and takes no text for markup', () => {
  const svg = drawPoster(posterFacts('en', LONG.repeat(3), LINK));
  const bases = [...svg.matchAll(/translate\([\d.-]+ ([\d.]+)\)/g)].map(([, y]) => Number(y));
  expect(Math.max(...bases)).toBeLessThan(1754);
  const hostile = drawPoster(posterFacts('zh', '<script>&"</svg>', LINK));
  expect(hostile).not.toMatch(/script|<text/);
  expect(hostile.match(/<\/svg>/g)).toHaveLength(1);
});
