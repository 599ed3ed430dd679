import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

export type FieldKey = { id: string; key: KeyObject };
/** The keys of this process, kept outside the database. */
export type FieldKeys = {
  /** What is stored from now on is sealed with it. */
  current: () => FieldKey;
  find: (id: string) => FieldKey | undefined;
};

const SEALED = /^v1:([0-9a-f]{16}):([A-Za-z0-9+/]+={0,2})$/;
const NONCE = 12;
const TAG = 16;
const cipher = 'aes-256-gcm';

/**
 * AES-256-GCM: `v1:<key id>:<base64 of nonce, tag and text>`.
 * @param place `table.column:row`, which is sealed in: a value that was moved to another place does not open
 */
export function sealText(keys: FieldKeys, place: string, text: string): string {
  const { id, key } = keys.current();
  const nonce = randomBytes(NONCE);
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return `v1:${id}:${Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64')}`;
}

export const isSealed = (value: string): boolean => SEALED.test(value);

/**
 * The text again. What is not sealed was stored before there were keys, and is what it is.
 * @throws Error where the key is not here, or the value was changed or moved
 */
export function openText(keys: FieldKeys, place: string, value: string): string {
  const [, id, body] = SEALED.exec(value) ?? [];
  if (id === undefined || body === undefined) return value;
  const found = keys.find(id);
  if (!found) throw new Error(`${place} is sealed with the key ${id}, which is not here`);
  const bytes = Buffer.from(body, 'base64');
  const opening = createDecipheriv(cipher, found.key, bytes.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    return Buffer.concat([opening.update(bytes.subarray(NONCE + TAG)), opening.final()]).toString('utf8');
  } catch {
    throw new Error(`${place} was changed or moved since it was sealed`);
  }
}
