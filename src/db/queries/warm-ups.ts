import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { at, uuids } from './sql-values.ts';

export type WarmUpRow = {
  versionId: string;
  stem: string;
  options: string[];
  /** The index of the right one. */
  answer: number;
  explanation: string;
  document: string;
  place: string;
};

/** Published questions with one right option, of documents that stand, in their newest versions, and short enough. */
export async function findWarmUpQuestions(
  db: Db,
  { stem, option, options }: { stem: number; option: number; options: number },
): Promise<WarmUpRow[]> {
  const rows = await db.execute<WarmUpRow>(sql`
    select * from (
      select distinct on (q.code) v.id as "versionId", v.type, v.stem, v.options, (v.answer->>0)::int as answer, v.explanation,
        d.title as document, v.place
      from questions q join question_versions v on v.question_id = q.id join documents d on d.id = v.document_id
      where q.status = 'published' and d.status = 'in-force' order by q.code, v.version desc) n
    where n.type = 'single' and length(n.stem) <= ${stem} and jsonb_array_length(n.options) between 2 and ${options}
      and not exists (select 1 from jsonb_array_elements_text(n.options) o where length(o) not between 1 and ${option})`);
  return [...rows];
}

export type GroupWarmUp = { at: string; updateId: number; recent: string[] };

export async function findGroupWarmUp(
  db: Db,
  botId: number,
  chatId: number,
): Promise<GroupWarmUp | undefined> {
  const [row] = await db.execute<GroupWarmUp>(sql`
    select at, update_id::float8 as "updateId", to_jsonb(recent) as recent from group_warm_ups where bot_id = ${botId} and chat_id = ${chatId}`);
  return row;
}

/** Notes a question for a group whose last one was before `since`; false where it was not. */
export async function putGroupWarmUp(
  db: Db,
  row: { botId: number; chatId: number; updateId: number; recent: readonly string[] },
  since: Date,
  now: Date,
): Promise<boolean> {
  const rows = await db.execute(sql`
    insert into group_warm_ups (bot_id, chat_id, at, update_id, recent)
    values (${row.botId}, ${row.chatId}, ${at(now)}, ${row.updateId}, ${uuids(row.recent)})
    on conflict (bot_id, chat_id) do update set at = excluded.at, update_id = excluded.update_id, recent = excluded.recent
      where group_warm_ups.at <= ${at(since)} returning 1`);
  return rows.length === 1;
}
