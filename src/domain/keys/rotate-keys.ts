import { openDatabase, type Db } from '../../db/client.ts';
import {
  countSealed,
  findKeys,
  insertKey,
  lockKeys,
  markRetired,
  resealBatch,
  SEALED_NAMES,
} from '../../db/queries/field-keys.ts';
import type { FieldKeyring, KeyShelf } from './key-shelf.ts';

export type KeyStanding = {
  id: string;
  madeAt: string | null;
  isHere: boolean;
  isCurrent: boolean;
  /** Values that are sealed with it now. */
  values: number;
};

/** Every key of the database and of the shelf, and how many values each has sealed; `plain` are not sealed at all. */
export async function listKeys(db: Db, shelf: KeyShelf): Promise<{ keys: KeyStanding[]; plain: number }> {
  const here = shelf.ids();
  const counts = await countSealed(db);
  const noted = await findKeys(db);
  const ids = [...new Set([...noted.map(({ id }) => id), ...here, ...counts.keys()])].filter(
    (id) => id !== '',
  );
  const keys = ids.map((id) => ({
    id,
    madeAt: noted.find((key) => key.id === id)?.madeAt ?? null,
    isHere: here.includes(id),
    isCurrent: here.at(-1) === id,
    values: counts.get(id) ?? 0,
  }));
  return { keys, plain: counts.get('') ?? 0 };
}

/** A new key, for what is sealed from now on. Not where the keys come from the environment: it is put there by hand. */
export async function makeKey(
  db: Db,
  shelf: KeyShelf,
  now: Date,
): Promise<{ ok: true; id: string } | { ok: false }> {
  if (shelf.origin === 'settings') return { ok: false };
  return db.transaction(async (tx) => {
    await lockKeys(tx);
    const id = shelf.make();
    await insertKey(tx, id, now);
    return { ok: true, id };
  });
}

/**
 * Seals with the current key what is sealed with an older one or not at all, a batch at a time; it may be stopped and
 * begun again at any time. As the owner, since the application may not change what is append-only. Keys that nothing is
 * sealed with any more are marked as retired; their files stay, for backups.
 * @param onBatch is told how many were done so far
 */
export async function reseal(
  ownerUrl: string,
  keys: FieldKeyring,
  now: Date,
  onBatch: (done: number) => void = () => undefined,
): Promise<{ done: number; left: number }> {
  const database = openDatabase({ url: ownerUrl, max: 1, role: 'owner', name: 'qingfeng-keys', keys });
  try {
    let done = 0;
    for (const name of SEALED_NAMES) {
      let batch: number;
      while ((batch = await resealBatch(database.db, name, keys)) > 0) {
        done += batch;
        onBatch(done);
      }
    }
    const current = keys.current().id;
    const counts = await countSealed(database.db);
    const left = [...counts].reduce((sum, [id, n]) => (id === current ? sum : sum + n), 0);
    const used = [...counts.keys()].filter((id) => id !== '');
    await markRetired(database.db, [...new Set([...used, current])], now);
    return { done, left };
  } finally {
    await database.close();
  }
}
