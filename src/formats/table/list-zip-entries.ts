import type { TableLimits } from './table-limits.ts';
import type { TableProblem } from './table-result.ts';

/** One line of a ZIP's central directory; sizes and offset in bytes, as claimed. */
export type ZipEntry = {
  name: string;
  method: number;
  compressedBytes: number;
  inflatedBytes: number;
  headerOffset: number;
};

type Listing = { ok: true; entries: ZipEntry[] } | { ok: false; problem: TableProblem };

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const MAX_COMMENT = 0xffff;
const ZIP64_COUNT = 0xffff;
const ZIP64_SIZE = 0xffffffff;
const FLAG_ENCRYPTED = 1;

const refuse = (problem: TableProblem): Listing => ({ ok: false, problem });

/**
 * Reads the central directory without unpacking anything, and refuses by what it claims. Finds the directory in the
 * very way the workbook reader does (the last end signature), so that both see the same entries. ZIP64 is not read: it
 * begins where our limits are long crossed. Format: PKWARE APPNOTE 6.3, sections 4.3.12 and 4.3.16.
 */
export function listZipEntries(
  bytes: Uint8Array,
  limits: Pick<TableLimits, 'entries' | 'inflatedBytes'>,
): Listing {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end < 0) return refuse({ code: 'truncated' });
  const count = view.getUint16(end + 10, true);
  if (count === ZIP64_COUNT || count > limits.entries)
    return refuse({ code: 'too-many-entries', limit: limits.entries });

  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_LENGTH > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE)
      return refuse({ code: 'damaged' });
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const entry: ZipEntry = {
      name: new TextDecoder().decode(bytes.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength)),
      method: view.getUint16(at + 10, true),
      compressedBytes: view.getUint32(at + 20, true),
      inflatedBytes: view.getUint32(at + 24, true),
      headerOffset: view.getUint32(at + 42, true),
    };
    if ((flags & FLAG_ENCRYPTED) !== 0) return refuse({ code: 'encrypted' });
    total += entry.inflatedBytes;
    if (total > limits.inflatedBytes)
      return refuse({ code: 'inflates-too-big', limitBytes: limits.inflatedBytes });
    if (entry.headerOffset === ZIP64_SIZE || entry.compressedBytes === ZIP64_SIZE)
      return refuse({ code: 'damaged' });
    entries.push(entry);
    at += ENTRY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { ok: true, entries };
}

function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_LENGTH - MAX_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= first; at -= 1)
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  return -1;
}
