import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Db } from '../../../src/db/client.ts';
import { quizSettingsSchema } from '../../../src/domain/rules/study-rules.ts';
import { pack } from '../../support/pack.ts';

/** Single choices with four options, of which the first is right, each on the article it is given; returns their versions. */
export async function layQuestions(db: Db, places: readonly string[], title = 'Law'): Promise<string[]> {
  const documentId = newId();
  await db.execute(sql`
    insert into documents (id, title, version, in_force_from, provenance, status)
    values (${documentId}, ${title}, '1', '2026-01-01', 'full-text', 'in-force')`);
  const versions: string[] = [];
  for (const place of places) {
    const [id, versionId] = [newId(), newId()];
    await db.execute(
      sql`insert into questions (id, code, topic, status, created_at) values (${id}, ${id}, 'branch', 'published', now())`,
    );
    await db.execute(sql`
      insert into question_versions (id, question_id, version, type, stem, options, answer, explanation, difficulty, document_id, place, quote,
        provenance, content_hash, created_at)
      values (${versionId}, ${id}, 1, 'single', 'stem', '["a","b","c","d"]', '[0]', 'because', 1, ${documentId}, ${place}, ${`words of ${place}`},
        'full-text', ${id}, now())`);
    versions.push(versionId);
  }
  return versions;
}

export async function layQuiz(
  db: Db,
  {
    preset,
    slot,
    closesAt,
  }: { preset: 'daily' | 'weekly' | 'exam' | 'mock'; slot: string; closesAt: Date | null },
): Promise<string> {
  const id = newId();
  const settings = JSON.stringify(quizSettingsSchema.parse(pack.quizPresets[preset]));
  await db.execute(sql`
    insert into quizzes (id, preset, slot, settings, rule_pack_version, opens_at, closes_at, created_at)
    values (${id}, ${preset}, ${slot}, ${settings}::jsonb, ${pack.version}, '2026-01-01', ${closesAt?.toISOString() ?? null}, now())`);
  return id;
}

export type Given = { version: string; chosen: number; at: Date; sure?: boolean };

/** One finished attempt of a person; the first option is right. */
export async function layAnswers(
  db: Db,
  quizId: string,
  personId: string,
  given: readonly Given[],
  number = 1,
): Promise<void> {
  const [paperId, attemptId] = [newId(), newId()];
  const at = (given[0]?.at ?? new Date(0)).toISOString();
  const right = given.filter(({ chosen }) => chosen === 0).length;
  await db.execute(
    sql`insert into papers (id, quiz_id, person_id, number, seed, created_at) values (${paperId}, ${quizId}, ${personId}, ${number}, 's', ${at})`,
  );
  await db.execute(sql`
    insert into attempts (id, paper_id, number, started_at, finished_at, ended_by, answered, correct, points, total)
    values (${attemptId}, ${paperId}, 1, ${at}, ${at}, 'person', ${given.length}, ${right}, ${right}, ${given.length})`);
  const rows = JSON.stringify(
    given.map(({ version, chosen, at: time, sure }, position) => ({
      position,
      version,
      chosen,
      at: time.toISOString(),
      confidence: sure === undefined ? null : sure ? 'sure' : 'unsure',
    })),
  );
  await db.execute(sql`
    insert into paper_items (paper_id, position, question_version_id, option_order)
    select ${paperId}, position, version, '{0,1,2,3}' from jsonb_to_recordset(${rows}::jsonb) as r(position int, version uuid)`);
  await db.execute(sql`
    insert into answers (attempt_id, position, chosen, pressed_at, submitted_at, correct, fraction, confidence)
    select ${attemptId}, position, array[chosen], at, at, chosen = 0, case when chosen = 0 then 1 else 0 end, confidence
    from jsonb_to_recordset(${rows}::jsonb) as r(position int, chosen int, at timestamptz, confidence text)`);
}
