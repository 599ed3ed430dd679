import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnchorShelf } from './domain/credit/anchor-rules.ts';

const KEY = 'ledger-key.pem';
const PUBLIC = /^([0-9a-f]{16})\.pub\.pem$/;
const ANCHOR = /^anchor-\d+-\d{4}-\d\d-\d\d\.txt$/;

const publicPem = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
/** The first half of the SHA-256 of the public key. */
const idOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(createPublicKey(key).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

/**
 * The folder of the anchors: their files, the key that signs them (Ed25519; made when the first is signed, and readable by its
 * owner alone) and the public keys, also of earlier ones. Nothing is made by reading.
 */
export function openAnchorShelf(dir: string): AnchorShelf {
  const namesOf = (pattern: RegExp) =>
    readdir(dir).then(
      (names) => names.filter((name) => pattern.test(name)).toSorted(),
      () => [],
    );
  const read = (name: string) => readFile(join(dir, name), 'utf8');
  const loadKey = async (): Promise<KeyObject> => {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const fresh = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    // Whoever comes second takes what the first has made.
    await writeFile(join(dir, KEY), fresh, { mode: 0o600, flag: 'wx' }).catch(() => undefined);
    const key = createPrivateKey(await read(KEY));
    await writeFile(join(dir, `${idOf(key)}.pub.pem`), publicPem(key));
    return key;
  };
  let loading: Promise<KeyObject> | undefined;
  return {
    sign: async (text) => {
      const key = await (loading ??= loadKey());
      return { keyId: idOf(key), signature: sign(null, Buffer.from(text), key).toString('base64') };
    },
    keys: async () => {
      const keys = new Map<string, string>();
      for (const name of await namesOf(PUBLIC)) keys.set(name.slice(0, 16), await read(name));
      return keys;
    },
    files: async () => Promise.all((await namesOf(ANCHOR)).map(read)),
    keep: async (name, content) => {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      // All of it or nothing, also when the process dies meanwhile.
      const half = join(dir, `.${name}.half`);
      await writeFile(half, content, { mode: 0o600 });
      await rename(half, join(dir, name));
    },
  };
}
