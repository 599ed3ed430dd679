import type { Db } from '../../db/client.ts';
import { findLooks, type AccessRequestRow } from '../../db/queries/file-access.ts';
import type { Actor } from '../people/rules.ts';

/** Looks shown on a page. */
export const LOOKS_A_PAGE = 5;

/** Who looked at the person's own file, as far as they may know of it by now. */
export const listLooks = (
  db: Db,
  { personId }: Actor,
  page: number,
  now: Date,
): Promise<{ rows: AccessRequestRow[]; total: number }> =>
  findLooks(db, personId, now, { offset: page * LOOKS_A_PAGE, limit: LOOKS_A_PAGE });
