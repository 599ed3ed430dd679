import { encode } from 'uqr';
import { COLOURS } from './colours.ts';
import type { PosterFacts } from './opinion-poster.ts';
import { drawText, textWidth, wrapText } from './svg-text.ts';

/** Of the sheet, in pixels: the shape of A4 as near as makes no difference, 150 dots an inch. */
const WIDTH = 1240;
const HEIGHT = 1754;
const EDGE = 110;
const INNER = WIDTH - 2 * EDGE;
const CODE = 960;
const { ink, soft, now } = COLOURS;

const LINE = { size: 52, step: 72 };

/** The poster as one SVG. */
export function drawPoster({ title, name, line, how, link }: PosterFacts): string {
  const middle = WIDTH / 2;
  // A long name is set smaller before it is broken.
  const size = textWidth(name) * 110 <= INNER ? 110 : 72;
  const names = wrapText(name, INNER / size, 2);
  const below = 210 + size * 1.1 + (names.length - 1) * size * 1.25;
  const text = wrapText(line, INNER / LINE.size, 2);
  const codeTop = below + 90 + text.length * LINE.step;
  const centred = { anchor: 'middle' } as const;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<rect width="${WIDTH}" height="150" fill="${now}"/>`,
    drawText(middle, 102, title, { size: 72, fill: '#fff', bold: true, ...centred }),
    ...names.map((part, i) =>
      drawText(middle, 210 + size * 1.1 + i * size * 1.25, part, { size, fill: ink, bold: true, ...centred }),
    ),
    ...text.map((part, i) =>
      drawText(middle, below + 120 + i * LINE.step, part, { size: LINE.size, fill: ink, ...centred }),
    ),
    drawCode(link, (WIDTH - CODE) / 2, codeTop, CODE),
    ...wrapText(how, INNER / 40, 2).map((part, i) =>
      drawText(middle, codeTop + CODE + 60 + i * 56, part, { size: 40, fill: soft, ...centred }),
    ),
    '</svg>',
  ].join('\n');
}

/**
 * A QR code (ISO/IEC 18004) whose quiet zone of four modules lies inside the square. Level Q bears that a quarter of it is
 * dirty or torn.
 */
function drawCode(link: string, x: number, y: number, size: number): string {
  const { data, size: modules } = encode(link, { ecc: 'Q', border: 4 });
  const step = size / modules;
  const path = data.flatMap((row, i) => row.map((dark, j) => (dark ? `M${j} ${i}h1v1h-1z` : ''))).join('');
  return `<path transform="translate(${x} ${y}) scale(${step})" shape-rendering="crispEdges" fill="#000" d="${path}"/>`;
}
