import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { at, bigints, json } from './sql-values.ts';

export type ConversationRow = {
  flow: string;
  step: string;
  data: Record<string, unknown>;
  lastUpdateId: number;
  promptIds: number[];
  expired: boolean;
};

export async function findConversation(
  db: Db,
  chatId: number,
  now: Date,
): Promise<ConversationRow | undefined> {
  const [row] = await db.execute<ConversationRow>(sql`
    select flow, step, data, last_update_id::float8 as "lastUpdateId", prompt_ids::float8[] as "promptIds", expires_at <= ${at(now)} as expired
    from conversations where chat_id = ${chatId}`);
  return row;
}

/** Returns the name of the live wizard whose place this one takes, or whose next step it is; a repeated update takes none. */
export async function putConversation(
  db: Db,
  chatId: number,
  {
    flow,
    step,
    data,
    updateId,
    expiresAt,
  }: { flow: string; step: string; data: Record<string, unknown>; updateId: number; expiresAt: Date },
  now: Date,
): Promise<string | undefined> {
  const [row] = await db.execute<{ before: string | null }>(sql`
    with before as (select flow from conversations where chat_id = ${chatId} and expires_at > ${at(now)} and last_update_id <> ${updateId})
    insert into conversations (chat_id, flow, step, data, last_update_id, expires_at)
    values (${chatId}, ${flow}, ${step}, ${json(data)}, ${updateId}, ${at(expiresAt)})
    on conflict (chat_id) do update set flow = excluded.flow, step = excluded.step, data = excluded.data,
      last_update_id = excluded.last_update_id, expires_at = excluded.expires_at,
      prompt_ids = case when conversations.flow = excluded.flow then conversations.prompt_ids else '{}' end
    returning (select flow from before) as before`);
  return row?.before ?? undefined;
}

/** Notes which messages ask for the step at which the named wizard stands. */
export async function putPrompts(
  db: Db,
  chatId: number,
  flow: string,
  promptIds: readonly number[],
): Promise<void> {
  await db.execute(
    sql`update conversations set prompt_ids = ${bigints(promptIds)} where chat_id = ${chatId} and flow = ${flow}`,
  );
}

/** Ends the named wizard, and marks the update that ended it as handled: both, or neither. */
export async function deleteConversation(
  db: Db,
  chatId: number,
  flow: string,
  { botId, updateId }: { botId: number; updateId: number },
  now: Date,
): Promise<void> {
  await db.execute(sql`
    with ended as (delete from conversations where chat_id = ${chatId} and flow = ${flow})
    update processed_updates set state = 'done', body = null, done_at = ${at(now)}
    where bot_id = ${botId} and update_id = ${updateId}`);
}
