import { createHash, createSecretKey, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldKey } from './db/field-cipher.ts';
import type { FieldKeyring } from './domain/keys/key-shelf.ts';

const NAME = /^(\d{4,})-[0-9a-f]{16}\.key$/;
const BYTES = 32;
/** How long a process may go on with a key after a newer one was made, in milliseconds. */
const LOOK_AGAIN_MS = 10_000;

/** A key's id is the first half of its SHA-256. */
const keyOf = (bytes: Buffer): FieldKey => ({
  id: createHash('sha256').update(bytes).digest('hex').slice(0, 16),
  key: createSecretKey(bytes),
});

/**
 * The keys of the sealed fields: those of the environment where it has any, else those of the folder, each a file that its
 * owner alone can read. The last one is the current. Nothing is made by reading; a key that another process has made
 * meanwhile is found.
 * @param given FIELD_KEYS: keys of 32 bytes in base64, with commas between, the current one last
 */
export function openFieldKeys(dir: string, given: readonly string[]): FieldKeyring {
  const settled = given.map((text) => keyOf(Buffer.from(text, 'base64')));
  let kept: FieldKey[] = settled;
  let lookedAt = -Infinity;
  const names = (): string[] => {
    try {
      return readdirSync(dir)
        .filter((name) => NAME.test(name))
        .toSorted();
    } catch {
      return [];
    }
  };
  const look = (): FieldKey[] => {
    if (settled.length > 0) return settled;
    lookedAt = performance.now();
    kept = names().map((name) => keyOf(Buffer.from(readFileSync(join(dir, name), 'utf8'), 'base64')));
    return kept;
  };
  return {
    origin: settled.length > 0 ? 'settings' : 'folder',
    current: () => {
      const keys = performance.now() - lookedAt < LOOK_AGAIN_MS ? kept : look();
      const last = keys.at(-1);
      if (!last) throw new Error('there is no key for the sealed fields');
      return last;
    },
    find: (id) => kept.find((key) => key.id === id) ?? look().find((key) => key.id === id),
    ids: () => look().map((key) => key.id),
    make: () => {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      const bytes = randomBytes(BYTES);
      const last = Number(NAME.exec(names().at(-1) ?? '')?.[1] ?? 0);
      const name = `${String(last + 1).padStart(4, '0')}-${keyOf(bytes).id}.key`;
      // All of it or nothing, also when the process dies meanwhile.
      const half = join(dir, `.${name}.half`);
      writeFileSync(half, bytes.toString('base64'), { mode: 0o600, flag: 'wx' });
      renameSync(half, join(dir, name));
      look();
      return keyOf(bytes).id;
    },
  };
}
