import type { Db } from '../../db/client.ts';
import {
  findAnalysed,
  findAnalysedQuizzes,
  type AnalysedQuizRow,
  type AnalysedRow,
} from '../../db/queries/item-statistics.ts';
import { isWholeCounty } from '../../db/queries/organisation-units.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { readContent } from '../questions/read-content.ts';
import type { Content } from '../questions/rules.ts';
import { gravityOf, itemFaults, type ItemFault } from './item-fault-rules.ts';

export const DOUBTFUL_A_PAGE = 5;
export type AnalysedItem = AnalysedRow & { content: Content; faults: ItemFault[] };

const mayRead = (db: Db, actor: Actor): Promise<boolean> =>
  isWholeCounty(db, scopeOf(actor, 'reports.answer'));

function judged(row: AnalysedRow): AnalysedItem {
  const { type, texts: options, answer, extra } = row;
  return { ...row, content: readContent({ type, options, answer, extra }), faults: itemFaults(row) };
}

/** Every question with figures, as last worked out; none for who does not tend the whole bank. They are of no person. */
export async function listAnalysed(db: Db, actor: Actor): Promise<AnalysedItem[]> {
  return (await mayRead(db, actor)) ? (await findAnalysed(db)).map(judged) : [];
}

/** Questions whose figures suggest a fault, the gravest first. */
export async function listDoubtful(
  db: Db,
  actor: Actor,
  page: number,
): Promise<{ rows: AnalysedItem[]; total: number }> {
  const all = (await listAnalysed(db, actor))
    .filter(({ faults }) => faults.length > 0)
    .toSorted((a, b) => gravityOf(a.faults) - gravityOf(b.faults) || a.facility - b.facility);
  return { rows: all.slice(page * DOUBTFUL_A_PAGE, (page + 1) * DOUBTFUL_A_PAGE), total: all.length };
}

/** One question with its figures. */
export async function readAnalysed(
  db: Db,
  actor: Actor,
  versionId: string,
): Promise<AnalysedItem | undefined> {
  const [row] = (await mayRead(db, actor)) ? await findAnalysed(db, versionId) : [];
  return row && judged(row);
}

/** How quizzes did, the newest first. */
export async function listAnalysedQuizzes(
  db: Db,
  actor: Actor,
  page: number,
): Promise<{ rows: AnalysedQuizRow[]; total: number }> {
  const where = { offset: page * DOUBTFUL_A_PAGE, limit: DOUBTFUL_A_PAGE };
  return (await mayRead(db, actor)) ? findAnalysedQuizzes(db, where) : { rows: [], total: 0 };
}
