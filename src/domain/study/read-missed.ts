import type { Db } from '../../db/client.ts';
import { countMissed, findMissed, type MissedRow } from '../../db/queries/review-cards.ts';
import { readContent } from '../questions/read-content.ts';
import type { Content } from '../questions/rules.ts';

/** A missed question as it was asked, with what was answered; indexes are those of the version. */
export type Missed = Omit<MissedRow, 'options' | 'answer' | 'extra' | 'type'> & {
  content: Content;
};

/** One page of everything a person missed, the newest first; a page that is not there is the first one. */
export async function readMissed(
  db: Db,
  { personId }: { personId: string },
  { page, size }: { page: number; size: number },
): Promise<{ missed: Missed[]; total: number; page: number }> {
  const total = await countMissed(db, personId);
  const at = page * size < total ? page : 0;
  const rows = await findMissed(db, personId, { limit: size, offset: at * size });
  const missed = rows.map(({ options, answer, extra, type, ...row }) => ({
    ...row,
    content: readContent({ type, options, answer, extra }),
  }));
  return { missed, total, page: at };
}
