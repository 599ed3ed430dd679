/** Crockford's base32: no I, L, O or U, so that a code can be read aloud and typed from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/**
 * A code of ten characters (50 bits) from as many random bytes: each byte's low five bits, which are as even as the bytes.
 * @throws RangeError when there are too few bytes
 */
export function codeOf(bytes: Uint8Array): string {
  if (bytes.length < LENGTH) throw new RangeError(`a code needs ${LENGTH} random bytes`);
  return Array.from(bytes.slice(0, LENGTH), (byte) => ALPHABET[byte & 31] ?? '').join('');
}

/** A code as people type it: in any case, with blanks or hyphens, O for 0, I and L for 1. Undefined for anything else. */
export function readCode(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return plain.length === LENGTH && [...plain].every((letter) => ALPHABET.includes(letter))
    ? plain
    : undefined;
}

/** A code as it is printed: "7K3QD-0X9ZM". */
export const shownCode = (code: string): string => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
