import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { isUnder, texts, uuids } from './sql-values.ts';

export type PostRow = {
  unitId: string;
  unitName: string;
  unitKind: string;
  title: string;
  titleEn: string | null;
  roles: string[];
};
export type ActorRow = {
  personId: string;
  staffNo: string;
  name: string;
  language: 'zh' | 'en';
  elder: boolean;
  telegramId: number;
  /** The bot the account was bound through; 0 before bots had names. */
  botId: number;
  posts: PostRow[];
};

/** The person whom a live account speaks for, with the posts held on a day, as the columns of `ActorRow`. */
export const actorOf = (telegramId: SQL, day: SQL): SQL => sql`
  select p.id as "personId", p.staff_no as "staffNo", p.name, p.language, p.elder, a.telegram_id::float8 as "telegramId", a.bot_id::float8 as "botId",
    coalesce((select jsonb_agg(jsonb_build_object('unitId', o.unit_id, 'unitName', u.name, 'unitKind', u.kind, 'title', o.title,
        'titleEn', o.title_en, 'roles', to_jsonb(o.roles)) order by o.starts_on, o.id)
      from posts o join organisation_units u on u.id = o.unit_id
      where o.person_id = p.id and o.starts_on <= ${day} and (o.ends_on is null or o.ends_on > ${day})), '[]') as posts
  from telegram_accounts a join people p on p.id = a.person_id
  where a.telegram_id = ${telegramId} and a.revoked_at is null`;

/** The person a live Telegram account speaks for, with the posts held on `day`; one query. */
export async function findActorByTelegramId(
  db: Db,
  telegramId: number,
  day: string,
): Promise<ActorRow | undefined> {
  const [row] = await db.execute<ActorRow>(actorOf(sql`${telegramId}`, sql`${day}::date`));
  return row;
}

/** The posts a person holds on `day`. */
export async function findPostsOf(db: Db | Tx, personId: string, day: string): Promise<PostRow[]> {
  const rows = await db.execute<PostRow>(sql`
    select o.unit_id as "unitId", u.name as "unitName", u.kind as "unitKind", o.title, o.title_en as "titleEn", to_jsonb(o.roles) as roles
    from posts o join organisation_units u on u.id = o.unit_id
    where o.person_id = ${personId} and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
    order by o.starts_on, o.id`);
  return [...rows];
}

/** The person of a staff number. */
export async function findPersonByStaffNo(db: Db | Tx, staffNo: string): Promise<string | undefined> {
  const [row] = await db.execute<{ id: string }>(sql`select id from people where staff_no = ${staffNo}`);
  return row?.id;
}

/** People with one of the roles in a unit that lies above (or is) every one of `unitIds`, the nearest first. */
export async function findHoldersAbove(
  db: Db | Tx,
  unitIds: readonly string[],
  roles: readonly string[],
  day: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select o.person_id as id from posts o
    join unit_closure c on c.ancestor_id = o.unit_id and c.descendant_id = any(${uuids(unitIds)})
    where o.roles && ${texts(roles)} and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
    group by o.person_id having count(distinct c.descendant_id) = ${new Set(unitIds).size}
    order by min(c.depth), o.person_id limit ${limit}`);
  return rows.map((row) => row.id);
}

/** The names of people, in the order of the ids. */
export async function findNames(db: Db | Tx, personIds: readonly string[]): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select p.name from unnest(${uuids(personIds)}) with ordinality as wanted(id, place) join people p on p.id = wanted.id
    order by wanted.place`);
  return rows.map((row) => row.name);
}

/** Whether every one of `unitIds` lies under one of `scope`. */
export async function isScopeCovering(
  db: Db | Tx,
  scope: readonly string[],
  unitIds: readonly string[],
): Promise<boolean> {
  const rows = await db.execute<{ id: string }>(sql`
    select u.id from organisation_units u where u.id = any(${uuids(unitIds)}) and ${isUnder(sql`u.id`, scope)}`);
  return rows.length === new Set(unitIds).size;
}

export type PersonRow = {
  id: string;
  staffNo: string;
  name: string;
  title: string;
  titleEn: string | null;
  unitName: string;
  bound: boolean;
  reachable: boolean;
};

const personColumns = (day: string) => sql`
  p.id, p.staff_no as "staffNo", p.name, coalesce(o.title, '') as title, o.title_en as "titleEn", coalesce(o.path, '') as "unitName",
  a.id is not null as bound, a.id is not null and a.unreachable_at is null as reachable
  from people p
  left join telegram_accounts a on a.person_id = p.id and a.revoked_at is null
  left join lateral (
    select o.title, o.title_en, (select string_agg(u.name, ' / ' order by c.depth desc)
        from unit_closure c join organisation_units u on u.id = c.ancestor_id where c.descendant_id = o.unit_id and u.kind <> 'county'
        or c.descendant_id = o.unit_id and c.depth = 0 and u.kind = 'county') as path
    from posts o where o.person_id = p.id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
    order by o.starts_on, o.id limit 1) o on true`;

const holdsPostUnder = (scope: readonly string[], day: string) => sql`exists (
  select 1 from posts held where held.person_id = p.id and held.starts_on <= ${day}::date
    and (held.ends_on is null or held.ends_on > ${day}::date) and ${isUnder(sql`held.unit_id`, scope)})`;

/** People under `scope` whose name, pinyin, initials or staff number begins with or contains `text`; 21 at most. */
export async function findPeopleByText(
  db: Db,
  scope: readonly string[],
  text: string,
  day: string,
): Promise<PersonRow[]> {
  const like = `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const start = like.slice(1);
  return db.execute<PersonRow>(sql`
    select ${personColumns(day)}
    where ${holdsPostUnder(scope, day)} and (p.name like ${like} or lower(p.staff_no) = lower(${text})
      or p.initials like lower(${start}) or replace(p.pinyin, ' ', '') like replace(lower(${start}), ' ', ''))
    order by p.name collate "zh-x-icu", p.staff_no limit 21`);
}

/** One person, only if they hold a post under `scope`. */
export async function findPersonInScope(
  db: Db | Tx,
  scope: readonly string[],
  personId: string,
  day: string,
): Promise<PersonRow | undefined> {
  const [row] = await db.execute<PersonRow>(sql`
    select ${personColumns(day)} where p.id = ${personId} and ${holdsPostUnder(scope, day)}`);
  return row;
}

/** People under one unit, for the roster pages. */
export async function findPeopleUnder(
  db: Db,
  unitId: string,
  day: string,
  page: { offset: number; limit: number },
): Promise<PersonRow[]> {
  return db.execute<PersonRow>(sql`
    select ${personColumns(day)} where ${holdsPostUnder([unitId], day)}
    order by a.id is not null, p.staff_no offset ${page.offset} limit ${page.limit}`);
}

export type UnitCountRow = {
  id: string;
  name: string;
  kind: string;
  people: number;
  bound: number;
  unreachable: number;
};

/** The units right under `unitId`, inside `scope`, each with how many people it has and how many are bound. */
export async function countPeopleByUnit(
  db: Db,
  unitId: string,
  scope: readonly string[],
  day: string,
): Promise<UnitCountRow[]> {
  return db.execute<UnitCountRow>(sql`
    select u.id, u.name, u.kind, count(distinct p.id)::int as people,
      count(distinct p.id) filter (where a.id is not null)::int as bound,
      count(distinct p.id) filter (where a.unreachable_at is not null)::int as unreachable
    from organisation_units u
    join unit_closure c on c.ancestor_id = u.id
    left join posts o on o.unit_id = c.descendant_id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
    left join people p on p.id = o.person_id
    left join telegram_accounts a on a.person_id = p.id and a.revoked_at is null
    where (u.parent_id = ${unitId} or u.id = ${unitId}) and ${isUnder(sql`u.id`, scope)}
    group by u.id order by u.id = ${unitId} desc, u.id`);
}

export async function setPersonLanguage(db: Db, personId: string, language: 'zh' | 'en'): Promise<void> {
  await db.execute(sql`update people set language = ${language} where id = ${personId}`);
}

export async function setPersonElder(db: Db, personId: string, elder: boolean): Promise<void> {
  await db.execute(sql`update people set elder = ${elder} where id = ${personId}`);
}

/** A person's own quiet hours, local times of day; null: those of the rule pack. */
export async function findQuietHours(db: Db, personId: string): Promise<{ from: string; to: string } | null> {
  const [row] = await db.execute<{ from: string; to: string }>(sql`
    select quiet_from as "from", quiet_to as "to" from people where id = ${personId} and quiet_from is not null`);
  return row ?? null;
}

export async function setQuietHours(
  db: Db,
  personId: string,
  hours: { from: string; to: string } | null,
): Promise<void> {
  await db.execute(
    sql`update people set quiet_from = ${hours?.from ?? null}, quiet_to = ${hours?.to ?? null} where id = ${personId}`,
  );
}
