import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { json, texts } from './sql-values.ts';

/** Makes two imports at once wait for each other; until the transaction ends. */
export async function lockRoster(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(727003)`);
}

/** New people and their posts, in two statements; the caller has made the ids and checked the rows. */
export async function insertRoster(
  tx: Tx,
  people: readonly {
    id: string;
    staffNo: string;
    name: string;
    pinyin: string;
    initials: string;
    phone: string | null;
    language: 'zh' | 'en';
    createdAt: Date;
  }[],
  posts: readonly {
    id: string;
    personId: string;
    unitId: string;
    title: string;
    titleEn: string | null;
    roles: readonly string[];
    startsOn: string;
    endsOn: string | null;
  }[],
): Promise<void> {
  await tx.execute(sql`
    insert into people (id, staff_no, name, pinyin, initials, phone, language, created_at)
    select id, "staffNo", name, pinyin, initials, phone, language, "createdAt"
    from jsonb_to_recordset(${json(people)}) as r(id uuid, "staffNo" text, name text, pinyin text, initials text, phone text,
      language text, "createdAt" timestamptz)`);
  await tx.execute(sql`
    insert into posts (id, person_id, unit_id, title, title_en, roles, starts_on, ends_on)
    select id, "personId", "unitId", title, "titleEn", array(select jsonb_array_elements_text(roles)), "startsOn", "endsOn"
    from jsonb_to_recordset(${json(posts)}) as r(id uuid, "personId" uuid, "unitId" uuid, title text, "titleEn" text, roles jsonb,
      "startsOn" date, "endsOn" date)`);
}

export type RosterPersonRow = {
  staffNo: string;
  name: string;
  phone: string | null;
  posts: { unitId: string; title: string; roles: string[] }[];
};

/** Who of these staff numbers is on the roster already, with the posts held on `day`. */
export async function findRosterPeople(
  db: Db | Tx,
  staffNos: readonly string[],
  day: string,
): Promise<RosterPersonRow[]> {
  return db.execute<RosterPersonRow>(sql`
    select p.staff_no as "staffNo", p.name, p.phone, coalesce((
      select jsonb_agg(jsonb_build_object('unitId', o.unit_id, 'title', o.title, 'roles', to_jsonb(o.roles)) order by o.starts_on, o.id)
      from posts o where o.person_id = p.id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)), '[]') as posts
    from people p where p.staff_no = any(${texts(staffNos)})`);
}
