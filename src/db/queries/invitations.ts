import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, isUnder } from './sql-values.ts';

export type InvitationRow = {
  id: string;
  personId: string;
  personName: string;
  language: 'zh' | 'en';
  expired: boolean;
  used: boolean;
  revoked: boolean;
  personBound: boolean;
};

/** Locks the invitation with this hash, so that of a hundred redemptions at once exactly one wins. */
export async function lockInvitation(
  tx: Tx,
  codeHash: string,
  now: Date,
): Promise<InvitationRow | undefined> {
  const [row] = await tx.execute<InvitationRow>(sql`
    select i.id, i.person_id as "personId", p.name as "personName", p.language, i.expires_at <= ${at(now)} as expired,
      i.used_at is not null as used, i.revoked_at is not null as revoked,
      exists (select 1 from telegram_accounts a where a.person_id = i.person_id and a.revoked_at is null) as "personBound"
    from invitations i join people p on p.id = i.person_id where i.code_hash = ${codeHash} for update of i`);
  return row;
}

export async function markInvitationUsed(tx: Tx, id: string, telegramId: number, now: Date): Promise<void> {
  await tx.execute(
    sql`update invitations set used_at = ${at(now)}, used_by_telegram_id = ${telegramId} where id = ${id}`,
  );
}

/**
 * New codes; an earlier unused code of the same person is revoked, except the one with the id `spared`. Returns how many
 * people had one that still worked.
 */
export async function insertInvitations(
  tx: Tx,
  rows: readonly { id: string; personId: string; codeHash: string }[],
  now: Date,
  expiresAt: Date,
  spared: string | null = null,
): Promise<number> {
  const list = JSON.stringify(rows);
  const ended = await tx.execute(sql`
    update invitations set revoked_at = ${at(now)} where used_at is null and revoked_at is null and id is distinct from ${spared}::uuid
      and person_id in (select (r->>'personId')::uuid from jsonb_array_elements(${list}::jsonb) r)
    returning expires_at > ${at(now)} as live`);
  await tx.execute(sql`
    insert into invitations (id, person_id, code_hash, created_at, expires_at)
    select id, "personId", "codeHash", ${at(now)}, ${at(expiresAt)}
    from jsonb_to_recordset(${list}::jsonb) as r(id uuid, "personId" uuid, "codeHash" text)`);
  return ended.filter((row) => row['live'] === true).length;
}

export async function isInvitation(tx: Tx, id: string): Promise<boolean> {
  return (await tx.execute(sql`select 1 from invitations where id = ${id}`)).length === 1;
}

/**
 * People under a unit (everybody when it is null) who are not bound yet, by unit; each with the path of the unit of
 * their first post there, "county/township/village".
 * @param withoutCode leaves out who has a code that still works
 */
export async function findUnboundPeople(
  db: Db | Tx,
  { unitId, withoutCode }: { unitId: string | null; withoutCode: boolean },
  now: Date,
  day: string,
): Promise<{ id: string; staffNo: string; name: string; unit: string }[]> {
  return db.execute(sql`
    select * from (
      select distinct on (p.staff_no) p.id, p.staff_no as "staffNo", p.name, (
        select string_agg(u.name, '/' order by c.depth desc) from unit_closure c join organisation_units u on u.id = c.ancestor_id
        where c.descendant_id = o.unit_id) as unit
      from people p join posts o on o.person_id = p.id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
      where not exists (select 1 from telegram_accounts a where a.person_id = p.id and a.revoked_at is null)
        ${unitId === null ? sql`` : sql`and ${isUnder(sql`o.unit_id`, [unitId])}`}
        ${withoutCode ? sql`and not exists (select 1 from invitations i where i.person_id = p.id and i.used_at is null and i.revoked_at is null and i.expires_at > ${at(now)})` : sql``}
      order by p.staff_no, o.starts_on, o.id) unbound
    order by unit collate "zh-x-icu", "staffNo"`);
}

export async function insertTelegramAccount(
  tx: Tx,
  row: { id: string; telegramId: number; botId: number; personId: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into telegram_accounts (id, telegram_id, bot_id, person_id, bound_at)
    values (${row.id}, ${row.telegramId}, ${row.botId}, ${row.personId}, ${at(now)})
    on conflict do nothing returning id`);
  return rows.length === 1;
}
