import { createHash, verify } from 'node:crypto';

/** The end of one chain. */
export type Head = { personId: string; seq: number; hash: string };

/** The ends of the chains that grew since the anchor before. */
export type Anchor = {
  number: number;
  /** Local day, "2026-11-27". */
  day: string;
  madeAt: Date;
  /** SHA-256 in hex of the anchor before, "-" for the first. */
  before: string;
  chains: number;
  entries: number;
  heads: readonly Head[];
};

/** An anchor as it is signed; the text is what counts. */
export type SignedAnchor = { text: string; keyId: string; signature: string };

/** The key of the installation, and the folder outside the database where its anchors are kept. */
export type AnchorShelf = {
  sign: (text: string) => Promise<{ keyId: string; signature: string }>;
  /** Public keys in PEM by their ids. */
  keys: () => Promise<ReadonlyMap<string, string>>;
  files: () => Promise<string[]>;
  keep: (name: string, content: string) => Promise<void>;
};

const FIRST_LINE = 'qingfeng-anchor-1';

/**
 * The text that is hashed and signed: a line each for the format, number, day, instant, digest before, chains and entries, then a
 * line for each head, "person seq hash", in the order of the ids. No line break at its end.
 */
export const anchorText = ({ number, day, madeAt, before, chains, entries, heads }: Anchor): string =>
  [
    FIRST_LINE,
    `number ${number}`,
    `day ${day}`,
    `made ${madeAt.toISOString()}`,
    `before ${before}`,
    `chains ${chains}`,
    `entries ${entries}`,
    ...heads
      .toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
      .map(({ personId, seq, hash }) => `${personId} ${seq} ${hash}`),
  ].join('\n');

/** SHA-256 in hex. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The file of an anchor: its text, and a last line "signature <key id> <base64>". */
export const anchorFile = ({ text, keyId, signature }: SignedAnchor): string =>
  `${text}\nsignature ${keyId} ${signature}\n`;
export const anchorFileName = (number: number, day: string): string =>
  `anchor-${String(number).padStart(6, '0')}-${day}.txt`;

/** Undefined for what is no file of an anchor. */
export function readAnchorFile(content: string): SignedAnchor | undefined {
  const match = /^([\s\S]+)\nsignature ([0-9a-f]+) ([A-Za-z0-9+/=]+)\n$/.exec(content);
  const [, text, keyId, signature] = match ?? [];
  return text !== undefined && keyId !== undefined && signature !== undefined
    ? { text, keyId, signature }
    : undefined;
}

/** The anchor that a text says; undefined for what was not written by `anchorText`. */
function readAnchor(text: string): Anchor | undefined {
  const [first, ...rest] = text.split('\n');
  const fields = rest.slice(0, 6).map((line) => line.split(' ', 2));
  const valueOf = (name: string) => fields.find(([key]) => key === name)?.[1] ?? '';
  const heads = rest.slice(6).map((line) => line.split(' '));
  const anchor: Anchor = {
    number: Number(valueOf('number')),
    day: valueOf('day'),
    madeAt: new Date(valueOf('made')),
    before: valueOf('before'),
    chains: Number(valueOf('chains')),
    entries: Number(valueOf('entries')),
    heads: heads.map(([personId = '', seq, hash = '']) => ({ personId, seq: Number(seq), hash })),
  };
  const isWhole = first === FIRST_LINE && !Number.isNaN(anchor.madeAt.getTime());
  return isWhole && anchorText(anchor) === text ? anchor : undefined;
}

/**
 * What is wrong with an anchor. changed: it is not what was signed; key: signed by a key that is not known; missing: there is none
 * of this number; order: it does not follow the one before.
 */
export type AnchorFault = {
  number: number;
  day: string | null;
  fault: 'changed' | 'key' | 'missing' | 'order';
};

/** Whether the signature is that of one of the keys (Ed25519, RFC 8032). */
function judge(
  { text, keyId, signature }: SignedAnchor,
  keys: ReadonlyMap<string, string>,
): 'key' | 'changed' | undefined {
  const key = keys.get(keyId);
  if (key === undefined) return 'key';
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64')) ? undefined : 'changed';
}

/**
 * Holds the anchors of the database against their signatures, against each other, and against those that are kept outside.
 * @returns the sound ones from both places in the order of their numbers, and what is wrong with the database's
 */
export function checkAnchors(
  stored: readonly SignedAnchor[],
  kept: readonly SignedAnchor[],
  keys: ReadonlyMap<string, string>,
): { sound: Anchor[]; faults: AnchorFault[] } {
  const faults: AnchorFault[] = [];
  const sound = new Map<number, { anchor: Anchor; digest: string }>();
  for (const signed of kept) {
    const anchor = readAnchor(signed.text);
    if (anchor && !judge(signed, keys)) sound.set(anchor.number, { anchor, digest: digestOf(signed.text) });
  }
  const inDatabase = new Set<number>();
  for (const signed of stored) {
    const anchor = readAnchor(signed.text);
    if (!anchor) continue;
    const { number, day } = anchor;
    inDatabase.add(number);
    const digest = digestOf(signed.text);
    const other = sound.get(number);
    const fault = judge(signed, keys) ?? (other && other.digest !== digest ? 'changed' : undefined);
    if (fault) faults.push({ number, day, fault });
    else sound.set(number, { anchor, digest });
  }
  const last = Math.max(0, ...inDatabase, ...sound.keys());
  for (let number = 1; number <= last; number += 1) {
    const here = sound.get(number);
    if (!inDatabase.has(number)) faults.push({ number, day: here?.anchor.day ?? null, fault: 'missing' });
    const before = number === 1 ? '-' : sound.get(number - 1)?.digest;
    if (here && before !== undefined && here.anchor.before !== before)
      faults.push({ number, day: here.anchor.day, fault: 'order' });
  }
  return {
    sound: [...sound.values()].map(({ anchor }) => anchor).toSorted((a, b) => a.number - b.number),
    faults: faults.toSorted((a, b) => a.number - b.number),
  };
}
