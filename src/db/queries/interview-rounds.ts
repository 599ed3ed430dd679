import { sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { at } from './sql-values.ts';

/**
 * Announces it anew, at another time or at the same: what was, and what had been answered, is kept as the round that
 * ends. False where it is at another round already.
 */
export async function startRound(
  tx: Tx,
  { id, round, orderedBy, startsAt }: { id: string; round: number; orderedBy: string; startsAt: Date },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    with ended as (
      select * from interviews where id = ${id} and ordered_by = ${orderedBy} and round = ${round} and minutes > 0
        and state in ('announced', 'confirmed', 'move-asked', 'cannot-attend') for update
    ), kept as (
      insert into interview_rounds (interview_id, round, starts_at, state, answer_reason, ended_by, ended_at)
      select id, round, starts_at, state, answer_reason, ${orderedBy}, ${at(now)} from ended
    )
    update interviews i set state = 'announced', round = i.round + 1, starts_at = ${at(startsAt)}, announced_at = ${at(now)},
      answered_at = null, answer_reason = null
    from ended where i.id = ended.id returning 1`);
  return rows.length === 1;
}
