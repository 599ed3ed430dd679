import { createHash } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import { insertRulePack } from '../../db/queries/ledger.ts';
import { readRulePack, type RulePack } from './rule-pack.ts';

/**
 * Stores the pack under its version, so that a file computed under it can be explained later.
 * @throws Error when other content is stored under the same version: a change is a new version
 */
export async function loadRulePack(db: Db, json: unknown, now: Date): Promise<RulePack> {
  const pack = readRulePack(json);
  const contentHash = createHash('sha256').update(JSON.stringify(pack)).digest('hex');
  const stored = await insertRulePack(db, { version: pack.version, body: pack, contentHash }, now);
  if (stored !== contentHash)
    throw new Error(
      `rule pack ${pack.version} is stored with other content: give the changed pack a new version`,
    );
  return pack;
}
