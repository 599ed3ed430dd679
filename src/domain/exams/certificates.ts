import { randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import {
  findCertificate,
  findCertificateByCode,
  findCertificateOfCaller,
  insertCertificate,
  markRevoked,
  type CertificateRow,
} from '../../db/queries/certificates.ts';
import { countCodeFailure, isLockedOut } from '../../db/queries/code-failures.ts';
import { BINDING_LIMIT, type Actor } from '../people/rules.ts';
import { callerOf, logExam } from './call-exam.ts';
import { codeOf, readCode } from './code-rules.ts';
import { readExamAttempt } from './own-exams.ts';

export type { CertificateRow };

export type Issued =
  { ok: true; certificate: CertificateRow } | { ok: false; problem: 'not-found' | 'revoked' };

/**
 * The certificate of an exam that a person has passed, made when they first ask for it and the same ever after: its facts
 * are copied, and its code is random. Nothing for who has not passed, or may not see their marks yet.
 * @param title what the exam is called, in both languages
 */
export async function issueCertificate(
  db: Db,
  person: Actor,
  attemptId: string,
  titleOf: (topic: string | null) => { zh: string; en: string },
  now: Date,
): Promise<Issued> {
  const read = await readExamAttempt(db, attemptId, person.personId, now);
  if (!read?.exam.marksShown) return { ok: false, problem: 'not-found' };
  const certificate = await db.transaction(async (tx) => {
    const made = {
      id: newId(),
      code: codeOf(randomBytes(10)),
      attemptId,
      personId: person.personId,
      title: titleOf(read.exam.topic),
    };
    if (await insertCertificate(tx, made, now))
      await logExam(tx, person, 'exams.certificate', { attemptId }, now, person.personId);
    return findCertificate(tx, attemptId, person.personId);
  });
  if (!certificate) return { ok: false, problem: 'not-found' };
  return certificate.revokedAt === null ? { ok: true, certificate } : { ok: false, problem: 'revoked' };
}

export type Verified =
  { ok: true; certificate: CertificateRow } | { ok: false; problem: 'unknown' | 'locked' | 'not-a-code' };

/** Looks a certificate up by its code, for anybody bound; wrong codes are counted and lock the account for a while. */
export async function verifyCertificate(db: Db, actor: Actor, text: string, now: Date): Promise<Verified> {
  const code = readCode(text);
  if (code === undefined) return { ok: false, problem: 'not-a-code' };
  const kind = 'certificate_failures';
  if (await isLockedOut(db, kind, actor.telegramId, now)) return { ok: false, problem: 'locked' };
  const certificate = await findCertificateByCode(db, code);
  if (certificate) return { ok: true, certificate };
  const { locked } = await countCodeFailure(db, kind, actor.telegramId, now, BINDING_LIMIT);
  return { ok: false, problem: locked ? 'locked' : 'unknown' };
}

/** A certificate that stands and that the actor may revoke, because they called its exam. */
export const findRevocable = (db: Db, actor: Actor, code: string): Promise<CertificateRow | undefined> =>
  findCertificateOfCaller(db, code, callerOf(actor));

/** Revokes a certificate of an exam that the actor called, with a reason; logged. False when there is none that stands. */
export function revokeCertificate(
  db: Db,
  actor: Actor,
  { code, reason }: { code: string; reason: string },
  now: Date,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const revoked = await markRevoked(tx, { code, reason }, callerOf(actor), now);
    if (revoked?.first) await logExam(tx, actor, 'exams.revoke', { code, reason }, now, revoked.personId);
    return revoked !== undefined;
  });
}
