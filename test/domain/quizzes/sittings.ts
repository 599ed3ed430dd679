import { sql } from 'drizzle-orm';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { openQuiz, type OwnPreset } from '../../../src/domain/quizzes/open-quiz.ts';
import { readAttempt } from '../../../src/domain/quizzes/read-attempt.ts';
import type { RulePack } from '../../../src/domain/rules/rule-pack.ts';
import { addBank, type BankType } from '../../support/bank.ts';
import { createTestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';

export type Sitting = { person: Actor; personId: string; attemptId: string };

/** A bank with every type of question, and people who sit down to quizzes made of one. */
export async function startSittings() {
  const database = await createTestDatabase();
  const { db } = database;
  const unitId = (await layUnits(db)).a1;
  await addBank(db);

  /** Leaves only these types in the bank; none empties it. */
  const keepOnly = (...types: BankType[]) =>
    db.execute(sql`
      update questions q set status = case when exists (select 1 from question_versions v where v.question_id = q.id
        and v.type = any(array(select jsonb_array_elements_text(${JSON.stringify(types)}::jsonb)))) then 'published' else 'retired' end`);
  const sit = async (
    types: BankType | BankType[],
    now: Date,
    { preset = 'daily', rules = pack }: { preset?: OwnPreset; rules?: RulePack } = {},
  ): Promise<Sitting> => {
    await keepOnly(...[types].flat());
    const person = await addPerson(db, { unitId });
    const opened = await openQuiz(db, person.personId, { preset }, rules, now);
    if (!opened.ok) throw new Error(opened.problem);
    return { person, personId: person.personId, attemptId: opened.attemptId };
  };

  return {
    db,
    unitId,
    keepOnly,
    sit,
    addPerson: () => addPerson(db, { unitId }),
    /** Places in the shown order of what is right, or of what is not. */
    placesOf: async ({ attemptId, personId }: Sitting, position: number, right = true): Promise<number[]> => {
      const slot = (await readAttempt(db, attemptId, personId, new Date(0)))[position];
      if (!slot) throw new Error('no such slot');
      const { content, order } = slot;
      if (content.type === 'ordering') return content.items.map((_, at) => order.indexOf(at));
      if (content.type === 'matching') return content.pairs.map((_, at) => order.indexOf(at));
      const answer = 'answer' in content && Array.isArray(content.answer) ? content.answer : [];
      return order.flatMap((option, place) => (answer.includes(option) === right ? [place] : []));
    },
    stored: async (attemptId: string) => [
      ...(await db.execute<{
        position: number;
        chosen: number[];
        typed: string[];
        correct: boolean | null;
        fraction: number | null;
      }>(sql`
        select position, to_jsonb(chosen) as chosen, to_jsonb(typed) as typed, correct, fraction from answers
        where attempt_id = ${attemptId} order by position`)),
    ],
    attempt: async (attemptId: string) => {
      const [row] = await db.execute(sql`
        select finished_at is not null as finished, ended_by as "endedBy", counts, answered, correct, points, total from attempts where id = ${attemptId}`);
      return row;
    },
    close: () => database.close(),
  };
}
