/** Words as they are compared: without blanks, quotation and title marks and a closing stop, in one width and case. */
export const plainAnswer = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s“”"'‘’「」《》〈〉<>]/gu, '')
    .replace(/[。.,，;；]+$/u, '');

const DIGITS = '零一二三四五六七八九';
/** 0–99 in Chinese figures, as a law text writes small numbers; undefined for anything else. */
function readFigures(text: string): number | undefined {
  const plain = text.replaceAll('〇', '零').replaceAll('两', '二');
  const [, tens, ten, ones] = /^([一二三四五六七八九])?(十)?([零一二三四五六七八九])?$/u.exec(plain) ?? [];
  const valueOf = (digit: string | undefined) => (digit === undefined ? 0 : DIGITS.indexOf(digit));
  if (ten !== undefined) return (tens === undefined ? 1 : valueOf(tens)) * 10 + valueOf(ones);
  const only = tens ?? ones;
  return only === undefined || (tens !== undefined && ones !== undefined) ? undefined : valueOf(only);
}

/**
 * The number somebody wrote: "18", "18.5", "十八", each with the unit or without.
 * @returns undefined where it is no number
 */
export function readNumber(text: string, unit: string): number | undefined {
  const plain = plainAnswer(text);
  const suffix = plainAnswer(unit);
  const figures = suffix !== '' && plain.endsWith(suffix) ? plain.slice(0, -suffix.length) : plain;
  return /^[-+]?\d{1,9}(\.\d{1,6})?$/.test(figures) ? Number(figures) : readFigures(figures);
}
