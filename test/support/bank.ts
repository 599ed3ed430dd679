import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Db } from '../../src/db/client.ts';
import { pack } from './pack.ts';

const TYPES = ['single', 'multiple', 'truefalse', 'case', 'fill', 'numeric', 'ordering', 'matching'] as const;
export type BankType = (typeof TYPES)[number];
const SHAPES = {
  single: { options: ['a', 'b', 'c', 'd'], answer: [1] },
  multiple: { options: ['a', 'b', 'c', 'd'], answer: [0, 2] },
  truefalse: { options: ['对', '错'], answer: [1] },
  case: { options: ['a', 'b', 'c', 'd'], answer: [0, 2], extra: { scenario: 'what happened' } },
  fill: { options: [], answer: [], extra: { blanks: [['one', '1'], ['two']] } },
  numeric: { options: [], answer: [], extra: { answer: 18, unit: '月', tolerance: 0 } },
  ordering: { options: ['a', 'b', 'c'], answer: [0, 1, 2] },
  matching: { options: ['x', 'y', 'z'], answer: [0, 1], extra: { left: ['p', 'q'] } },
};

/** One question of each type for every topic of the daily paper, on a document in force. Returns how many. */
export async function addBank(db: Db): Promise<number> {
  const documentId = newId();
  await db.execute(sql`
    insert into documents (id, title, version, in_force_from, provenance, status)
    values (${documentId}, 'Sample law', '2026', '2026-01-01', 'full-text', 'in-force')`);
  const topics = pack.quizPresets.daily.blueprint.flatMap((line) => line.topics);
  const rows = topics.flatMap((topic) =>
    TYPES.map((type) => ({
      id: newId(),
      versionId: newId(),
      code: `${topic}-${type}`,
      topic,
      type,
      extra: {},
      ...SHAPES[type],
    })),
  );
  const list = JSON.stringify(rows);
  await db.execute(sql`
    insert into questions (id, code, topic, status, created_at)
    select id, code, topic, 'published', now() from jsonb_to_recordset(${list}::jsonb) as r(id uuid, code text, topic text)`);
  await db.execute(sql`
    insert into question_versions (id, question_id, version, type, stem, options, answer, extra, explanation, difficulty, document_id,
      place, quote, provenance, content_hash, created_at)
    select "versionId", id, 1, type, 'stem of ' || code, options, answer, extra, 'because', 1, ${documentId}, '第一条', 'quote', 'full-text', code, now()
    from jsonb_to_recordset(${list}::jsonb) as r(id uuid, "versionId" uuid, code text, type text, options jsonb, answer jsonb, extra jsonb)`);
  return rows.length;
}
