import type { Db } from '../../db/client.ts';
import { findAnchors, findLostHeads } from '../../db/queries/ledger-anchors.ts';
import { findFaultyEntries, findLedgerFaults, type LedgerFault } from '../../db/queries/ledger-checks.ts';
import { signedOf } from './anchor-ledger.ts';
import {
  checkAnchors,
  readAnchorFile,
  type Anchor,
  type AnchorFault,
  type AnchorShelf,
} from './anchor-rules.ts';

/**
 * The first thing wrong with a chain. tail: it was longer when it was anchored; anchor: it was made anew from somewhere between the
 * anchor before and this entry.
 */
export type Fault = Omit<LedgerFault, 'fault'> & {
  fault: LedgerFault['fault'] | 'tail' | 'anchor';
  /** The day of the anchor that shows it. */
  anchoredOn: string | null;
};

export type LedgerCheck = {
  entries: number;
  chains: number;
  faults: Fault[];
  anchors: { count: number; newest: string | null; faults: AnchorFault[] };
};

/** Heads that are looked up in one statement. */
const CHUNK = 20_000;

/**
 * Recomputes every hash chain, holds it against its head, and against the anchors of the database and of the folder outside
 * it. A million entries take less than a minute (bench `ledger`).
 */
export async function verifyLedger(db: Db, shelf: Pick<AnchorShelf, 'keys' | 'files'>): Promise<LedgerCheck> {
  const { entries, chains, faults } = await findLedgerFaults(db);
  const stored = (await findAnchors(db)).map(signedOf);
  const kept = (await shelf.files()).flatMap((content) => readAnchorFile(content) ?? []);
  const anchors = checkAnchors(stored, kept, await shelf.keys());
  const lost = await findLost(db, anchors.sound);
  return {
    entries,
    chains,
    faults: earliest([...faults.map((fault) => ({ ...fault, anchoredOn: null })), ...lost]),
    anchors: {
      count: anchors.sound.length,
      newest: anchors.sound.at(-1)?.day ?? null,
      faults: anchors.faults,
    },
  };
}

/** Where a chain no longer goes through a head that was anchored; of each chain the first such place. */
async function findLost(db: Db, anchors: readonly Anchor[]): Promise<Fault[]> {
  const last = new Map<string, { personId: string; seq: number; hash: string }>();
  for (const { heads } of anchors) for (const head of heads) last.set(head.personId, head);
  const suspects = new Set((await inChunks(db, [...last.values()])).map(({ personId }) => personId));
  if (suspects.size === 0) return [];
  const theirs = anchors.flatMap(({ heads }) => heads.filter(({ personId }) => suspects.has(personId)));
  const first = new Map<string, Awaited<ReturnType<typeof findLostHeads>>[number]>();
  for (const head of await inChunks(db, theirs))
    if (!first.has(head.personId)) first.set(head.personId, head);
  const places = [...first.values()].map(({ personId, seq, isThere, length }) => ({
    personId,
    seq: isThere ? seq : Math.min(seq, length + 1),
    anchored: seq,
    fault: isThere ? ('anchor' as const) : ('tail' as const),
  }));
  const named = await findFaultyEntries(db, places);
  return places.flatMap(({ personId, seq, anchored, fault }) => {
    const about = named.find((one) => one.personId === personId);
    const day = anchors.find(({ heads }) =>
      heads.some((head) => head.personId === personId && head.seq === anchored),
    )?.day;
    return about ? [{ ...about, seq, fault, anchoredOn: day ?? null }] : [];
  });
}

async function inChunks(db: Db, heads: readonly { personId: string; seq: number; hash: string }[]) {
  const lost = [];
  for (let i = 0; i < heads.length; i += CHUNK)
    lost.push(...(await findLostHeads(db, heads.slice(i, i + CHUNK))));
  return lost;
}

/** Of each chain the first, in the order of staff numbers. */
function earliest(faults: readonly Fault[]): Fault[] {
  const first = new Map<string, Fault>();
  for (const fault of faults.toSorted((a, b) => a.seq - b.seq))
    if (!first.has(fault.personId)) first.set(fault.personId, fault);
  return [...first.values()].toSorted((a, b) => (a.staffNo < b.staffNo ? -1 : 1));
}
