import type { Language } from './view.ts';

const ZONE = 'Asia/Shanghai';
/** A format costs a thousand times what its use does, and the memory of one is outside the heap. */
const formats = new Map<string, Intl.DateTimeFormat>();
function part(time: Date, options: Intl.DateTimeFormatOptions, locale: string): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options });
  formats.set(key, format);
  return format.format(time);
}

const clock = (time: Date): string =>
  part(time, { hour: '2-digit', minute: '2-digit', hour12: false }, 'en-GB');
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];

/** 「11 月 28 日（周五）」 / "Fri 28 Nov". */
export function dayText(language: Language, time: Date | string): string {
  const date = new Date(time);
  if (language === 'en')
    return part(date, { weekday: 'short', day: 'numeric', month: 'short' }, 'en-GB').replace(',', '');
  const [month, day] = part(date, { month: 'numeric', day: 'numeric' }, 'en-US').split('/');
  const weekday = WEEKDAYS[new Date(date.getTime() + 8 * 3_600_000).getUTCDay()] ?? '';
  return `${month} 月 ${day} 日（周${weekday}）`;
}

/** 「11 月 28 日（周五）18:00」 / "Fri 28 Nov, 18:00". */
export function timeText(language: Language, time: Date | string): string {
  return language === 'en'
    ? `${dayText(language, time)}, ${clock(new Date(time))}`
    : `${dayText(language, time)}${clock(new Date(time))}`;
}

/** "11-28 15:00", the shape in which times are typed. */
export function typedTime(time: Date): string {
  const [month, day] = part(time, { month: '2-digit', day: '2-digit' }, 'en-US').split('/');
  return `${month}-${day} ${clock(time)}`;
}

const local = (time: Date | string): string =>
  new Date(new Date(time).getTime() + 8 * 3_600_000).toISOString();

/** "2026-11-28", the local day, for papers and tables: it sorts, and every language reads it. */
export const isoDay = (time: Date | string): string => local(time).slice(0, 10);

/** "2026-11-28 18:00", local time. */
export const isoMinute = (time: Date | string): string => local(time).slice(0, 16).replace('T', ' ');

const DAY_MS = 86_400_000;
/** Days since 1970 by the local calendar. */
const dayNumber = (time: Date): number => Math.floor((time.getTime() + 8 * 3_600_000) / DAY_MS);

/** 「还有 2 天」 / "2 days left": by the calendar, so that tomorrow evening is one day off; hours, rounded up, for the last day. */
export function leftText(language: Language, until: Date | string, now: Date): string {
  const hours = Math.max(0, (new Date(until).getTime() - now.getTime()) / 3_600_000);
  const days = dayNumber(new Date(until)) - dayNumber(now);
  if (hours >= 24)
    return language === 'en' ? `${days} ${days === 1 ? 'day' : 'days'} left` : `还有 ${days} 天`;
  const n = Math.max(1, Math.ceil(hours));
  return language === 'en' ? `${n} ${n === 1 ? 'hour' : 'hours'} left` : `还有 ${n} 小时`;
}

/** "15:04:30", for what changes every minute or less. */
export const secondsText = (time: Date): string =>
  part(time, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }, 'en-GB');
