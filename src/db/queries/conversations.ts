import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { openField, sealField } from '../sealed-fields.ts';
import { at, bigints, json } from './sql-values.ts';

export type ConversationRow = {
  flow: string;
  step: string;
  data: Record<string, unknown>;
  lastUpdateId: number;
  promptIds: number[];
  expired: boolean;
};

/** What was stored before there were keys is the object itself. */
const openData = (db: Db, chatId: number, data: string | ConversationRow['data']): ConversationRow['data'] =>
  typeof data === 'string'
    ? (JSON.parse(openField(db, 'conversations.data', chatId, data)) as ConversationRow['data'])
    : data;

export async function findConversation(
  db: Db,
  chatId: number,
  now: Date,
): Promise<ConversationRow | undefined> {
  const [row] = await db.execute<
    Omit<ConversationRow, 'data'> & { data: string | ConversationRow['data'] }
  >(sql`
    select flow, step, data, last_update_id::float8 as "lastUpdateId", prompt_ids::float8[] as "promptIds", expires_at <= ${at(now)} as expired
    from conversations where chat_id = ${chatId}`);
  return row && { ...row, data: openData(db, chatId, row.data) };
}

/**
 * Returns the live wizard whose place this one takes, or whose next step it is, and the messages that asked for its step.
 * A repeated update takes no one's place.
 */
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
): Promise<{ flow: string; promptIds: number[]; repeated: boolean } | undefined> {
  const [row] = await db.execute<{ flow: string | null; promptIds: number[]; repeated: boolean }>(sql`
    with before as (select flow, prompt_ids, last_update_id = ${updateId} as repeated
      from conversations where chat_id = ${chatId} and expires_at > ${at(now)})
    insert into conversations (chat_id, flow, step, data, last_update_id, expires_at)
    values (${chatId}, ${flow}, ${step}, ${json(sealField(db, 'conversations.data', chatId, JSON.stringify(data)))}, ${updateId}, ${at(expiresAt)})
    on conflict (chat_id) do update set flow = excluded.flow, step = excluded.step, data = excluded.data,
      last_update_id = excluded.last_update_id, expires_at = excluded.expires_at,
      prompt_ids = case when conversations.flow = excluded.flow then conversations.prompt_ids else '{}' end
    returning (select flow from before) as flow, (select prompt_ids from before)::float8[] as "promptIds",
      (select repeated from before) as repeated`);
  return row?.flow ? { ...row, flow: row.flow } : undefined;
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
