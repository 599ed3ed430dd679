import { localeTag } from '../locales.ts';
import type { Language } from '../locales.ts';

const ZONE = 'Asia/Shanghai';
/** China keeps one offset all year. */
const ZONE_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, name: string, options: Intl.DateTimeFormatOptions, ms: number): string {
  const key = `${language}/${name}`;
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat(localeTag(language), { timeZone: ZONE, hourCycle: 'h23', ...options });
  formats.set(key, known);
  return known.format(ms);
}

/** "08:05" */
export const formatTime = (language: Language, ms: number): string =>
  format(language, 'time', { hour: '2-digit', minute: '2-digit' }, ms);

/** Month, day and weekday. */
export const formatDay = (language: Language, ms: number): string =>
  format(language, 'day', { month: 'long', day: 'numeric', weekday: 'short' }, ms);

/** For the clock: date, weekday, time. */
export const formatMoment = (language: Language, ms: number): string =>
  format(
    language,
    'moment',
    { month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' },
    ms,
  );

/** A number that is equal for moments of one Shanghai day. */
export const dayNumber = (ms: number): number => Math.floor((ms + ZONE_MS) / DAY_MS);

/** The first 08:00 after the moment. */
export function nextMorning(ms: number): number {
  const today = dayNumber(ms) * DAY_MS + 8 * 3_600_000 - ZONE_MS;
  return today > ms ? today : today + DAY_MS;
}

/** The first Monday 08:00 after the moment. */
export function nextMonday(ms: number): number {
  let morning = nextMorning(ms);
  while (new Date(morning + ZONE_MS).getUTCDay() !== 1) morning += DAY_MS;
  return morning;
}

/** The value of a datetime-local input for the moment, in Shanghai. */
export const toInputValue = (ms: number): string => new Date(ms + ZONE_MS).toISOString().slice(0, 16);

/** The moment of a datetime-local input's value read in Shanghai; NaN when it is not one. */
export const fromInputValue = (value: string): number => Date.parse(`${value}Z`) - ZONE_MS;

/** Whole days, hours and minutes of a length of time. */
export function splitDuration(ms: number): [days: number, hours: number, minutes: number] {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  return [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
}

/** The same with its largest unit alone, for where there is little room. */
export function roundDuration(ms: number): [days: number, hours: number, minutes: number] {
  const [days, hours, minutes] = splitDuration(ms);
  return days > 0 ? [days, 0, 0] : hours > 0 ? [0, hours, 0] : [0, 0, minutes];
}
