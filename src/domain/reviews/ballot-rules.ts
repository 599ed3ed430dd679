import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

/** The private keys of the envelopes, one a cycle, in a folder outside the database. */
export type BallotShelf = {
  /** The public half in PEM; the pair is made when it is not there. */
  keyFor: (cycleId: string) => Promise<string>;
  /** The private half in PEM; undefined where it is not there. */
  find: (cycleId: string) => Promise<string | undefined>;
  cycles: () => Promise<string[]>;
  destroy: (cycleId: string) => Promise<void>;
};

/** Options chosen, by place; one for each item of the form's review. */
export type Marks = readonly number[];
/** Items of a review at most; a vote has this many bytes, whatever it says. */
const MOST_ITEMS = 4;
const NOTHING = 0xff;

const toBytes = (marks: Marks): Buffer =>
  Buffer.from(Array.from({ length: MOST_ITEMS }, (_, i) => marks[i] ?? NOTHING));
const toMarks = (bytes: Uint8Array): number[] => [...bytes].filter((mark) => mark !== NOTHING);

const TAG = 16;
const NONCE = Buffer.alloc(12);
const rawOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
const agree = (privateKey: KeyObject, publicKey: KeyObject, sender: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), sender, 'qingfeng-ballot', 32));
/** From its 32 bytes. */
const publicFrom = (raw: Buffer): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: raw.toString('base64url') }, format: 'jwk' });

/**
 * Seals a vote to a public key: an X25519 key of its own for every envelope, HKDF-SHA-256, AES-256-GCM (as in RFC 9180, DHKEM).
 * Nobody opens it without the private half, and two that say the same have nothing in common.
 * @param place what it is for, e.g. the subject and the side: opened for another place it fails
 * @returns 86 characters of base64url, always
 */
export function sealEnvelope(publicPem: string, marks: Marks, place: string): string {
  const own = generateKeyPairSync('x25519');
  const sender = rawOf(own.publicKey);
  const key = agree(own.privateKey, createPublicKey(publicPem), sender);
  // Each key is used once, so the nonce may stand still.
  const cipher = createCipheriv('aes-256-gcm', key, NONCE).setAAD(Buffer.from(place));
  const body = Buffer.concat([
    cipher.update(Buffer.concat([toBytes(marks), Buffer.alloc(12)])),
    cipher.final(),
  ]);
  return Buffer.concat([sender, body, cipher.getAuthTag()]).toString('base64url');
}

/** The vote in an envelope; undefined where it was made for another key or place, or changed. */
export function openEnvelope(privatePem: string, sealed: string, place: string): number[] | undefined {
  try {
    const bytes = Buffer.from(sealed, 'base64url');
    const sender = bytes.subarray(0, 32);
    const key = agree(createPrivateKey(privatePem), publicFrom(sender), sender);
    const decipher = createDecipheriv('aes-256-gcm', key, NONCE, { authTagLength: TAG }).setAAD(
      Buffer.from(place),
    );
    decipher.setAuthTag(bytes.subarray(-TAG));
    const body = Buffer.concat([decipher.update(bytes.subarray(32, -TAG)), decipher.final()]);
    return toMarks(body.subarray(0, MOST_ITEMS));
  } catch {
    return undefined;
  }
}

export const placeOf = (subjectId: string, side: string): string => `${subjectId} ${side}`;

/** What a button of a vote stands for: the ticket, and what was chosen up to it; of an opinion, the code and the topic. */
type SealedPress = { ticketId: string; marks: number[] };
const IV = 12;
const SHORT_TAG = 8;
/** A button of one kind is none of the other. */
type PressKind = 'vote' | 'voice';
const pressKey = (secret: string, kind: PressKind): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `qingfeng-${kind}-button`, 32));
const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

/**
 * What a button of a vote carries: 54 characters, anew for every button and readable with the secret alone, so that the
 * inbox that stores the press does not hold what was pressed.
 * @param account whose button it is; pressed by another account it fails
 */
export function sealPress(
  secret: string,
  account: number,
  { ticketId, marks }: SealedPress,
  kind: PressKind = 'vote',
): string {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', pressKey(secret, kind), iv, { authTagLength: SHORT_TAG });
  cipher.setAAD(Buffer.from(String(account)));
  const body = Buffer.concat([
    cipher.update(Buffer.concat([idBytes(ticketId), toBytes(marks)])),
    cipher.final(),
  ]);
  return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url');
}

/** Undefined for anything but a button of this account. */
export function openPress(
  secret: string,
  account: number,
  part: string,
  kind: PressKind = 'vote',
): SealedPress | undefined {
  try {
    const bytes = Buffer.from(part, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', pressKey(secret, kind), bytes.subarray(0, IV), {
      authTagLength: SHORT_TAG,
    });
    decipher.setAAD(Buffer.from(String(account))).setAuthTag(bytes.subarray(-SHORT_TAG));
    const body = Buffer.concat([decipher.update(bytes.subarray(IV, -SHORT_TAG)), decipher.final()]);
    const hex = body.subarray(0, 16).toString('hex');
    const ticketId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
    return { ticketId: ticketId.join('-'), marks: toMarks(body.subarray(16)) };
  } catch {
    return undefined;
  }
}

type Item = { id: string; options: readonly { id: string }[] };
type Tally = { item: string; option: string; n: number };

/** Whether a vote answers every item with one of its options. */
export const isWhole = (marks: Marks, items: readonly Item[]): boolean =>
  marks.length === items.length && items.every(({ options }, i) => options[marks[i] ?? -1] !== undefined);

/** How often each option was chosen; nothing for fewer votes than `least`, or when one of them cannot be read. */
export function tallyVotes(
  votes: readonly (Marks | undefined)[],
  items: readonly Item[],
  least: number,
): Tally[] {
  if (votes.length < least || votes.some((marks) => !marks || !isWhole(marks, items))) return [];
  return items.flatMap(({ id, options }, i) =>
    options.flatMap((option, at) => {
      const n = votes.filter((marks) => marks?.[i] === at).length;
      return n === 0 ? [] : [{ item: id, option: option.id, n }];
    }),
  );
}
