import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { findPersonalRows, PERSONAL_TABLES } from '../../db/queries/personal-data.ts';
import type { Actor } from './rules.ts';

/** The rows of one table, below the names of their columns. */
export type OwnTable = { table: string; columns: string[]; rows: unknown[][] };

/**
 * Everything that is held about the actor and that they may know of by now, as of one moment; that it was taken is logged.
 * Nothing of what they did to others is in it: that is the others' data.
 */
export function exportOwnData(db: Db, actor: Pick<Actor, 'personId'>, now: Date): Promise<OwnTable[]> {
  return db.transaction(
    async (tx) => {
      const tables: OwnTable[] = [];
      for (const personal of PERSONAL_TABLES) {
        const columns = personal.columns.map((column) => (typeof column === 'string' ? column : column[0]));
        tables.push({
          table: personal.table,
          columns,
          rows: await findPersonalRows(tx, personal, actor.personId, now),
        });
      }
      const { personId } = actor;
      const row = {
        id: newId(),
        actorId: personId,
        action: 'data.export',
        subjectPersonId: personId,
        purpose: null,
      };
      const detail = { rows: tables.reduce((sum, { rows }) => sum + rows.length, 0) };
      await insertAccess(tx, { ...row, detail }, now);
      return tables;
    },
    { isolationLevel: 'repeatable read' },
  );
}
