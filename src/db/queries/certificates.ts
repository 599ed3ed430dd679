import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { hasPassed, type Caller } from './exams.ts';
import { at, isUnder, json } from './sql-values.ts';

export type CertificateRow = {
  code: string;
  name: string;
  unitName: string;
  title: { zh: string; en: string };
  share: number;
  passMark: number;
  takenAt: string;
  issuedAt: string;
  revokedAt: string | null;
};

const columns = sql`c.code, c.name, c.unit_name as "unitName", c.title, c.share, c.pass_mark as "passMark", c.taken_at as "takenAt",
  c.issued_at as "issuedAt", c.revoked_at as "revokedAt"`;

/**
 * Makes a certificate of an attempt of this person that counts and passed, from what is stored; one that is there stays.
 * False when there is nothing to certify.
 */
export async function insertCertificate(
  tx: Tx,
  made: { id: string; code: string; attemptId: string; personId: string; title: { zh: string; en: string } },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into certificates (id, code, attempt_id, person_id, name, unit_name, title, share, pass_mark, taken_at, issued_at)
    select ${made.id}, ${made.code}, a.id, i.person_id, s.name, u.name, ${json(made.title)}, a.points / a.total,
      (q.settings->>'passMark')::float8, a.finished_at, ${at(now)}
    from attempts a join papers p on p.id = a.paper_id and p.number = 1 join quizzes q on q.id = p.quiz_id
    join quiz_invitees i on i.quiz_id = q.id and i.person_id = p.person_id join people s on s.id = i.person_id
    join organisation_units u on u.id = i.unit_id
    where a.id = ${made.attemptId} and p.person_id = ${made.personId} and ${hasPassed}
    on conflict (attempt_id) do nothing returning 1`);
  return rows.length === 1;
}

/** The certificate of an attempt of this person. */
export async function findCertificate(
  db: Db | Tx,
  attemptId: string,
  personId: string,
): Promise<CertificateRow | undefined> {
  const [row] = await db.execute<CertificateRow>(sql`
    select ${columns} from certificates c where c.attempt_id = ${attemptId} and c.person_id = ${personId}`);
  return row;
}

export async function findCertificateByCode(db: Db | Tx, code: string): Promise<CertificateRow | undefined> {
  const [row] = await db.execute<CertificateRow>(
    sql`select ${columns} from certificates c where c.code = ${code}`,
  );
  return row;
}

/** Whose exams a revocation may be about: those they called, as far as they lie in their scope of today. */
const isTheirs = ({ callerId, scope }: Caller) => sql`
  exists (select 1 from attempts a join papers p on p.id = a.paper_id join exams x on x.quiz_id = p.quiz_id
    join quiz_invitees i on i.quiz_id = p.quiz_id and i.person_id = p.person_id
    where a.id = c.attempt_id and x.called_by = ${callerId} and ${isUnder(sql`i.unit_id`, scope)})`;

/** A certificate that stands, of an exam of this caller. */
export async function findCertificateOfCaller(
  db: Db,
  code: string,
  caller: Caller,
): Promise<CertificateRow | undefined> {
  const [row] = await db.execute<CertificateRow>(sql`
    select ${columns} from certificates c where c.code = ${code} and c.revoked_at is null and ${isTheirs(caller)}`);
  return row;
}

/** Revokes a certificate of an exam of this caller, for a reason; for the same reason once more changes nothing (`first: false`). */
export async function markRevoked(
  tx: Tx,
  { code, reason }: { code: string; reason: string },
  caller: Caller,
  now: Date,
): Promise<{ personId: string; first: boolean } | undefined> {
  const [row] = await tx.execute<{ personId: string; first: boolean }>(sql`
    update certificates c set revoked_at = coalesce(c.revoked_at, ${at(now)}), revoked_reason = ${reason}
    where c.code = ${code} and (c.revoked_at is null or c.revoked_reason = ${reason}) and ${isTheirs(caller)}
    returning c.person_id as "personId", c.revoked_at = ${at(now)} as first`);
  return row;
}
