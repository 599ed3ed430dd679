import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at } from './sql-values.ts';

export type BotRow = {
  id: number;
  username: string;
  unitName: string | null;
  pausedAt: string | null;
  pausedWhy: string | null;
};

/** Notes a configured bot and the unit it serves (null: whatever no other bot serves). */
export async function putBot(
  tx: Db | Tx,
  bot: { id: number; username: string; unitId: string | null },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into bots (id, username, unit_id, seen_at) values (${bot.id}, ${bot.username}, ${bot.unitId}, ${at(now)})
    on conflict (id) do update set username = excluded.username, unit_id = excluded.unit_id, seen_at = excluded.seen_at`);
}

/** Accounts and pending rows from before bots had names belong to the first bot. */
export async function adoptByFirstBot(tx: Tx, botId: number): Promise<void> {
  await tx.execute(sql`update telegram_accounts set bot_id = ${botId} where bot_id = 0`);
  await tx.execute(
    sql`update deliveries set bot_id = ${botId} where bot_id = 0 and state in ('pending', 'unreachable')`,
  );
}

export async function findBots(db: Db): Promise<BotRow[]> {
  const rows = await db.execute<BotRow>(sql`
    select b.id::float8 as id, b.username, u.name as "unitName", b.paused_at as "pausedAt", b.paused_why as "pausedWhy"
    from bots b left join organisation_units u on u.id = b.unit_id order by b.unit_id is not null, b.id`);
  return [...rows];
}

/** Whether an operator holds this bot's queue, or everything is held since the database was restored. */
export async function isBotPaused(db: Db, botId: number): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from bots where id = ${botId} and paused_at is not null union all select 1 from database_marks where held_at is not null`);
  return rows.length > 0;
}

/** Holds a bot's queue (`why` given) or lets it go on (null); false when it was so already or there is no such bot. */
export async function markBotPaused(
  tx: Db | Tx,
  botId: number,
  why: string | null,
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update bots set paused_at = ${why === null ? sql`null` : at(now)}, paused_why = ${why}
    where id = ${botId} and (paused_at is null) = ${why !== null} returning 1`);
  return rows.length === 1;
}

/** The bot that serves a person: the one of the nearest unit above their post, else the one for everybody. */
export async function findBotOf(
  db: Db | Tx,
  personId: string,
  day: string,
): Promise<{ id: number; username: string } | undefined> {
  const [row] = await db.execute<{ id: number; username: string }>(sql`
    select b.id::float8 as id, b.username from bots b
    left join lateral (select min(c.depth) as depth from posts o join unit_closure c on c.descendant_id = o.unit_id and c.ancestor_id = b.unit_id
      where o.person_id = ${personId} and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)) near on true
    where b.unit_id is null or near.depth is not null order by near.depth nulls last, b.id limit 1`);
  return row;
}

/** The unit at a path from the root, names joined by "/"; undefined when there is none. */
export async function findUnitByPath(db: Db, path: string): Promise<string | undefined> {
  const [row] = await db.execute<{ id: string }>(sql`
    select u.id from organisation_units u
    where (select string_agg(a.name, '/' order by c.depth desc) from unit_closure c join organisation_units a on a.id = c.ancestor_id
      where c.descendant_id = u.id) = ${path}`);
  return row?.id;
}
