import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BallotShelf } from './domain/reviews/ballot-rules.ts';

const NAME = /^([0-9a-f-]{36})\.pem$/;

/**
 * The folder of the keys that open the envelopes of democratic review, readable by its owner alone. It is no part of the
 * database nor of its backups: who copies it gives up what it is for.
 */
export function openBallotShelf(dir: string): BallotShelf {
  const file = (cycleId: string) => join(dir, `${cycleId}.pem`);
  const find = (cycleId: string) => readFile(file(cycleId), 'utf8').catch(() => undefined);
  return {
    find,
    keyFor: async (cycleId) => {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const fresh = generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
      // Whoever comes second takes what the first has made.
      await writeFile(file(cycleId), fresh, { mode: 0o600, flag: 'wx' }).catch(() => undefined);
      const key = createPublicKey(createPrivateKey(await readFile(file(cycleId), 'utf8')));
      return key.export({ type: 'spki', format: 'pem' }).toString();
    },
    cycles: () =>
      readdir(dir).then(
        (names) => names.flatMap((name) => NAME.exec(name)?.[1] ?? []),
        () => [],
      ),
    destroy: (cycleId) => rm(file(cycleId), { force: true }),
  };
}
