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
 * Unpacks every entry once without keeping it, and refuses those whose real size is not the claimed one, that hold more row
 * elements than the limit, or a tag of more than 64 KiB, whose attributes would cost the reader all of its heap. What passes may
 * be given to a reader that trusts the directory.
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
  let inTag = false;
  const isXml = /\.(?:xml|rels)$/i.test(entry.name);
  try {
    for await (const chunk of entry.method === STORED ? sliced(packed) : inflate(packed)) {
      size += chunk.length;
      if (size > entry.inflatedBytes) return { code: 'forged-sizes' };
      const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
      const closed = fresh.lastIndexOf('>');
      if (isXml && inTag && closed < 0) return { code: 'too-complex' };
      inTag = fresh.lastIndexOf('<') > closed;
      const text = tail + fresh;
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

function* sliced(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
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
