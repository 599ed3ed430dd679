import {
  AXIS_HEIGHT,
  drawRings,
  drawTimeline,
  LANE_HEIGHT,
  RINGS_EDGE,
  RINGS_RADIUS,
} from './card-charts.ts';
import { COLOURS } from './colours.ts';
import { CARD_WIDTH, type CardFacts } from './credit-card.ts';
import { drawText, textWidth, wrapText, type TextStyle } from './svg-text.ts';

const EDGE = 56;
const INNER = CARD_WIDTH - 2 * EDGE;
const { ink, soft, line, now, before, attention } = COLOURS;

/** Parts below each other: each is drawn where the last one ended, and says how high it is. */
type Part = { height: number; svg: string };

/** The card as one SVG. */
export function drawCard(facts: CardFacts): string {
  const parts = [drawHead, drawSections, drawLegend, drawEntries, drawOpen, drawFoot];
  let y = 0;
  const drawn = parts.map((draw) => {
    const { height, svg } = draw(facts, y);
    y += height;
    return svg;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_WIDTH}" height="${y}" viewBox="0 0 ${CARD_WIDTH} ${y}">`,
    `<rect width="${CARD_WIDTH}" height="${y}" fill="#fff"/>`,
    ...drawn,
    drawWatermark(facts, y),
    '</svg>',
  ].join('\n');
}

const MARK = { size: 34, step: 210, slant: -24 };

/** Who looks and when, slantwise over everything, so that no part of the picture is without it. */
function drawWatermark({ watermark }: CardFacts, height: number): string {
  if (watermark === '') return '';
  const between = (textWidth(watermark) + 3) * MARK.size;
  const marks = [];
  for (let row = 0; row * MARK.step < height + CARD_WIDTH; row += 1)
    for (let x = -CARD_WIDTH - (row % 2) * (between / 2); x < CARD_WIDTH; x += between)
      marks.push(drawText(x, row * MARK.step, watermark, { size: MARK.size, fill: soft }));
  return `<g opacity="0.16" transform="rotate(${MARK.slant})">${marks.join('')}</g>`;
}

/** Lines of text below each other, the first with its base at `y`. */
const drawLines = (x: number, y: number, lines: readonly string[], style: TextStyle, step: number): string =>
  lines.map((text, i) => drawText(x, y + i * step, text, style)).join('');

const rule = (y: number): string =>
  `<line x1="${EDGE}" x2="${CARD_WIDTH - EDGE}" y1="${y}" y2="${y}" stroke="${line}" stroke-width="2"/>`;

function drawHead({ title, name, lines }: CardFacts, top: number): Part {
  // A long name is set smaller before it is broken.
  const size = textWidth(name) * 64 <= INNER ? 64 : 46;
  const names = wrapText(name, INNER / size, 3);
  const meta = lines.flatMap((text) => wrapText(text, INNER / 34, 2));
  const step = size * 1.25;
  const nameAt = top + 152 + size * 0.36;
  const metaAt = nameAt + (names.length - 1) * step + 62;
  return {
    height: metaAt + (meta.length - 1) * 48 + 24 - top,
    svg: [
      `<rect x="0" y="${top}" width="${CARD_WIDTH}" height="92" fill="${now}"/>`,
      drawText(EDGE, top + 60, title, { size: 38, fill: '#fff', bold: true }),
      drawLines(EDGE, nameAt, names, { size, fill: ink, bold: true }, step),
      drawLines(EDGE, metaAt, meta, { size: 34, fill: soft }, 48),
    ].join(''),
  };
}

const RINGS = 560;
const OUTER = RINGS * RINGS_RADIUS;
/** Where the labels stand, from the middle of the rings. */
const LABELS_AT = OUTER + 32;
const LABEL = { name: 31, state: 29, step: 40 };
const LABEL_ROOM = 134;

function drawSections(facts: CardFacts, top: number): Part {
  const { sections, rings } = facts;
  const middle = { x: CARD_WIDTH / 2, y: top + LABEL_ROOM + RINGS / 2 };
  const at = (i: number, distance: number) => {
    const angle = (i / Math.max(1, sections.length)) * 2 * Math.PI - Math.PI / 2;
    return { x: middle.x + distance * Math.cos(angle), y: middle.y + distance * Math.sin(angle) };
  };
  const ring = (level: number) => (OUTER * level) / RINGS_EDGE;
  const marks = sections.map(({ level }, i) => {
    if (level === null) {
      const { x, y } = at(i, ring(RINGS_EDGE));
      return `<circle cx="${x}" cy="${y}" r="11" fill="#fff" stroke="${soft}" stroke-width="4" stroke-dasharray="6 5"/>`;
    }
    const { x, y } = at(i, ring(level));
    return level === 1
      ? `<path d="M ${x} ${y - 20} l 20 34 h -40 z" fill="${attention}" stroke="#fff" stroke-width="3"/>`
      : '';
  });
  const free = freestSide(sections);
  const circles = rings.map(
    (_, i) =>
      `<circle cx="${middle.x}" cy="${middle.y}" r="${ring(3 - i)}" fill="none" stroke="${line}" stroke-width="2"/>`,
  );
  const names = rings.map((name, i) => {
    const { x, y } = at(free + 0.5, ring(3 - i));
    return drawText(x, y + 8, name, { size: 24, fill: soft, anchor: 'middle', halo: true });
  });
  return {
    height: RINGS + 2 * LABEL_ROOM + 4,
    svg: [
      ...circles,
      ...names,
      drawRings(facts, { x: middle.x - RINGS / 2, y: middle.y - RINGS / 2, size: RINGS }),
      ...marks,
      ...sections.map((section, i) => drawLabel(section, at(i, LABELS_AT), middle)),
    ].join(''),
  };
}

/**
 * The section after which, before the next one, the names of the rings are least in the way of lines; at the top or the
 * bottom, where they stand below each other.
 */
function freestSide(sections: CardFacts['sections']): number {
  const n = sections.length;
  const room = (i: number): number => {
    const [one, next] = [sections[i], sections[(i + 1) % n]];
    const lines = [
      [one?.level, next?.level],
      [one?.before, next?.before],
    ];
    const gaps = lines.flatMap(([a, b]) =>
      // Halfway between two spokes a line is nearer to the middle than its ends.
      a && b ? [1, 2, 3].map((level) => Math.abs(level - ((a + b) / 2) * Math.cos(Math.PI / n))) : [],
    );
    return Math.min(1, ...gaps);
  };
  const upright = [0, n - 1, Math.ceil(n / 2) - 1, Math.floor(n / 2)];
  return upright.toSorted((a, b) => room(b) - room(a))[0] ?? 0;
}

/** A section's name with its state below, beside the rings: to their left, right, above or below. */
function drawLabel(
  { name, state, level }: CardFacts['sections'][number],
  { x, y }: { x: number; y: number },
  middle: { x: number; y: number },
): string {
  const aside = x - middle.x;
  const anchor = Math.abs(aside) < 40 ? 'middle' : aside > 0 ? 'start' : 'end';
  const room = anchor === 'middle' ? 520 : anchor === 'start' ? CARD_WIDTH - 24 - x : x - 24;
  const names = wrapText(name, room / LABEL.name, 2);
  // What stands in brackets has a line of its own.
  const pieces = (level === 1 ? `▲ ${state}` : state).split(/ ?(?=[（(])/u);
  const states = pieces.flatMap((piece) => wrapText(piece, room / LABEL.state, 2));
  const height = (names.length + states.length) * LABEL.step;
  const above = y < middle.y ? y - height + 24 : y + 38;
  const first = anchor === 'middle' ? above : y - height / 2 + 30;
  const fill = level === 1 ? attention : soft;
  const below = first + names.length * LABEL.step;
  return [
    drawLines(x, first, names, { size: LABEL.name, fill: ink, bold: true, anchor }, LABEL.step),
    drawLines(x, below, states, { size: LABEL.state, fill, anchor }, LABEL.step),
  ].join('');
}

function drawLegend({ legend, now: current, before: earlier, hasBefore }: CardFacts, top: number): Part {
  const style = { size: 28, fill: soft };
  const lines = wrapText(legend, INNER / 27, 4);
  const second = EDGE + 90 + textWidth(current) * 28 + 50;
  const key = [
    `<line x1="${EDGE}" x2="${EDGE + 60}" y1="${top + 20}" y2="${top + 20}" stroke="${now}" stroke-width="5"/>`,
    `<circle cx="${EDGE + 30}" cy="${top + 20}" r="10" fill="${now}"/>`,
    drawText(EDGE + 76, top + 30, current, style),
    hasBefore
      ? `<line x1="${second}" x2="${second + 60}" y1="${top + 20}" y2="${top + 20}" stroke="${before}" stroke-width="5" stroke-dasharray="10 10"/><rect x="${second + 19}" y="${top + 9}" width="22" height="22" fill="#fff" stroke="${before}" stroke-width="4"/>`
      : '',
    drawText(second + (hasBefore ? 76 : 0), top + 30, earlier, style),
  ];
  return {
    height: 66 + lines.length * 38 + 20,
    svg: [...key, drawLines(EDGE, top + 82, lines, { size: 26, fill: soft }, 38)].join(''),
  };
}

const HEADING: TextStyle = { size: 34, fill: ink, bold: true };
/** Room for the names of the lanes. */
const LANE_NAMES = 250;

function drawEntries({ timeline }: CardFacts, top: number): Part {
  const { title, empty, lanes } = timeline;
  const heading = rule(top) + drawText(EDGE, top + 56, title, HEADING);
  if (lanes.length === 0)
    return {
      height: 140,
      svg: heading + drawText(EDGE, top + 104, empty, { size: 29, fill: soft }),
    };
  const chartTop = top + 82;
  const names = lanes.map(({ name }, i) => {
    const lines = wrapText(name, LANE_NAMES / 28, 2);
    const base = chartTop + (i + 0.5) * LANE_HEIGHT + 10 - (lines.length - 1) * 15;
    return drawLines(EDGE, base, lines, { size: lines.length > 1 ? 24 : 28, fill: ink }, 30);
  });
  const left = EDGE + LANE_NAMES + 24;
  const height = lanes.length * LANE_HEIGHT;
  // The last date is centred at the end of the lanes.
  const place = { x: left, y: chartTop, width: CARD_WIDTH - EDGE - 20 - left, height };
  return {
    height: 82 + height + AXIS_HEIGHT + 16,
    svg: [heading, drawTimeline(timeline, place), ...names].join(''),
  };
}

function drawOpen({ open }: CardFacts, top: number): Part {
  const { title, items, more } = open;
  let y = top + 56;
  const rows = items.map(({ text, due, late }) => {
    const lines = wrapText(text, INNER / 31 - 1, 2);
    const fill = late ? attention : soft;
    const svg = [
      `<circle cx="${EDGE + 8}" cy="${y + 41}" r="7" fill="${late ? attention : now}"/>`,
      drawLines(EDGE + 34, y + 52, lines, { size: 30, fill: ink }, 42),
      drawText(EDGE + 34, y + 52 + lines.length * 42, late ? `▲ ${due}` : due, { size: 28, fill }),
    ].join('');
    y += lines.length * 42 + 60;
    return svg;
  });
  if (more !== '') {
    rows.push(drawText(EDGE + 34, y + 44, more, { size: 28, fill: soft }));
    y += 50;
  }
  return {
    height: y - top + 34,
    svg: [rule(top), drawText(EDGE, top + 56, title, HEADING), ...rows].join(''),
  };
}

function drawFoot({ footer }: CardFacts, top: number): Part {
  const lines = footer.flatMap((text) => wrapText(text, INNER / 27, 2));
  return {
    height: 24 + lines.length * 40 + 20,
    svg: rule(top) + drawLines(EDGE, top + 48, lines, { size: 26, fill: soft }, 40),
  };
}
