import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { closedForAll } from './exams.ts';
import { at, uuids } from './sql-values.ts';

export type MistakeRow = {
  onceKey: string;
  source: 'answer' | 'card';
  personId: string;
  questionId: string;
  versionId: string;
  chosen: number[];
  typed: string[];
  confidence: 'sure' | 'unsure' | null;
  at: string;
};

/**
 * Wrong answers that are final and whose key their person may see now (`shownOf`), in quizzes and on study cards, that
 * the book has not taken note of: of an exam, when it has closed for everybody. A slot without an answer is no mistake.
 */
const mistakes = (now: Date): SQL => sql`
  select w.* from (
    select 'answer:' || s.attempt_id || ':' || s.position as once_key, 'answer' as source, p.person_id, i.question_version_id, s.chosen, s.typed,
      s.confidence, s.submitted_at as at
    from papers p join quizzes q on q.id = p.quiz_id join attempts a on a.paper_id = p.id
    join answers s on s.attempt_id = a.id and s.correct = false join paper_items i on i.paper_id = p.id and i.position = s.position
    where (case when a.finished_at is null then case when q.settings->>'answers' = 'final' then q.settings->'review'->'during' end
      when ${closedForAll} <= ${at(now)} then q.settings->'review'->'closed' else q.settings->'review'->'after' end->>'key')::boolean
    union all
    select 'card:' || c.person_id || ':' || c.card, 'card', c.person_id, c.question_version_id, c.chosen, '{}'::text[], null, c.at
    from card_answers c where not c.correct) w
  where not exists (select 1 from review_log l where l.once_key = w.once_key)`;

/** All of these people's, in the order they were made. */
export async function findMistakes(tx: Tx, personIds: readonly string[], now: Date): Promise<MistakeRow[]> {
  return tx.execute<MistakeRow>(sql`
    select w.once_key as "onceKey", w.source, w.person_id as "personId", v.question_id as "questionId", v.id as "versionId",
      to_jsonb(w.chosen) as chosen, to_jsonb(w.typed) as typed, w.confidence, w.at
    from (${mistakes(now)}) w join question_versions v on v.id = w.question_version_id
    where w.person_id = any(${uuids(personIds)}) order by w.at, w.once_key`);
}

/**
 * People, in the order of their ids and after `after`, who have such mistakes and ended an attempt, answered a card, or saw a quiz close
 * since a moment.
 */
export async function findPeopleWithMistakes(
  db: Db | Tx,
  { since, after, limit }: { since: Date; after: string | null; limit: number },
  now: Date,
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    with recent as (
      select p.person_id from attempts a join papers p on p.id = a.paper_id where a.finished_at > ${at(since)}
      union select p.person_id from quizzes q join papers p on p.quiz_id = q.id where ${closedForAll} > ${at(since)} and ${closedForAll} <= ${at(now)}
      union select person_id from card_answers where not correct and at > ${at(since)})
    select r.person_id as id from recent r where (${after}::uuid is null or r.person_id > ${after}::uuid)
      and exists (select 1 from (${mistakes(now)}) w where w.person_id = r.person_id)
    order by r.person_id limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** Locks people in the order of their ids, so that two sweeps cannot block each other. */
export async function lockPeople(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`select 1 from people where id = any(${uuids(ids)}) order by id for no key update`);
}
