import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { cancelPending, settleByAnswer } from '../../db/queries/deliveries.ts';
import {
  findRecordVersions,
  insertRecordVersion,
  markInterviewHeld,
} from '../../db/queries/interview-records.ts';
import { findInterviewOf, lockPeople, type InterviewRow } from '../../db/queries/interviews.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import type { Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { readKnownFields } from './record-interview.ts';
import { ANSWER_LIMIT, isWithin, sealBody, sealedSchema } from './record-rules.ts';

export type Submitted =
  | { ok: true; interview: InterviewRow; first: boolean }
  | { ok: false; problem: 'not-found' | 'bad-text' | 'over' };

/**
 * Takes the answer to a written inquiry (row F5), once: it is sealed as it is, word for word, and locked. One that comes
 * after its day is taken as well, and marked; who ordered it gets it. The same answer again, after a crash, is the same.
 */
export function answerInquiry(
  db: Db,
  person: Actor,
  { id, text }: { id: string; text: string },
  pack: RulePack,
  now: Date,
): Promise<Submitted> {
  return db.transaction(async (tx): Promise<Submitted> => {
    const known = await findInterviewOf(tx, id, person.personId);
    if (known?.personId !== person.personId || known.minutes > 0) return { ok: false, problem: 'not-found' };
    if (!isWithin(text, ANSWER_LIMIT)) return { ok: false, problem: 'bad-text' };
    await lockPeople(tx, [known.personId, known.orderedBy]);
    await settleByAnswer(tx, id, person.personId, now);
    const first = await markInterviewHeld(tx, id, 'announced');
    const interview = await findInterviewOf(tx, id, person.personId);
    if (!interview) return { ok: false, problem: 'not-found' };
    if (!first) {
      const [sealed] = await findRecordVersions(tx, id);
      const said = sealed && sealedSchema.parse(JSON.parse(sealed.body)).statement;
      return said?.kind === 'given' && said.text === text
        ? { ok: true, interview, first }
        : { ok: false, problem: 'over' };
    }
    await cancelPending(tx, [id]);
    const sealed = sealBody({
      interviewId: id,
      kind: interview.kind,
      rulePackVersion: pack.version,
      fields: await readKnownFields(tx, interview, pack, now),
      previous: null,
      statement: { kind: 'given', text },
      late: new Date(interview.startsAt) < now,
    });
    const version = { id: newId(), interviewId: id, version: 1, what: 'sealed' as const };
    await insertRecordVersion(tx, { ...version, ...sealed, authorId: person.personId }, now);
    await tellOne(tx, { kind: 'interview-sealed', personId: interview.orderedBy, subjectId: id }, now);
    return { ok: true, interview, first };
  });
}
