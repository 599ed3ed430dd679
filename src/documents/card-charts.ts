import { init, type EChartsCoreOption } from 'echarts/dist/echarts.esm.min.mjs';
import type { CardFacts } from './credit-card.ts';
import { drawText } from './svg-text.ts';
import { COLOURS } from './colours.ts';

/** A chart as an SVG element at a place of a larger drawing. */
function renderChart(
  option: EChartsCoreOption,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return chart.renderToSVGString().replace(/^[^<]*<svg /, `<svg x="${x}" y="${y}" `);
  } finally {
    chart.dispose();
  }
}

/** Rings are 1 to 3; outside of them is room for what has none. */
export const RINGS_EDGE = 3.3;
/** Of the outermost edge, in parts of the drawing's size. */
export const RINGS_RADIUS = 0.48;

type Place = { x: number; y: number; size: number };

/**
 * The sections on rings, this period and the one before. A section without a state has no point, and the line is broken
 * there; the first section is on top, the others follow clockwise.
 */
export function drawRings({ sections, hasBefore }: CardFacts, { x, y, size }: Place): string {
  const n = sections.length;
  // Once round and back to the first.
  const round = (levels: readonly (number | null)[]) =>
    [...levels, levels[0] ?? null].map((level, i) => [level ?? Number.NaN, i]);
  const line = (levels: readonly (number | null)[], style: Record<string, unknown>) => ({
    type: 'line',
    coordinateSystem: 'polar',
    data: round(levels),
    connectNulls: false,
    silent: true,
    ...style,
  });
  const option = {
    polar: { center: ['50%', '50%'], radius: `${200 * RINGS_RADIUS}%` },
    angleAxis: {
      type: 'value',
      min: 0,
      max: n,
      interval: 1,
      startAngle: 90,
      axisLabel: { show: false },
      axisTick: { show: false },
      axisLine: { show: false },
      splitLine: { lineStyle: { color: '#e4e7eb', width: 2 } },
    },
    radiusAxis: {
      min: 0,
      max: RINGS_EDGE,
      axisLabel: { show: false },
      axisTick: { show: false },
      axisLine: { show: false },
      splitLine: { show: false },
    },
    series: [
      ...(hasBefore
        ? [
            line(
              sections.map((section) => section.before),
              {
                symbol: 'rect',
                symbolSize: 26,
                itemStyle: { color: '#fff', borderColor: COLOURS.before, borderWidth: 4 },
                lineStyle: { color: COLOURS.before, width: 5, type: [10, 10] },
              },
            ),
          ]
        : []),
      line(
        sections.map((section) => section.level),
        {
          symbol: 'circle',
          symbolSize: 20,
          itemStyle: { color: COLOURS.now },
          lineStyle: { color: COLOURS.now, width: 5 },
          z: 3,
        },
      ),
    ],
  };
  return renderChart(option, { x, y, width: size, height: size });
}

export const LANE_HEIGHT = 52;
/** Of the dates below the lanes. */
export const AXIS_HEIGHT = 56;
/** Entries of one week are one point with their number in it: days would lie on each other. */
const GROUP_DAYS = 7;

function groupDays(days: readonly number[], from: number): { day: number; count: number }[] {
  const groups = new Map<number, number[]>();
  for (const day of days) {
    const week = Math.floor((day - from) / GROUP_DAYS);
    groups.set(week, [...(groups.get(week) ?? []), day]);
  }
  return [...groups].map(([week, group]) => {
    const middle = from + (week + 0.5) * GROUP_DAYS - 0.5;
    return { day: group.length === 1 ? (group[0] ?? middle) : middle, count: group.length };
  });
}

/** When there were entries, a lane a kind; the first of each month is marked. */
export function drawTimeline(
  { from, to, today, lanes }: CardFacts['timeline'],
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): string {
  const points = lanes.map(({ days }) => groupDays(days, from));
  const xOf = (day: number) => x + ((day - from) / (to - from)) * width;
  const yOf = (lane: number) => y + (lane + 0.5) * LANE_HEIGHT;
  const hidden = {
    type: 'value',
    axisLabel: { show: false },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
  };
  // Points at the ends reach over the grid.
  const edge = 24;
  const option = {
    grid: { left: edge, right: edge, top: 0, bottom: 0 },
    xAxis: { ...hidden, min: from, max: to },
    yAxis: { ...hidden, min: -0.5, max: lanes.length - 0.5, inverse: true },
    series: [
      {
        type: 'scatter',
        silent: true,
        data: points.flatMap((groups, lane) =>
          groups.map(({ day, count }) => ({ value: [day, lane], symbolSize: count === 1 ? 22 : 38 })),
        ),
        itemStyle: { color: COLOURS.now, borderColor: '#fff', borderWidth: 2, opacity: 1 },
        ...(today < to && {
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            lineStyle: { color: COLOURS.soft, width: 2, type: [6, 6] },
            data: [{ xAxis: today }],
          },
        }),
      },
    ],
  };
  const numbers = points.flatMap((groups, lane) =>
    groups
      .filter(({ count }) => count > 1)
      .map(({ day, count }) =>
        drawText(xOf(day), yOf(lane) + 9, String(count), { size: 24, fill: '#fff', anchor: 'middle' }),
      ),
  );
  const months = firstDays(from, to).map((day) =>
    drawText(xOf(day), y + height + 38, dateText(day), { size: 26, fill: COLOURS.soft, anchor: 'middle' }),
  );
  const lines = lanes.map(
    (_, lane) =>
      `<line x1="${x}" x2="${x + width}" y1="${yOf(lane)}" y2="${yOf(lane)}" stroke="#e4e7eb" stroke-width="2"/>`,
  );
  const chart = renderChart(option, { x: x - edge, y, width: width + 2 * edge, height });
  return [...lines, chart, ...numbers, ...months].join('');
}

const dateOf = (day: number): Date => new Date(day * 86_400_000);
/** "10-01", which every language reads. */
const dateText = (day: number): string => dateOf(day).toISOString().slice(5, 10);

/** The first days of the months in [from, to]. */
const firstDays = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((day) => dateOf(day).getUTCDate() === 1);
