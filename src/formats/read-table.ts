import { readCsv } from './table/read-csv.ts';
import { readXlsx } from './table/read-xlsx.ts';
import { TABLE_LIMITS, type TableLimits } from './table/table-limits.ts';
import type { TableProblem, TableResult } from './table/table-result.ts';

const REFUSED_NAMES = new Map<string, TableProblem>([
  ['xls', { code: 'old-xls' }],
  ['xlsm', { code: 'macros' }],
  ['xltm', { code: 'macros' }],
  ['xlam', { code: 'macros' }],
]);
/** Starts of files that also decode as some text: PDF, PNG, JPEG, RAR, 7z, gzip. */
const FOREIGN_STARTS = ['25504446', '89504e47', 'ffd8ff', '52617221', '377abcaf', '1f8b'];

/**
 * Reads a CSV or XLSX file from a stranger's hand. What the bytes are decides, not the name; the name only refuses
 * kinds that are never read (.xls, .xlsm).
 * @param fileName as the sender called it
 * @param limits stricter or wider limits than usual
 * @returns every filled line as text, or the one problem that keeps the file from being read
 */
export async function readTable(
  bytes: Uint8Array,
  fileName: string,
  limits: Partial<TableLimits> = {},
): Promise<TableResult> {
  const within = { ...TABLE_LIMITS, ...limits };
  const problem = checkFile(bytes, fileName, within);
  if (problem) return { ok: false, problem };
  return startsWith(bytes, '504b') ? readXlsx(bytes, within) : readCsv(bytes, within);
}

function checkFile(bytes: Uint8Array, fileName: string, limits: TableLimits): TableProblem | null {
  if (bytes.length === 0) return { code: 'empty' };
  if (bytes.length > limits.fileBytes) return { code: 'file-too-big', limitBytes: limits.fileBytes };
  // The container of old Excel files; a workbook locked with a password hides in one too.
  if (startsWith(bytes, 'd0cf11e0'))
    return {
      code: asBuffer(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'old-xls',
    };
  if (FOREIGN_STARTS.some((start) => startsWith(bytes, start))) return { code: 'not-a-table' };
  const extension = /[.]([a-z0-9]+)$/i.exec(fileName.trim())?.[1]?.toLowerCase() ?? '';
  const refused = REFUSED_NAMES.get(extension);
  if (refused) return refused;
  return extension === 'xlsx' && !startsWith(bytes, '504b') ? { code: 'damaged' } : null;
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const startsWith = (bytes: Uint8Array, hex: string): boolean =>
  asBuffer(bytes.subarray(0, hex.length / 2)).toString('hex') === hex;
