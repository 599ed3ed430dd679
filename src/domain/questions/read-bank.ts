import type { Db } from '../../db/client.ts';
import {
  countBank,
  countByDocument,
  findDocuments,
  findNewest,
  type BankCounts,
  type DocumentCount,
  type DocumentRow,
} from '../../db/queries/question-bank.ts';
import { countWaitingProposals } from '../../db/queries/question-proposals.ts';
import { askedText } from './duplicate-rules.ts';
import { readContent } from './read-content.ts';

export type { DocumentRow };
export type BankOverview = BankCounts & { waiting: number; documents: DocumentCount[]; total: number };

export const DOCUMENTS_A_PAGE = 5;
const where = (page: number) => ({ offset: page * DOCUMENTS_A_PAGE, limit: DOCUMENTS_A_PAGE });

/** The bank in numbers: by status, by type, by document, and what waits for an answer. */
export async function readOverview(db: Db, page: number): Promise<BankOverview> {
  const [counts, waiting, documents] = await Promise.all([
    countBank(db),
    countWaitingProposals(db),
    countByDocument(db, where(page)),
  ]);
  return { ...counts, waiting, documents: documents.rows, total: documents.total };
}

/** The documents that questions may rest on. */
export const listStanding = async (db: Db): Promise<DocumentRow[]> =>
  (await findDocuments(db)).filter(({ status }) => status !== 'superseded');

/** The same, page by page. */
export async function listDocuments(db: Db, page: number): Promise<{ rows: DocumentRow[]; total: number }> {
  const standing = await listStanding(db);
  const { offset, limit } = where(page);
  return { rows: standing.slice(offset, offset + limit), total: standing.length };
}

/** What every question asks, to find what is like it. */
export async function listAsked(db: Db): Promise<{ code: string; stem: string; asked: string }[]> {
  const rows = await findNewest(db);
  return rows.map((row) => ({
    code: row.code,
    stem: row.stem,
    asked: askedText(row.stem, readContent(row)),
  }));
}
