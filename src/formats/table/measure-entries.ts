import { createInflateRaw } from 'node:zlib';
import type { ZipEntry } from './list-zip-entries.ts';
import type { TableLimits } from './table-limits.ts';
import type { TableProblem } from './table-result.ts';

const HEADER_SIGNATURE = 0x04034b50;
const HEADER_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;
const CHUNK = 64 * 1024;
/** Longer than any row tag's name with its prefix, so that none is lost between two chunks. */
const OVERLAP = 32;

/**
 * Unpacks every entry once without keeping it, and refuses those whose real size is not the claimed one, or that hold
 * more row elements than the limit. What passes may be given to a reader that trusts the directory.
 */
export async function measureEntries(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  limits: Pick<TableLimits, 'rows'>,
): Promise<TableProblem | null> {
  for (const entry of entries) {
    const packed = locate(bytes, entry);
    if (!packed) return { code: 'damaged' };
    const problem = await measure(packed, entry, limits.rows);
    if (problem) return problem;
  }
  return null;
}

function locate(bytes: Uint8Array, entry: ZipEntry): Uint8Array | null {
  const at = entry.headerOffset;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + HEADER_LENGTH > bytes.length || view.getUint32(at, true) !== HEADER_SIGNATURE) return null;
  const start = at + HEADER_LENGTH + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const end = start + entry.compressedBytes;
  return end > bytes.length ? null : bytes.subarray(start, end);
}

async function measure(packed: Uint8Array, entry: ZipEntry, maxRows: number): Promise<TableProblem | null> {
  if (entry.method !== STORED && entry.method !== DEFLATED) return { code: 'damaged' };
  // A deflated entry claiming no bytes at all would send a reader looking for its size elsewhere.
  if (entry.compressedBytes === 0) return entry.inflatedBytes === 0 ? null : { code: 'forged-sizes' };
  let size = 0;
  let rows = 0;
  let tail = '';
  try {
    for await (const chunk of entry.method === STORED ? [packed] : inflate(packed)) {
      size += chunk.length;
      if (size > entry.inflatedBytes) return { code: 'forged-sizes' };
      const text = tail + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
      const found = countRows(text);
      rows += found.count;
      if (rows > maxRows) return { code: 'too-many-rows', limit: maxRows };
      tail = text.slice(Math.max(found.end, text.length - OVERLAP));
    }
  } catch {
    return { code: 'damaged' };
  }
  return size === entry.inflatedBytes ? null : { code: 'forged-sizes' };
}

async function* inflate(packed: Uint8Array): AsyncGenerator<Uint8Array> {
  const stream = createInflateRaw({ chunkSize: CHUNK });
  stream.end(packed);
  for await (const chunk of stream as AsyncIterable<Uint8Array>) yield chunk;
}

function countRows(text: string): { count: number; end: number } {
  const row = /<(?:\w{1,16}:)?row[\s/>]/g;
  let count = 0;
  let end = 0;
  while (row.test(text)) {
    count += 1;
    end = row.lastIndex;
  }
  return { count, end };
}
