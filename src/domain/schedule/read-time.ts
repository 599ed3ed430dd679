import { addDays, atLocalTime, dayOf } from './calendar.ts';

const WRITTEN = /^(?:(\d{4})[-/.年])?\s*(\d{1,2})[-/.月]\s*(\d{1,2})(?:日\s*|\s+)(\d{1,2})[:：](\d{2})$/u;

const DAY = /^(?:(\d{4})[-/.年])?\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?$/u;

/**
 * A local time as people type it: "11-28 15:00", "11月28日 15:00", "2026-11-28 15:00", "明天 9:00". Without a year the
 * next such day is meant. Undefined for anything else, and for days and times that do not exist.
 */
export function readTime(text: string, now: Date): Date | undefined {
  const wanted = text.normalize('NFKC').trim();
  const relative = /^(今天|明天|后天|today|tomorrow)\s*(\d{1,2})[:：](\d{2})$/iu.exec(wanted);
  if (relative) {
    const days = { 今天: 0, today: 0, 明天: 1, tomorrow: 1, 后天: 2 }[(relative[1] ?? '').toLowerCase()] ?? 0;
    return onDay(addDays(dayOf(now), days), relative[2], relative[3]);
  }
  const written = WRITTEN.exec(wanted);
  if (!written) return undefined;
  const [, year, month, day, hour, minute] = written;
  const date = resolveDay({ year, month, day }, now);
  return date === undefined ? undefined : onDay(date, hour, minute);
}

/** Two times with a word or a dash between them: "11-28 09:00 到 11-30 18:00". Undefined where one is none. */
export function readWindow(text: string, now: Date): { from: Date; to: Date } | undefined {
  const [first, second, ...rest] = text.normalize('NFKC').split(/\s*(?:到|至|~|—+|–|\bto\b)\s*/iu);
  const from = readTime(first ?? '', now);
  const to = readTime(second ?? '', now);
  return from && to && rest.length === 0 ? { from, to } : undefined;
}

/** A local day as people type it: "6-30", "6月30日", "2027-06-30". Without a year the next such day is meant. */
export function readDay(text: string, now: Date): string | undefined {
  const written = DAY.exec(text.normalize('NFKC').trim());
  if (!written) return undefined;
  const [, year, month, day] = written;
  return resolveDay({ year, month, day }, now);
}

const DAYS_BACK = new Map([
  ['今天', 0],
  ['today', 0],
  ['昨天', 1],
  ['yesterday', 1],
  ['前天', 2],
]);

/**
 * A local day gone by, or today, as people type it: "3-12", "3月12日", "2026-03-12", "昨天". Without a year the last such
 * day is meant.
 */
export function readPastDay(text: string, now: Date): string | undefined {
  const wanted = text.normalize('NFKC').trim();
  const back = DAYS_BACK.get(wanted.toLowerCase());
  if (back !== undefined) return addDays(dayOf(now), -back);
  const written = DAY.exec(wanted);
  if (!written) return undefined;
  const [, year, month = '', day = ''] = written;
  const today = dayOf(now);
  const thisYear = Number(today.slice(0, 4));
  return (year === undefined ? [thisYear, thisYear - 1] : [Number(year)])
    .map((it) => `${it}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    .find((it) => isDay(it) && (year !== undefined || it <= today));
}

type Written = { year: string | undefined; month: string | undefined; day: string | undefined };
function resolveDay({ year, month = '', day = '' }: Written, now: Date): string | undefined {
  const thisYear = Number(dayOf(now).slice(0, 4));
  const years = year === undefined ? [thisYear, thisYear + 1] : [Number(year)];
  return years
    .map((it) => `${it}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    .find((it) => isDay(it) && (year !== undefined || it >= dayOf(now)));
}

/** Whether the calendar has this day: 30 February rolls over to another. */
function isDay(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().slice(0, 10) === date;
}

function onDay(day: string, hour = '', minute = ''): Date | undefined {
  if (Number(hour) > 23 || Number(minute) > 59) return undefined;
  return atLocalTime(day, `${hour.padStart(2, '0')}:${minute}`);
}

/** Working-day times to choose from: the next two weekdays at 9:00 and 15:00. */
export function suggestTimes(now: Date): Date[] {
  const days = [];
  for (let day = addDays(dayOf(now), 1); days.length < 2; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) days.push(day);
  }
  return days.flatMap((day) => [atLocalTime(day, '09:00'), atLocalTime(day, '15:00')]);
}

/** Evenings at 18:00 to choose an end from: of the day after, three days after and a week after it begins. */
export const suggestEnds = (from: Date): Date[] =>
  [1, 3, 7].map((days) => atLocalTime(addDays(dayOf(from), days), '18:00'));
