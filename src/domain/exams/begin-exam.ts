import type { Db } from '../../db/client.ts';
import { lockInvitee } from '../../db/queries/exams.ts';
import { findOwnExam } from '../../db/queries/own-exams.ts';
import { sitDown, type Seated } from '../quizzes/sit-down.ts';
import { quizSettingsSchema } from '../rules/study-rules.ts';
import { examPaperSchema, settingsFor } from './exam-rules.ts';

export type Begun = Seated | { ok: false; problem: 'not-found' | 'cancelled' | 'excused' };

/**
 * Begins an exam, or goes on with it: by the person's own window and minutes, from the paper that was fixed when it was
 * called. However often it is pressed, one attempt is begun.
 */
export function beginExam(db: Db, personId: string, quizId: string, now: Date): Promise<Begun> {
  return db.transaction(async (tx): Promise<Begun> => {
    if (!(await lockInvitee(tx, quizId, personId))) return { ok: false, problem: 'not-found' };
    const row = await findOwnExam(tx, quizId, personId);
    if (!row) return { ok: false, problem: 'not-found' };
    if (row.cancelled) return { ok: false, problem: 'cancelled' };
    if (row.excused && row.attemptId === null) return { ok: false, problem: 'excused' };
    const { types, blueprint, items } = examPaperSchema.parse(row.paper);
    const seat = {
      quizId,
      personId,
      settings: settingsFor(quizSettingsSchema.parse(row.settings), row),
      window: { opensAt: new Date(row.opensAt), closesAt: new Date(row.closesAt) },
      draw: {
        types,
        blueprint,
        items,
        fill: blueprint.flatMap(({ topics }) => topics),
        // An exam weighs every post the same.
        preferred: { topics: [], count: 0 },
      },
    };
    return sitDown(tx, seat, now);
  });
}
