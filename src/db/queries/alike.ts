import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { closedForAll } from './exams.ts';
import type { QuestionType } from './questions.ts';
import { at, isUnder } from './sql-values.ts';

/** Only what was the same for many and is over: weekly quizzes and formal exams. Never what people practise by. */
const comparable = (now: Date): SQL => sql`q.preset in ('weekly', 'exam') and ${closedForAll} <= ${at(now)}`;

/** Whether the person of paper `p` holds a post under `scope`. */
const isInScope = (scope: readonly string[], day: string): SQL => sql`exists (
  select 1 from posts o where o.person_id = p.person_id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
    and ${isUnder(sql`o.unit_id`, scope)})`;

/** `topic`: of an exam, the group of topics it is about, if any; `closesAt`: when it had closed for everybody. */
export type ComparableQuiz = { preset: string; topic: string | null; closesAt: string };
export type ComparableRow = ComparableQuiz & { id: string; people: number };

const comparedColumns = sql`q.preset, (select x.topic from exams x where x.quiz_id = q.id) as topic, ${closedForAll} as "closesAt"`;

/** Finished quizzes that people of the scope took, the newest first. */
export async function findComparable(
  db: Db,
  scope: readonly string[],
  day: string,
  { limit, offset }: { limit: number; offset: number },
  now: Date,
): Promise<(ComparableRow & { total: number })[]> {
  return db.execute(sql`
    select q.id, ${comparedColumns}, count(distinct p.person_id)::int as people, count(*) over ()::int as total
    from quizzes q join papers p on p.quiz_id = q.id where ${comparable(now)} and ${isInScope(scope, day)}
    group by q.id order by "closesAt" desc, q.id limit ${limit} offset ${offset}`);
}

export type ChoiceRow = {
  personId: string;
  versionId: string;
  type: QuestionType;
  options: string[];
  answer: number[];
  chosen: number[];
  correct: boolean;
  pressedAt: string;
};

/** What people of the scope answered to choice questions of a finished quiz in their first attempt; nothing for another quiz. */
export async function findChoices(
  tx: Tx,
  quizId: string,
  scope: readonly string[],
  day: string,
  now: Date,
): Promise<ChoiceRow[]> {
  return tx.execute<ChoiceRow>(sql`
    select p.person_id as "personId", v.id as "versionId", v.type, v.options, coalesce(k.answer, v.answer) as answer, to_jsonb(s.chosen) as chosen, s.correct,
      s.pressed_at as "pressedAt"
    from quizzes q join papers p on p.quiz_id = q.id and p.number = 1 join attempts a on a.paper_id = p.id and a.number = 1
    join answers s on s.attempt_id = a.id and s.submitted_at is not null
    join paper_items i on i.paper_id = p.id and i.position = s.position join question_versions v on v.id = i.question_version_id
    left join corrected_keys c on c.question_version_id = v.id left join question_versions k on k.id = c.key_version_id
    where q.id = ${quizId} and ${comparable(now)} and v.type in ('single', 'multiple', 'truefalse', 'case') and ${isInScope(scope, day)}
    order by p.person_id, s.position`);
}

/** A finished quiz that can be compared. */
export async function findComparableQuiz(
  tx: Tx,
  quizId: string,
  now: Date,
): Promise<ComparableQuiz | undefined> {
  const [row] = await tx.execute<ComparableQuiz>(
    sql`select ${comparedColumns} from quizzes q where q.id = ${quizId} and ${comparable(now)}`,
  );
  return row;
}
