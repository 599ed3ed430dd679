import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { openRows } from '../sealed-fields.ts';
import { at, isUnder, texts } from './sql-values.ts';

export type ItemState = 'open' | 'handed-in' | 'closed';
export type ItemRow = {
  id: string;
  personId: string;
  personName: string;
  openedBy: string;
  openerName: string;
  reviewerId: string;
  reviewerName: string;
  text: string;
  dueOn: string;
  state: ItemState;
  openedAt: string;
  /** The extension that waits for an answer. */
  asked: { id: string; day: string; reason: string } | null;
  evidence: number;
  events: number;
};

/** The reason stands in the event that asks. */
const open = <Row extends ItemRow>(db: Db | Tx, row: Row): Row => ({
  ...row,
  asked: row.asked && (openRows(db, [row.asked], { reason: 'rectification_events.text' })[0] ?? null),
});

/** Somebody who looks: who they are, and the units in which they may open items; none for who may not. */
export type Looker = { personId: string; scope: readonly string[]; day: string };

const columns = sql`
  i.id, i.person_id as "personId", p.name as "personName", i.opened_by as "openedBy", b.name as "openerName", i.reviewer_id as "reviewerId",
  r.name as "reviewerName", i.text, i.due_on::text as "dueOn", i.state, i.opened_at as "openedAt",
  (select jsonb_build_object('id', e.id, 'day', e.day, 'reason', e.text) from (
    select x.* from rectification_events x where x.item_id = i.id and x.kind like 'extension-%' order by x.at desc, x.id desc limit 1) e
    where e.kind = 'extension-asked') as asked,
  (select count(*)::int from rectification_events e where e.item_id = i.id and e.kind = 'evidence') as evidence,
  (select count(*)::int from rectification_events e where e.item_id = i.id) as events
  from rectification_items i join people p on p.id = i.person_id join people b on b.id = i.opened_by join people r on r.id = i.reviewer_id`;

const isOwnerUnder = ({ scope, day }: Looker): SQL => sql`exists (
  select 1 from posts held where held.person_id = i.person_id and held.starts_on <= ${day}::date
    and (held.ends_on is null or held.ends_on > ${day}::date) and ${isUnder(sql`held.unit_id`, scope)})`;

/** Its owner sees it; of others only who may open items: whoever opened or checks it, and those in whose scope the owner is. */
const isSeenBy = (looker: Looker): SQL => {
  const { personId, scope } = looker;
  const owns = sql`i.person_id = ${personId}`;
  return scope.length === 0
    ? owns
    : sql`(${owns} or i.reviewer_id = ${personId} or i.opened_by = ${personId} or ${isOwnerUnder(looker)})`;
};

export async function findItem(db: Db | Tx, id: string, looker: Looker): Promise<ItemRow | undefined> {
  const [row] = await db.execute<ItemRow>(sql`select ${columns} where i.id = ${id} and ${isSeenBy(looker)}`);
  return row && open(db, row);
}

/** Makes presses about one item wait for each other. */
export async function lockItem(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`select 1 from rectification_items where id = ${id} for update`);
}

/**
 * Which items are listed: one's own; those one opened, checks, or was told of because they are overdue; or those of
 * one person, as far as the looker may see them.
 */
export type Which = { of: 'own' } | { of: 'desk' } | { of: 'person'; personId: string };

/** What is not closed first, by the day it is due. */
export async function findItems(
  db: Db | Tx,
  which: Which,
  looker: Looker,
  page: { offset: number; limit: number },
): Promise<{ rows: ItemRow[]; total: number }> {
  const { personId } = looker;
  const wanted =
    which.of === 'own'
      ? sql`i.person_id = ${personId}`
      : which.of === 'person'
        ? sql`i.person_id = ${which.personId} and ${isSeenBy(looker)}`
        : sql`(i.reviewer_id = ${personId} or i.opened_by = ${personId} or i.state <> 'closed' and i.person_id <> ${personId}
            and ${isOwnerUnder(looker)} and exists (select 1 from rectification_events e where e.item_id = i.id and e.kind = 'escalated'))`;
  const rows = await db.execute<ItemRow & { total: number }>(sql`
    select (count(*) over ())::int as total, ${columns} where ${wanted}
    order by i.state = 'closed', i.due_on, i.id offset ${page.offset} limit ${page.limit}`);
  return { rows: rows.map((row) => open(db, row)), total: rows[0]?.total ?? 0 };
}

/** Whether somebody has, or had, anything to put right. */
export async function hasItems(db: Db, personId: string): Promise<boolean> {
  const [row] = await db.execute<{ has: boolean }>(
    sql`select exists (select 1 from rectification_items where person_id = ${personId}) as has`,
  );
  return row?.has ?? false;
}

export type ReviewerRow = { id: string; name: string; title: string };

/** People other than the owner who hold one of the roles in a unit at or above one of the owner's, the nearest first. */
export async function findReviewers(
  db: Db | Tx,
  ownerId: string,
  roles: readonly string[],
  day: string,
): Promise<ReviewerRow[]> {
  const held = (post: SQL) =>
    sql`${post}.starts_on <= ${day}::date and (${post}.ends_on is null or ${post}.ends_on > ${day}::date)`;
  return db.execute<ReviewerRow>(sql`
    select id, name, title from (
      select distinct on (p.id) p.id, p.name, o.title, c.depth from posts own
      join unit_closure c on c.descendant_id = own.unit_id join posts o on o.unit_id = c.ancestor_id and o.roles && ${texts(roles)}
      join people p on p.id = o.person_id
      where own.person_id = ${ownerId} and ${held(sql`own`)} and ${held(sql`o`)} and p.id <> ${ownerId}
      order by p.id, c.depth, o.starts_on) nearest
    order by depth, id`);
}

export type NewItem = {
  id: string;
  personId: string;
  openedBy: string;
  reviewerId: string;
  interviewId: string | null;
  text: string;
  dueOn: string;
};

/** False when it is there already (the confirm button was pressed twice). */
export async function insertItem(tx: Tx, row: NewItem, now: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into rectification_items (id, person_id, opened_by, reviewer_id, interview_id, text, due_on, state, opened_at)
    values (${row.id}, ${row.personId}, ${row.openedBy}, ${row.reviewerId}, ${row.interviewId}, ${row.text}, ${row.dueOn}::date, 'open', ${at(now)})
    on conflict (id) do nothing returning 1`);
  return rows.length === 1;
}

export async function markItem(
  tx: Tx,
  id: string,
  change: { state?: ItemState; dueOn?: string; reviewerId?: string },
): Promise<void> {
  await tx.execute(sql`
    update rectification_items set state = coalesce(${change.state ?? null}, state), due_on = coalesce(${change.dueOn ?? null}::date, due_on),
      reviewer_id = coalesce(${change.reviewerId ?? null}::uuid, reviewer_id)
    where id = ${id}`);
}
