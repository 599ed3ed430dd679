/** As wide as a sheet can be; a record that goes on past it is the last one given. */
export const MAX_RECORD_CELLS = 16_384;

/** `line` counts from 1 and is where the record begins; an unclosed quote ends the file. */
export type CsvRecord = { line: number; cells: string[]; unclosedQuote?: true };

/**
 * Splits CSV text by RFC 4180: quoted cells may hold the delimiter, line ends and doubled quotes. Lines end with CRLF,
 * LF or CR. Text after a closing quote is kept, and a quote inside an unquoted cell is itself, as spreadsheets do.
 * @param delimiter one UTF-16 unit
 */
export function* splitRecords(text: string, delimiter: string): Generator<CsvRecord> {
  const stop = new RegExp(`[${delimiter}\\r\\n]`, 'g');
  const endOfPlain = (from: number) => {
    stop.lastIndex = from;
    return stop.exec(text)?.index ?? text.length;
  };
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const record: CsvRecord = { line, cells: [] };
    for (let more = true; more;) {
      let cell = '';
      if (text[at] === '"') {
        const quoted = readQuoted(text, at);
        cell = quoted.cell;
        at = quoted.end;
        line += countLineEnds(cell);
        if (!quoted.closed) record.unclosedQuote = true;
      }
      const end = endOfPlain(at);
      record.cells.push(cell + text.slice(at, end));
      more = text[end] === delimiter && record.cells.length <= MAX_RECORD_CELLS;
      at = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
    }
    line += 1;
    yield record;
    if (record.cells.length > MAX_RECORD_CELLS) return;
  }
}

function readQuoted(text: string, start: number): { cell: string; end: number; closed: boolean } {
  const parts: string[] = [];
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { cell: parts.join('') + text.slice(from), end: text.length, closed: false };
    if (text[quote + 1] !== '"')
      return { cell: parts.join('') + text.slice(from, quote), end: quote + 1, closed: true };
    parts.push(text.slice(from, quote + 1));
    from = quote + 2;
  }
}

const countLineEnds = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;
