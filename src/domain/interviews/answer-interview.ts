import type { Db } from '../../db/client.ts';
import { settleByAnswer } from '../../db/queries/deliveries.ts';
import { findInterviewOf, markInterviewAnswered, type InterviewRow } from '../../db/queries/interviews.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import type { Actor } from '../people/rules.ts';

export type InterviewAnswer = 'confirmed' | 'move-asked' | 'cannot-attend';

/**
 * Stores the subject's answer and tells the supervisor, in one transaction. A confirmed interview may still be asked to
 * move; otherwise the first answer stays. The answer is to a round: one to an earlier notice is not stored. Undefined for
 * anybody else's interview.
 */
export function answerInterview(
  db: Db,
  person: Actor,
  {
    id,
    answer,
    reason,
    round,
  }: { id: string; answer: InterviewAnswer; reason: string | null; round: number },
  now: Date,
): Promise<{ interview: InterviewRow; stored: boolean } | undefined> {
  return db.transaction(async (tx) => {
    const stored = await markInterviewAnswered(
      tx,
      { id, personId: person.personId, state: answer, reason, round },
      now,
    );
    const interview = await findInterviewOf(tx, id, person.personId);
    if (!interview || interview.personId !== person.personId) return undefined;
    await settleByAnswer(tx, id, person.personId, now);
    if (stored) {
      await tellOne(
        tx,
        {
          kind: 'interview-answer',
          personId: interview.orderedBy,
          subjectId: id,
          onceKey: `interview-answer:${id}:${answer}${round === 0 ? '' : `:${round}`}`,
        },
        now,
      );
    }
    return { interview, stored };
  });
}
