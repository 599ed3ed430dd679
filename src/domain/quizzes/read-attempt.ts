import type { Db } from '../../db/client.ts';
import { findItems, type ItemRow } from '../../db/queries/quizzes.ts';

/** A slot as its person may see it. `options` and `chosen` are in the order of the version, `order` is the shown order. */
export type Slot = Omit<ItemRow, 'optionOrder' | 'chosen'> & { order: number[]; chosen: number[] };

/** The slots of an attempt, if it is this person's; empty for anybody else. */
export async function readAttempt(db: Db, attemptId: string, personId: string): Promise<Slot[]> {
  const rows = await findItems(db, attemptId, personId);
  return rows.map(({ optionOrder, chosen, ...row }) => ({
    ...row,
    order: optionOrder,
    chosen: chosen ?? [],
  }));
}
