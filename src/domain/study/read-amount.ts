/** A line of the pack's conversion table. */
type Conversion = { units: readonly string[]; hours: number };

const NUMBER = /^(\d{1,3}(?:\.\d)?)\s*/u;

/**
 * Study hours as people type them, by the conversion table: "3", "2 days", "1.5 hours", "half day". A bare number is
 * hours. Undefined for anything else, and for what is not whole or half hours.
 */
export function readAmount(text: string, conversion: readonly Conversion[]): number | undefined {
  const wanted = text.normalize('NFKC').trim().toLowerCase();
  const number = NUMBER.exec(wanted);
  const unit = wanted.slice(number?.[0].length ?? 0).trim();
  const each =
    unit === '' && number ? 1 : conversion.find((line) => line.units.some((it) => it === unit))?.hours;
  if (each === undefined) return undefined;
  const hours = Number(number?.[1] ?? 1) * each;
  return hours > 0 && Number.isInteger(hours * 2) ? hours : undefined;
}
