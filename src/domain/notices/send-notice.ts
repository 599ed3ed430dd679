import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { countAudience, insertNotice, type AudienceCount } from '../../db/queries/notices.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { findTextProblem, type TextProblem } from './rules.ts';

export type { AudienceCount };

/** How many a notice to these units would reach; units outside the author's scope count for nobody. */
export function previewAudience(
  db: Db,
  author: Actor,
  unitIds: readonly string[],
  now: Date,
): Promise<AudienceCount> {
  return countAudience(db, unitIds, scopeOf(author, 'notices.send'), author.personId, dayOf(now));
}

export type Sent =
  | { ok: true; first: boolean }
  | { ok: false; problem: 'not-allowed' | 'nobody' }
  | { ok: false; problem: 'text'; text: TextProblem };

/**
 * Freezes the audience and queues the notice in one transaction. The id was made when the wizard opened: confirming
 * twice sends once (`first: false`).
 */
export async function sendNotice(
  db: Db,
  author: Actor,
  notice: { id: string; text: string; unitIds: readonly string[] },
  now: Date,
): Promise<Sent> {
  const scope = scopeOf(author, 'notices.send');
  if (scope.length === 0) return { ok: false, problem: 'not-allowed' };
  const problem = findTextProblem(notice.text);
  if (problem) return { ok: false, problem: 'text', text: problem };
  const { people } = await previewAudience(db, author, notice.unitIds, now);
  if (people === 0) return { ok: false, problem: 'nobody' };
  return db.transaction(async (tx) => {
    const row = { ...notice, authorId: author.personId, needsAcknowledgement: true };
    const first = await insertNotice(tx, row, scope, dayOf(now), now);
    const detail = { noticeId: notice.id, people };
    if (first)
      await insertAccess(
        tx,
        {
          id: newId(),
          actorId: author.personId,
          action: 'notices.send',
          subjectPersonId: null,
          purpose: null,
          detail,
        },
        now,
      );
    return { ok: true, first };
  });
}
