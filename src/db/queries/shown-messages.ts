import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, json } from './sql-values.ts';

export type ShownButton = { label: string; data: string };
export type ShownRow = { messageId: number; buttons: ShownButton[]; takenBy: number | null };
export type NewShown = { personId: string; messageId: number; buttons: readonly ShownButton[] };

/** So many messages of a person are kept. */
const KEPT = 5;

/** Notes what people have on their screens now, and forgets their oldest. */
export async function putShown(db: Db | Tx, shown: readonly NewShown[], now: Date): Promise<void> {
  await db.execute(sql`
    with fresh as (
      select "personId" as person_id, "messageId" as message_id, buttons
      from jsonb_to_recordset(${json(shown)}) as r("personId" uuid, "messageId" bigint, buttons jsonb)
    ), put as (
      insert into shown_messages (person_id, message_id, buttons, shown_at)
      select person_id, message_id, buttons, ${at(now)} from fresh
      on conflict (person_id, message_id) do update set buttons = excluded.buttons, shown_at = excluded.shown_at, taken_by = null)
    delete from shown_messages s using fresh f where s.person_id = f.person_id and s.message_id <> f.message_id
      and (select count(*) from shown_messages k where k.person_id = s.person_id
        and (k.shown_at, k.message_id) > (s.shown_at, s.message_id)) >= ${KEPT - 1}`);
}

/** What a person was shown since then, the newest first. */
export async function findShown(db: Db, personId: string, since: Date): Promise<ShownRow[]> {
  const rows = await db.execute<ShownRow>(sql`
    select message_id::float8 as "messageId", buttons, taken_by::float8 as "takenBy" from shown_messages
    where person_id = ${personId} and shown_at > ${at(since)} order by shown_at desc, message_id desc`);
  return [...rows];
}

/** @param updateId the update whose word pressed a button of it; null: none did after all */
export async function markTaken(
  db: Db,
  personId: string,
  messageId: number,
  updateId: number | null,
): Promise<void> {
  await db.execute(sql`
    update shown_messages set taken_by = ${updateId} where person_id = ${personId} and message_id = ${messageId}`);
}
