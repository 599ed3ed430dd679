import { findClass, type ClassRow } from '../../db/queries/classes.ts';
import type { Db } from '../../db/client.ts';
import { dayOf } from '../schedule/calendar.ts';

export type ClassSubject = {
  kind: 'class-offer' | 'class-seat' | 'class-reminder' | 'class-moved' | 'class-feedback';
  meeting: ClassRow;
};

/** What is said about a class to who may sign up, or has; undefined where there is nothing to say any more. */
export async function readClassSubject(
  db: Db,
  kind: ClassSubject['kind'],
  { personId, subjectId }: { personId: string; subjectId: string | null },
  now: Date,
): Promise<ClassSubject | undefined> {
  const whose = { personId, scope: [], day: dayOf(now) };
  const row = subjectId ? await findClass(db, subjectId, whose) : undefined;
  return row && stands(kind, row, now) ? { kind, meeting: row } : undefined;
}

function stands(kind: ClassSubject['kind'], row: ClassRow, now: Date): boolean {
  if (kind === 'class-feedback')
    return row.own === 'present' && !row.hasAnswered && row.state !== 'cancelled';
  if (row.state !== 'planned' || new Date(row.startsAt) <= now) return false;
  const isOn = row.signedUp === 'seated' || row.signedUp === 'waiting';
  if (kind === 'class-offer') return row.isMeant && !isOn && now <= new Date(row.signUpUntil);
  return kind === 'class-moved' ? isOn : row.signedUp === 'seated';
}
