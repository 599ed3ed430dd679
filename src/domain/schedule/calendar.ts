/** Local days and periods. Times below main.ts are instants; people live in one time zone, `Asia/Shanghai` (UTC+8, no summer time). */
export const TIME_ZONE = 'Asia/Shanghai';
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The local day of an instant, "2026-11-23". */
export function dayOf(time: Date): string {
  return new Date(time.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant at which a local day begins. */
export function startOfDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET_MS);
}

/** The local day `n` days later (earlier when negative). */
export function addDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);
}

/** How many days after one local day another is. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;

/** The instant of a local wall-clock time, "15:00" on a day. */
export function atLocalTime(day: string, time: string): Date {
  return new Date(Date.parse(`${day}T${time}:00Z`) - OFFSET_MS);
}

/** The local wall-clock time of an instant, "15:00". */
export function timeOf(time: Date): string {
  return new Date(time.getTime() + OFFSET_MS).toISOString().slice(11, 16);
}

export type Period = { id: string; from: Date; to: Date; yearFrom: Date };

/** The calendar quarter that holds an instant: id "2026-Q4", [from, to) and the start of its year. */
export function quarterOf(time: Date): Period {
  const [year = 0, month = 1] = dayOf(time).split('-').map(Number);
  const quarter = Math.ceil(month / 3);
  const first = (y: number, m: number) => startOfDay(`${y}-${String(m).padStart(2, '0')}-01`);
  const to = quarter === 4 ? first(year + 1, 1) : first(year, quarter * 3 + 1);
  return { id: `${year}-Q${quarter}`, from: first(year, quarter * 3 - 2), to, yearFrom: first(year, 1) };
}

/** The calendar month, quarter or year that holds an instant: "2026-11", "2026-Q4" or "2026", [from, to). */
export function periodOf(every: 'month' | 'quarter' | 'year', time: Date): Omit<Period, 'yearFrom'> {
  if (every === 'quarter') return quarterOf(time);
  const [year = 0, month = 1] = dayOf(time).split('-').map(Number);
  if (every === 'year')
    return { id: String(year), from: startOfDay(`${year}-01-01`), to: startOfDay(`${year + 1}-01-01`) };
  const first = (y: number, m: number) => `${y}-${String(m).padStart(2, '0')}`;
  const next = month === 12 ? first(year + 1, 1) : first(year, month + 1);
  return {
    id: first(year, month),
    from: startOfDay(`${first(year, month)}-01`),
    to: startOfDay(`${next}-01`),
  };
}
