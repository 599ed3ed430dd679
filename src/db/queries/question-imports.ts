import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, json } from './sql-values.ts';

export type QuestionImportRow = { id: string; fileName: string; draft: unknown; confirmedAt: string | null };

/** Keeps a file that was read, in place of the person's others that were never confirmed; once by its id. */
export async function putImport(
  tx: Tx,
  { id, personId, fileName, draft }: { id: string; personId: string; fileName: string; draft: unknown },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    delete from question_imports where person_id = ${personId} and confirmed_at is null and id <> ${id}`);
  await tx.execute(sql`
    insert into question_imports (id, person_id, file_name, draft, created_at)
    values (${id}, ${personId}, ${fileName}, ${json(draft)}, ${at(now)}) on conflict (id) do nothing`);
}

/** A person's own file; undefined for anybody else's. */
export async function findImport(
  db: Db | Tx,
  id: string,
  personId: string,
): Promise<QuestionImportRow | undefined> {
  const [row] = await db.execute<QuestionImportRow>(sql`
    select id, file_name as "fileName", draft, confirmed_at as "confirmedAt" from question_imports
    where id = ${id} and person_id = ${personId}`);
  return row;
}

/** Names the document that questions rest on whose file names none. */
export async function putImportDocument(
  db: Db,
  id: string,
  personId: string,
  documentId: string,
): Promise<void> {
  await db.execute(sql`
    update question_imports set draft = jsonb_set(draft, '{documentId}', ${json(documentId)})
    where id = ${id} and person_id = ${personId} and confirmed_at is null`);
}

/** The same, kept from everybody else until the transaction ends. */
export async function lockImport(
  tx: Tx,
  id: string,
  personId: string,
): Promise<Pick<QuestionImportRow, 'draft'> | undefined> {
  const [row] = await tx.execute<{ draft: unknown }>(
    sql`select draft from question_imports where id = ${id} and person_id = ${personId} for update`,
  );
  return row;
}

/** The questions of a file are in the bank now; what was read of it is not needed any more. */
export async function markImportConfirmed(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(
    sql`update question_imports set draft = null, confirmed_at = ${at(now)} where id = ${id} and confirmed_at is null`,
  );
}

export type ImportOutcome = {
  fileName: string;
  /** Questions that it brought; of them answered in either way. What was left behind by a later version counts as neither. */
  questions: number;
  approved: number;
  rejected: number;
  waiting: number;
};

/** What has become of a person's confirmed file. */
export async function findImportOutcome(
  db: Db | Tx,
  id: string,
  personId: string,
): Promise<ImportOutcome | undefined> {
  const [row] = await db.execute<ImportOutcome>(sql`
    select i.file_name as "fileName", count(v.id)::int as questions,
      count(*) filter (where said.verdict = 'approved')::int as approved,
      count(*) filter (where said.verdict = 'rejected')::int as rejected,
      count(*) filter (where v.id is not null and said.version_id is null and not exists (
        select 1 from question_versions later where later.question_id = v.question_id and later.version > v.version))::int as waiting
    from question_imports i left join question_versions v on v.import_id = i.id
    left join question_decisions said on said.version_id = v.id
    where i.id = ${id} and i.person_id = ${personId} and i.confirmed_at is not null group by i.id`);
  return row;
}

/** The name of a confirmed file, whoever sent it. */
export async function findImportName(db: Db | Tx, id: string): Promise<string | undefined> {
  const [row] = await db.execute<{ fileName: string }>(
    sql`select file_name as "fileName" from question_imports where id = ${id} and confirmed_at is not null`,
  );
  return row?.fileName;
}
