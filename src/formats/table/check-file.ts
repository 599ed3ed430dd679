import type { TableLimits } from './table-limits.ts';
import type { TableProblem } from './table-result.ts';

const REFUSED_NAMES = new Map<string, TableProblem>([
  ['xls', { code: 'old-xls' }],
  ['xlsm', { code: 'macros' }],
  ['xltm', { code: 'macros' }],
  ['xlam', { code: 'macros' }],
]);
/** Starts of files that also decode as some text: PDF, PNG, JPEG, RAR, 7z, gzip. */
const FOREIGN_STARTS = ['25504446', '89504e47', 'ffd8ff', '52617221', '377abcaf', '1f8b'];

/** The kinds of file that are never read, by their bytes and their name; null when nothing speaks against it. */
export function checkFile(
  bytes: Uint8Array,
  fileName: string,
  limits: Pick<TableLimits, 'fileBytes'>,
): TableProblem | null {
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
/** @param hex the bytes looked for */
export const startsWith = (bytes: Uint8Array, hex: string): boolean =>
  asBuffer(bytes.subarray(0, hex.length / 2)).toString('hex') === hex;
