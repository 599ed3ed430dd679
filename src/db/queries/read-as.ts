import { sql } from 'drizzle-orm';
import { APP_ROLE, type Db, type Tx } from '../client.ts';
import { at } from './sql-values.ts';

/** Transactions in which is being read for somebody, and for whom. */
const reading = new WeakMap<object, string>();

/**
 * Reads for one person what the database itself allows them to see on that day (see schema/reader-policies.ts), whatever
 * the queries inside ask for. Inside a transaction, what comes after it works as the application again, so that the look
 * can be written into the access log; by itself it is a transaction of its own. It takes two statements more.
 *
 * When `read` fails the transaction stays with the reader's few rights, which is on the safe side.
 * @param now decides which posts hold
 * @throws Error where it is read for somebody else already
 */
export function readAs<Read>(
  db: Db | Tx,
  reader: { personId: string },
  now: Date,
  read: (tx: Tx) => Promise<Read>,
): Promise<Read> {
  return 'rollback' in db
    ? readIn(db, reader.personId, now, read)
    : db.transaction((tx) => readIn(tx, reader.personId, now, read));
}

async function readIn<Read>(
  tx: Tx,
  personId: string,
  now: Date,
  read: (tx: Tx) => Promise<Read>,
): Promise<Read> {
  const whose = reading.get(tx);
  if (whose === personId) return read(tx);
  if (whose !== undefined) throw new Error('it is being read for somebody else in this transaction');
  reading.set(tx, personId);
  try {
    await tx.execute(sql`
      select set_config('qingfeng.reader', ${personId}, true), set_config('qingfeng.reader_now', ${at(now)}::text, true),
        set_config('search_path', 'as_reader, public', true), set_config('role', 'qingfeng_reader', true)`);
    const result = await read(tx);
    await tx.execute(
      sql.raw(
        `set local role ${APP_ROLE}; set local search_path to default; set local qingfeng.reader to ''`,
      ),
    );
    return result;
  } finally {
    reading.delete(tx);
  }
}
