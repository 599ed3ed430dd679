import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { openRows, sealField } from '../sealed-fields.ts';
import { insertCarried, type DigestTimes } from './deliveries.ts';
import { at, texts } from './sql-values.ts';

export type EventKind =
  | 'opened'
  | 'evidence'
  | 'extension-asked'
  | 'extension-granted'
  | 'extension-refused'
  | 'handed-in'
  | 'returned'
  | 'closed'
  | 'escalated'
  | 'taken-over';
export type EventRow = {
  id: string;
  kind: EventKind;
  byName: string | null;
  text: string | null;
  fileId: string | null;
  day: string | null;
  at: string;
};

const columns = sql`e.id, e.kind, p.name as "byName", e.text, e.file_id as "fileId", e.day::text, e.at
  from rectification_events e left join people p on p.id = e.by`;

/** A page of an item's trail, the oldest first. */
export async function findEvents(
  db: Db | Tx,
  itemId: string,
  page: { offset: number; limit: number },
): Promise<EventRow[]> {
  const rows = await db.execute<EventRow>(sql`
    select ${columns} where e.item_id = ${itemId} order by e.at, e.id offset ${page.offset} limit ${page.limit}`);
  return openRows(db, rows, { text: 'rectification_events.text' });
}

export async function findEvent(
  db: Db | Tx,
  id: string,
): Promise<(EventRow & { itemId: string }) | undefined> {
  const [row] = await db.execute<EventRow & { itemId: string }>(
    sql`select e.item_id as "itemId", ${columns} where e.id = ${id}`,
  );
  return row && openRows(db, [row], { text: 'rectification_events.text' })[0];
}

/** False when the same is there already. */
export async function insertEvent(
  tx: Tx,
  row: {
    id: string;
    itemId: string;
    kind: EventKind;
    by: string;
    text?: string | null;
    fileId?: string | null;
    day?: string;
  },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into rectification_events (id, item_id, kind, by, text, file_id, day, at)
    values (${row.id}, ${row.itemId}, ${row.kind}, ${row.by},
      ${sealField(tx, 'rectification_events.text', row.id, row.text ?? null)}, ${row.fileId ?? null}, ${row.day ?? null}::date, ${at(now)})
    on conflict do nothing returning 1`);
  return rows.length === 1;
}

/**
 * Reminds the owners of what is due within `days`, but not within `later`, once for each day it is due on; a line of
 * their digest. Whoever is exempt is left alone.
 */
export function remindOwners(
  tx: Tx,
  { day, days, later }: { day: string; days: number; later: number },
  now: Date,
  digest: DigestTimes,
): Promise<number> {
  const audience = sql`
    select i.person_id, i.id as subject_id, 'rectification-reminder:' || i.id || ':' || i.due_on || ':' || ${days}::text as once_key,
      jsonb_build_object('dueOn', i.due_on) as data
    from rectification_items i where i.state = 'open' and i.due_on <= ${day}::date + ${days}::int and i.due_on > ${day}::date + ${later}::int
      and not exists (select 1 from exemptions e where e.person_id = i.person_id and e.starts_on <= ${day}::date
        and (e.ends_on is null or e.ends_on > ${day}::date))`;
  return insertCarried(tx, audience, { kind: 'rectification-reminder', now }, digest);
}

/**
 * What was not closed by its day goes up one level, once for that day: to the nearest unit above the reviewer's that has
 * people with one of the roles, else to the others with them beside the reviewer. The trail says so, and owner, reviewer
 * and those above are told in their digest.
 */
export async function escalateItems(
  tx: Tx,
  { day, roles }: { day: string; roles: readonly string[] },
  now: Date,
  digest: DigestTimes,
): Promise<number> {
  const rows = await tx.execute(sql`
    insert into rectification_events (id, item_id, kind, day, at)
    select uuidv7(), i.id, 'escalated', i.due_on, ${at(now)} from rectification_items i
    where i.state <> 'closed' and i.due_on < ${day}::date on conflict do nothing returning 1`);
  const isHeld = sql`o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)`;
  const audience = sql`
    with late as (
      select i.id, i.person_id, i.reviewer_id, i.due_on from rectification_items i join rectification_events e on e.item_id = i.id
      where e.kind = 'escalated' and e.day = i.due_on and e.at = ${at(now)} and i.state <> 'closed'
    ), place as (
      select l.id, o.unit_id from late l cross join lateral (
        select o.unit_id from posts own join unit_closure c on c.descendant_id = own.unit_id
        join posts o on o.unit_id = c.ancestor_id and o.person_id = l.reviewer_id and ${isHeld}
        where own.person_id = l.person_id and own.starts_on <= ${day}::date and (own.ends_on is null or own.ends_on > ${day}::date)
        order by c.depth, o.unit_id limit 1) o
    ), above as (
      select l.id, o.person_id, c.depth, min(c.depth) filter (where c.depth > 0) over (partition by l.id) as next
      from late l join place on place.id = l.id join unit_closure c on c.descendant_id = place.unit_id
      join posts o on o.unit_id = c.ancestor_id and o.roles && ${texts(roles)} and ${isHeld}
      where o.person_id not in (l.person_id, l.reviewer_id)
    ), told as (
      select id, person_id from above where depth = coalesce(next, 0)
      union select id, person_id from late union select id, reviewer_id from late
    )
    select t.person_id, t.id as subject_id, 'rectification-overdue:' || t.id || ':' || l.due_on || ':' || t.person_id as once_key,
      jsonb_build_object('dueOn', l.due_on) as data
    from told t join late l on l.id = t.id`;
  if (rows.length > 0) await insertCarried(tx, audience, { kind: 'rectification-overdue', now }, digest);
  return rows.length;
}
