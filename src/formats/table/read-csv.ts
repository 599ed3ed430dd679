import { createRowCollector } from './collect-rows.ts';
import { decodeText } from './decode-text.ts';
import { sniffDelimiter } from './sniff-delimiter.ts';
import { splitRecords } from './split-records.ts';
import type { TableLimits } from './table-limits.ts';
import type { TableResult, TableRow } from './table-result.ts';

/** Reads CSV bytes: encoding and delimiter (comma, semicolon, tab) are found out. Stops at the first limit crossed. */
export function readCsv(bytes: Uint8Array, limits: TableLimits): TableResult {
  if (bytes.length > limits.textBytes)
    return { ok: false, problem: { code: 'file-too-big', limitBytes: limits.textBytes } };
  const text = decodeText(bytes);
  if (text === null) return { ok: false, problem: { code: 'not-a-table' } };
  const rows: TableRow[] = [];
  const collector = createRowCollector(limits);
  for (const record of splitRecords(text, sniffDelimiter(text))) {
    if (record.unclosedQuote) return { ok: false, problem: { code: 'unclosed-quote', line: record.line } };
    const problem = collector.add(rows, null, record.line, record.cells);
    if (problem) return { ok: false, problem };
  }
  return rows.length === 0
    ? { ok: false, problem: { code: 'empty' } }
    : { ok: true, sheets: [{ name: null, rows }] };
}
