import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { approveKey } from '../../../src/domain/questions/decide-correction.ts';
import { proposeCorrection } from '../../../src/domain/questions/propose-correction.ts';
import { answerSlot } from '../../../src/domain/quizzes/answer-slot.ts';
import { openQuiz } from '../../../src/domain/quizzes/open-quiz.ts';
import { readAttempt } from '../../../src/domain/quizzes/read-attempt.ts';
import { START } from '../../support/clock.ts';
import { addBank } from '../../support/bank.ts';
import { createTestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';

export const NOW = new Date(START);
export const MINUTE = 60_000;
/** All five are in every daily paper. */
const FIVE = [
  'constitution-programme',
  'membership',
  'discipline-general',
  'discipline-political',
  'supervision',
];
/** The key of the first is found to be wrong. */
export const WRONG = `${FIVE[0]}-single`;

/** A bank of five questions with the key 1 of 0–3, an editor, an administrator, and people who take the daily paper. */
export async function startRegrading() {
  const { db, ownerUrl, close } = await createTestDatabase();
  const units = await layUnits(db);
  await addBank(db);
  await db.execute(sql`
    update questions set status = 'retired' where code <> all(array(select jsonb_array_elements_text(${JSON.stringify(
      FIVE.map((topic) => `${topic}-single`),
    )}::jsonb)))`);
  const editor = await addPerson(db, { unitId: units.county, roles: ['editor'] });
  const admin = await addPerson(db, { unitId: units.county, roles: ['admin'] });
  const [wrong] = await db.execute<{ id: string }>(sql`
    select v.id from question_versions v join questions q on q.id = v.question_id where q.code = ${WRONG}`);
  const versionId = wrong?.id ?? '';

  /** Answers the first `count` slots of a daily paper with the key, the wrong question with `option`. */
  async function sit(person: Pick<Actor, 'personId'>, option: number, count = 5, now = NOW): Promise<string> {
    const opened = await openQuiz(db, person.personId, { preset: 'daily' }, pack, now);
    if (!opened.ok) throw new Error(opened.problem);
    const { attemptId } = opened;
    const slots = await readAttempt(db, attemptId, person.personId, now);
    const isWrong = (slot: { versionId: string }) => slot.versionId === versionId;
    const ordered = [...slots.filter(isWrong), ...slots.filter((slot) => !isWrong(slot))].slice(0, count);
    for (const slot of ordered) await press({ ...person, attemptId }, slot, isWrong(slot) ? option : 1, now);
    return attemptId;
  }
  async function press(
    { personId, attemptId }: { personId: string; attemptId: string },
    slot: { position: number; order: readonly number[] },
    option: number,
    now = NOW,
  ) {
    const place = { attemptId, personId, position: slot.position };
    return answerSlot(db, place, { kind: 'press', option: slot.order.indexOf(option), n: 1 }, now);
  }
  /** Proposes that `option` is right, of the version that is the newest unless one is named. */
  async function propose(option: number, version = versionId, by = editor): Promise<string> {
    const id = newId();
    const draft = {
      id,
      versionId: version,
      key: { options: [option] },
      explanation: 'so it says',
      reason: 'article 1',
    };
    const proposed = await proposeCorrection(db, by, draft, NOW);
    if (!proposed.ok) throw new Error(proposed.problem);
    return id;
  }
  async function correct(option: number, version = versionId, now = NOW): Promise<string> {
    const id = await propose(option, version);
    const done = await approveKey(db, admin, id, now);
    if (!done.ok) throw new Error(done.problem);
    return id;
  }
  const stands = async (attemptId: string) => {
    const [row] = await db.execute<{ correct: number; points: number; first: boolean }>(sql`
      select a.correct, a.points, s.correct as first from attempts a join paper_items i on i.paper_id = a.paper_id and i.question_version_id = ${versionId}
      join answers s on s.attempt_id = a.id and s.position = i.position where a.id = ${attemptId}`);
    return row;
  };
  return { db, ownerUrl, units, editor, admin, versionId, sit, press, propose, correct, stands, close };
}
