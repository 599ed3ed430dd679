import { ownData as en } from './locales/en/own-data.ts';
import { ownData as zh } from './locales/zh/own-data.ts';
import { isoMinute } from './times.ts';
import type { Language } from './view.ts';

const words = { zh, en };

type Cell = string | number;
export type OwnSheet = { name: string; rows: Cell[][] };
type OwnTable = { table: string; columns: readonly string[]; rows: readonly (readonly unknown[])[] };

/** A time as the database writes it into JSON: its local minute is shown. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function cellOf(language: Language, value: unknown): Cell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? words[language].yes : words[language].no;
  if (typeof value === 'string') return TIME.test(value) ? isoMinute(value) : value;
  return JSON.stringify(value);
}

/** A name for people; what has none is shown as it is called in the database, which a test forbids. */
const nameOf = (names: Record<string, string>, id: string): string => names[id] ?? id;

/** The book of one's own data: first what there is, then a sheet for each table that has anything. */
export function ownDataSheets(language: Language, tables: readonly OwnTable[]): OwnSheet[] {
  const w = words[language];
  const sheets = tables
    .filter(({ rows }) => rows.length > 0)
    .map(({ table, columns, rows }) => ({
      name: nameOf(w.sheets, table),
      rows: [
        columns.map((column) => nameOf(w.columns, column)),
        ...rows.map((row) => row.map((value) => cellOf(language, value))),
      ],
    }));
  const contents = tables.map(({ table, rows }) => [nameOf(w.sheets, table), rows.length]);
  return [{ name: w.contents, rows: [[w.contentsHead.table, w.contentsHead.rows], ...contents] }, ...sheets];
}

export function ownDataCaption(language: Language, tables: readonly OwnTable[], now: Date): string {
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  return words[language].caption(tables.length, rows, isoMinute(now));
}

export const ownDataFileName = (language: Language): string => `${words[language].fileName}.xlsx`;
