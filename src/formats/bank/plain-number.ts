/** A number in digits alone, without an exponent, that reads back as itself. */
export function plainNumber(value: number): string {
  const text = String(value);
  const [, sign = '', whole = '', part = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const shift = Number(exponent);
  const digits = whole + part;
  return shift > 0
    ? `${sign}${digits.padEnd(shift + whole.length, '0')}`
    : `${sign}0.${'0'.repeat(-shift - whole.length)}${digits}`;
}
