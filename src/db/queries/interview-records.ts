import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { openRows, sealField } from '../sealed-fields.ts';
import { at } from './sql-values.ts';

export type RecordVersion = {
  version: number;
  what: 'written' | 'sealed' | 'addition';
  /** The canonical JSON that `hash` is of. */
  body: string;
  hash: string;
  /** Null of what the clock has sealed. */
  authorId: string | null;
  at: string;
};

const isOf = ({ body, hash }: Pick<RecordVersion, 'body' | 'hash'>): boolean =>
  createHash('sha256').update(body).digest('hex') === hash;

/** All versions of an interview's record, the first one first. */
export async function findRecordVersions(db: Db | Tx, interviewId: string): Promise<RecordVersion[]> {
  const rows = await db.execute<RecordVersion & { id: string }>(sql`
    select id, version::int, what, body, hash, author_id as "authorId", at from interview_records where interview_id = ${interviewId} order by version`);
  return openRows(db, rows, { body: 'interview_records.body' }).map((row) => ({
    version: row.version,
    what: row.what,
    body: row.body,
    hash: row.hash,
    authorId: row.authorId,
    at: row.at,
  }));
}

type FoundRecord = Pick<RecordVersion, 'version' | 'body' | 'hash'> & { id: string; interviewId: string };

/** What does not open is not sound either. */
function isSound(db: Db, row: FoundRecord): boolean {
  try {
    return openRows(db, [row], { body: 'interview_records.body' }).every(isOf);
  } catch {
    return false;
  }
}

/**
 * A page of all records in the order of their ids, each with whether its hash is still that of its text and, where it is
 * sealed, the one that the ledger has.
 */
export async function findRecordPage(
  db: Db,
  after: string | null,
  limit: number,
): Promise<{ id: string; interviewId: string; version: number; sound: boolean }[]> {
  const rows = await db.execute<FoundRecord & { differs: boolean }>(sql`
    select r.id, r.interview_id as "interviewId", r.version::int, r.body, r.hash, exists (
      select 1 from ledger_entries e where r.what = 'sealed' and e.person_id = i.person_id and e.source_id = r.interview_id
        and e.kind in ('interview-held', 'inquiry-answered') and e.data->>'recordHash' <> r.hash) as differs
    from interview_records r join interviews i on i.id = r.interview_id
    where ${after}::uuid is null or r.id > ${after}::uuid order by r.id limit ${limit}`);
  return [...rows].map((row) => ({
    id: row.id,
    interviewId: row.interviewId,
    version: row.version,
    sound: !row.differs && isSound(db, row),
  }));
}

export type NewRecordVersion = Omit<RecordVersion, 'at'> & { id: string; interviewId: string };

/** @throws Error where the hash is not of the text, which the database cannot see any more */
export async function insertRecordVersion(tx: Tx, row: NewRecordVersion, now: Date): Promise<void> {
  if (!isOf(row))
    throw new Error(`the hash of version ${row.version} of ${row.interviewId} is not of its text`);
  await tx.execute(sql`
    insert into interview_records (id, interview_id, version, what, body, hash, author_id, at)
    values (${row.id}, ${row.interviewId}, ${row.version}, ${row.what},
      ${sealField(tx, 'interview_records.body', row.id, row.body)}, ${row.hash}, ${row.authorId}, ${at(now)})`);
}

/** It has been written down, and waits for what the person says to it. False where it cannot be, or was, recorded. */
export async function markInterviewRecorded(
  tx: Tx,
  { id, orderedBy, dueAt }: { id: string; orderedBy: string; dueAt: Date | null },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update interviews set state = 'recorded', statement_due_at = ${dueAt ? at(dueAt) : null}
    where id = ${id} and ordered_by = ${orderedBy} and starts_at <= ${at(now)} and minutes > 0
      and state in ('announced', 'confirmed', 'move-asked', 'cannot-attend') returning 1`);
  return rows.length === 1;
}

/** Its record is sealed: from now on it has been held. */
export async function markInterviewHeld(
  tx: Tx,
  id: string,
  from: 'recorded' | 'announced',
): Promise<boolean> {
  const rows = await tx.execute(
    sql`update interviews set state = 'held' where id = ${id} and state = ${from} returning 1`,
  );
  return rows.length === 1;
}

export async function setStatementDue(db: Db, id: string, dueAt: Date): Promise<void> {
  await db.execute(
    sql`update interviews set statement_due_at = ${at(dueAt)} where id = ${id} and state = 'recorded'`,
  );
}

/** Recorded interviews whose time for a statement is over, and those for which it could not be counted yet, with when they were recorded. */
export async function findUnsealed(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ id: string; isDue: boolean; recordedAt: string }[]> {
  const rows = await db.execute<{ id: string; isDue: boolean; recordedAt: string }>(sql`
    select i.id, i.statement_due_at is not null as "isDue", r.at as "recordedAt" from interviews i
    join interview_records r on r.interview_id = i.id and r.what = 'written'
    where i.state = 'recorded' and (i.statement_due_at is null or i.statement_due_at <= ${at(now)})
    order by i.statement_due_at nulls last, i.id limit ${limit}`);
  return [...rows];
}
