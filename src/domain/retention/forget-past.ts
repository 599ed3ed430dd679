import type { Db } from '../../db/client.ts';
import { deletePast } from '../../db/queries/retention.ts';
import type { RulePack } from '../rules/rule-pack.ts';

const DAY_MS = 86_400_000;

/**
 * Takes out what is past its term (rule pack, `retention`), batch by batch, so that no statement holds up anybody else.
 * @returns how many rows of each
 */
export async function forgetPast(
  db: Db,
  { retention }: Pick<RulePack, 'retention'>,
  now: Date,
): Promise<Record<string, number>> {
  const forgotten: Record<string, number> = {};
  for (const { what, days } of retention) {
    const before = new Date(now.getTime() - days * DAY_MS);
    let batch: number;
    while ((batch = await deletePast(db, what, before)) > 0) forgotten[what] = (forgotten[what] ?? 0) + batch;
  }
  return forgotten;
}
