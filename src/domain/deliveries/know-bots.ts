import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import {
  adoptByFirstBot,
  findBots,
  findUnitByPath,
  isBotPaused,
  markBotPaused,
  putBot,
  type BotRow,
} from '../../db/queries/bots.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';

export type { BotRow };
export type ConfiguredBot = { id: number; username: string; unitPath: string | null };
export type BotsNoted = { ok: true } | { ok: false; problem: 'no-such-unit'; unitPath: string };

/**
 * Notes the bots of the configuration, the first one first: who was bound before bots had names is spoken to by it.
 * A bot for a unit that does not exist is refused and nothing is noted.
 */
export async function noteBots(db: Db, bots: readonly ConfiguredBot[], now: Date): Promise<BotsNoted> {
  const units = new Map<string, string>();
  for (const { unitPath } of bots) {
    if (unitPath === null) continue;
    const id = await findUnitByPath(db, unitPath);
    if (id === undefined) return { ok: false, problem: 'no-such-unit', unitPath };
    units.set(unitPath, id);
  }
  await db.transaction(async (tx) => {
    for (const { id, username, unitPath } of bots)
      await putBot(
        tx,
        { id, username, unitId: unitPath === null ? null : (units.get(unitPath) ?? null) },
        now,
      );
    if (bots[0]) await adoptByFirstBot(tx, bots[0].id);
  });
  return { ok: true };
}

export const listBots = (db: Db): Promise<BotRow[]> => findBots(db);
export const isPaused = (db: Db, botId: number): Promise<boolean> => isBotPaused(db, botId);

/** An operator holds a bot's queue, with a reason, or (null) lets it go on; logged. False when nothing changed. */
export function pauseBot(db: Db, botId: number, why: string | null, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const changed = await markBotPaused(tx, botId, why, now);
    if (changed)
      await insertAccess(
        tx,
        {
          id: newId(),
          actorId: null,
          action: why === null ? 'deliveries.resume' : 'deliveries.pause',
          subjectPersonId: null,
          purpose: why,
          detail: { botId },
        },
        now,
      );
    return changed;
  });
}
