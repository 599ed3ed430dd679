const decode = (label: string, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * Text in the encodings Chinese offices save: UTF-8 with or without a byte-order mark, UTF-16 with one ("Unicode text"
 * of Excel), otherwise GB18030 (which holds GBK and GB2312). Null when it is none of them.
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode('utf-16be', bytes);
  return decode('utf-8', bytes) ?? decode('gb18030', bytes);
}
