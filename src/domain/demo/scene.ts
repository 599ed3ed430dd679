import type { Tx } from '../../db/client.ts';
import { insertSeedRows } from '../../db/queries/seed.ts';
import type { CountySeed } from '../people/county-seed.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { createChances, createIds, type Chances } from './chances.ts';
import type { DemoPerson } from './demo-person.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/** What every part of the past is made from. */
export type Scene = {
  tx: Tx;
  pack: RulePack;
  seed: CountySeed;
  time: Timeline;
  ids: (at: Date) => string;
  chances: (label: string) => Chances;
  outbox: Outbox;
};

/** The roster as stored. */
export type County = {
  people: readonly DemoPerson[];
  byStaffNo: ReadonlyMap<string, DemoPerson>;
  unitIds: ReadonlyMap<string, string>;
};

export function createScene(tx: Tx, pack: RulePack, seed: CountySeed, now: Date): Scene {
  const ids = createIds(seed.history.seed);
  const chances = (label: string) => createChances(seed.history.seed, label);
  const time = createTimeline(now, seed.history.days);
  return { tx, pack, seed, time, ids, chances, outbox: createOutbox(chances('outbox'), ids) };
}

/** Writes to the access log what somebody (null: an operator) did to whom. */
export function logAccess(
  { tx, ids }: Scene,
  rows: readonly {
    at: Date;
    actorId: string | null;
    action: string;
    subjectPersonId: string | null;
    detail: Record<string, unknown>;
  }[],
): Promise<void> {
  return insertSeedRows(
    tx,
    'accessLog',
    rows.map((row) => ({ id: ids(row.at), purpose: null, ...row })),
  );
}
