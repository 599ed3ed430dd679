import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Db } from '../../src/db/client.ts';
import { quizSettingsSchema } from '../../src/domain/rules/study-rules.ts';
import { pack } from './pack.ts';

/** Somebody has finished a daily paper at that moment, 4 of 5 right unless said otherwise. `slot` keeps it apart from their others. */
export async function finishPaper(
  db: Db,
  personId: string,
  slot: string,
  at: Date | string,
  correct = 4,
): Promise<void> {
  const [quizId, paperId, time] = [newId(), newId(), new Date(at).toISOString()];
  const settings = JSON.stringify(quizSettingsSchema.parse(pack.quizPresets.daily));
  await db.execute(sql`
    insert into quizzes (id, preset, slot, settings, rule_pack_version, opens_at, created_at)
    values (${quizId}, 'daily', ${slot}, ${settings}::jsonb, ${pack.version}, ${time}, ${time}) on conflict (preset, slot) do nothing`);
  await db.execute(sql`
    insert into papers (id, quiz_id, person_id, number, seed, created_at)
    select ${paperId}, id, ${personId}, 1, 's', ${time} from quizzes where preset = 'daily' and slot = ${slot}`);
  await db.execute(sql`
    insert into attempts (id, paper_id, number, started_at, finished_at, ended_by, answered, correct, points, total)
    values (${newId()}, ${paperId}, 1, ${time}, ${time}, 'person', 5, ${correct}, ${correct}, 5)`);
}
