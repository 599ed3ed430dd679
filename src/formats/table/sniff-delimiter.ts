const DELIMITERS = [',', ';', '\t'] as const;
const SAMPLE_LINES = 10;
const SAMPLE_LENGTH = 64 * 1024;
/** A quoted cell, whichever delimiter stands before it; it may be cut off by the end of the sample. */
const QUOTED = /(?<=^|[,;\t\r\n])"(?:[^"]|"")*(?:"|$)/g;

/** The delimiter that stands most often outside quotes in the first lines; a comma where none does. */
export function sniffDelimiter(text: string): string {
  const lines = text
    .slice(0, SAMPLE_LENGTH)
    .replace(QUOTED, '')
    .split(/[\r\n]+/)
    .slice(0, SAMPLE_LINES)
    .join('\n');
  let best = { delimiter: ',', cuts: 0 };
  for (const delimiter of DELIMITERS) {
    const cuts = lines.split(delimiter).length - 1;
    if (cuts > best.cuts) best = { delimiter, cuts };
  }
  return best.delimiter;
}
