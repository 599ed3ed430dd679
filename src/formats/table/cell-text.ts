import { formatValue, type CellValue } from 'hucre';

/** Excel shows its built-in date formats in the order of the reader's country; the file does not say which. */
const DAY_FORMATS = new Map([
  ['m/d/yyyy', 'yyyy/m/d'],
  ['m/d/yyyy h:mm', 'yyyy/m/d h:mm'],
]);

/**
 * A cell as a person in China sees it in the sheet: "000123", "2026/1/5", "12.5%". Numbers without a format keep
 * all their digits (a phone number is never shortened to 1.38E+10). Dates without a known format are year/month/day.
 * @param format the Excel number format, where the cell has one
 */
export function cellText(value: CellValue | undefined, format: string | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return '';
    const hasTime = value.getTime() % 86_400_000 !== 0;
    return formatValue(
      value,
      DAY_FORMATS.get(format ?? '') ?? format ?? (hasTime ? 'yyyy/m/d h:mm' : 'yyyy/m/d'),
    );
  }
  if (typeof value === 'number' && (!format || /^(general|@)$/i.test(format))) return plainNumber(value);
  return formatValue(value, format ?? 'General').trim();
}

/** Spreadsheets hold 15 digits: 0.1 + 0.2 is shown as 0.3. */
const plainNumber = (value: number): string =>
  Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
