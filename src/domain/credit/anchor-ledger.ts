import type { Db } from '../../db/client.ts';
import {
  findAnchor,
  findAnchors,
  insertAnchor,
  readGrownHeads,
  tellAnchor,
  type AnchorRow,
} from '../../db/queries/ledger-anchors.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { rolesFor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import {
  anchorFile,
  anchorFileName,
  anchorText,
  digestOf,
  readAnchorFile,
  type AnchorShelf,
  type SignedAnchor,
} from './anchor-rules.ts';

export type StoredAnchor = AnchorRow;

/**
 * Anchors the ledger for today, once a day: the ends of the chains that grew, signed; the auditors are sent it. Then every
 * anchor whose file is not in the folder outside the database is put there, also one whose process died before it did.
 */
export async function anchorLedger(
  db: Db,
  shelf: AnchorShelf,
  now: Date,
): Promise<{ made: boolean; number: number; kept: number }> {
  const day = dayOf(now);
  const made = await db.transaction(
    async (tx) => {
      if (await findAnchor(tx, { day })) return false;
      const last = await findAnchor(tx, 'newest');
      const { heads, ...counts } = await readGrownHeads(tx);
      const anchor = {
        number: (last?.number ?? 0) + 1,
        day,
        madeAt: now,
        before: last?.digest ?? '-',
        ...counts,
      };
      const text = anchorText({ ...anchor, heads });
      const signed = await shelf.sign(text);
      const isOurs = await insertAnchor(tx, { ...anchor, digest: digestOf(text), ...signed }, heads);
      if (isOurs)
        await tellAnchor(
          tx,
          anchor.number,
          { roles: rolesFor('ledger.audit'), day, priority: PRIORITY.reminder },
          now,
        );
      return isOurs;
    },
    // The counts and the heads are those of one instant.
    { isolationLevel: 'repeatable read' },
  );
  const newest = await findAnchor(db, 'newest');
  return { made, number: newest?.number ?? 0, kept: await keepFiles(db, shelf) };
}

async function keepFiles(db: Db, shelf: AnchorShelf): Promise<number> {
  const kept = (await shelf.files()).flatMap((content) => readAnchorFile(content)?.text ?? []);
  const have = new Set(kept.map((text) => digestOf(text)));
  let count = 0;
  for (const row of await findAnchors(db)) {
    if (have.has(row.digest)) continue;
    await shelf.keep(anchorFileName(row.number, row.day), anchorFile(signedOf(row)));
    count += 1;
  }
  return count;
}

/** An anchor of the database as it was signed, if nobody has changed it since. */
export const signedOf = (row: Awaited<ReturnType<typeof findAnchors>>[number]): SignedAnchor => ({
  text: anchorText({ ...row, madeAt: new Date(row.madeAt) }),
  keyId: row.keyId,
  signature: row.signature,
});

/** The file of an anchor, for whoever is to keep it. */
export async function readAnchorOf(
  db: Db,
  number: number,
): Promise<{ anchor: StoredAnchor; name: string; content: string } | undefined> {
  const [row] = await findAnchors(db, number);
  if (!row) return undefined;
  const { heads: _, ...anchor } = row;
  return { anchor, name: anchorFileName(number, row.day), content: anchorFile(signedOf(row)) };
}
