import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Db } from '../../src/db/client.ts';
import type { Actor } from '../../src/domain/people/rules.ts';
import { namePinyin } from '../../src/domain/people/name-pinyin.ts';
import type { Role } from '../../src/domain/rules/role.ts';

const TREE = {
  county: null,
  townA: 'county',
  townB: 'county',
  a1: 'townA',
  a2: 'townA',
  b1: 'townB',
} as const;
const KINDS = ['county', 'township', 'township', 'village', 'village', 'village'] as const;
type Place = keyof typeof TREE;

/** Units by their place: a county, its townships townA and townB, and the villages a1, a2 and b1 under them. */
export type Units = Record<Place, string>;

export async function layUnits(db: Db): Promise<Units> {
  const places = Object.keys(TREE) as Place[];
  const units = Object.fromEntries(places.map((place) => [place, newId()])) as Units;
  for (const [i, place] of places.entries()) {
    const above: Place | null = TREE[place];
    await db.execute(sql`
      insert into organisation_units (id, parent_id, name, kind)
      values (${units[place]}, ${above && units[above]}, ${place}, ${KINDS[i] ?? 'village'})`);
  }
  return units;
}

export type NewPerson = {
  unitId: string;
  roles?: Role[];
  name?: string;
  staffNo?: string;
  /** Null for nobody's account; left out, the person is bound. */
  telegramId?: number | null;
  unreachable?: boolean;
  /** The day the exemption begins; it has no end. */
  exemptFrom?: string;
  startsOn?: string;
  endsOn?: string;
};

let count = 0;

/** Somebody with one post, and who they are when they write to us. */
export async function addPerson(db: Db, person: NewPerson): Promise<Actor> {
  count += 1;
  const personId = newId();
  const { unitId, roles = ['cadre'], staffNo = `T-${String(count).padStart(4, '0')}` } = person;
  const { name = `样例${count}`, startsOn = '2024-01-01', endsOn = null } = person;
  const telegramId = person.telegramId === undefined ? 6_000_000 + count : person.telegramId;
  const { pinyin, initials } = namePinyin(name);
  await db.execute(sql`
    insert into people (id, staff_no, name, pinyin, initials) values (${personId}, ${staffNo}, ${name}, ${pinyin}, ${initials})`);
  await db.execute(sql`
    insert into posts (id, person_id, unit_id, title, roles, starts_on, ends_on)
    values (${newId()}, ${personId}, ${unitId}, 'post', ${`{${roles.join(',')}}`}::text[], ${startsOn}, ${endsOn})`);
  if (telegramId !== null)
    await db.execute(sql`
      insert into telegram_accounts (id, telegram_id, person_id, bound_at, unreachable_at)
      values (${newId()}, ${telegramId}, ${personId}, now(), ${person.unreachable ? sql`now()` : sql`null`})`);
  if (person.exemptFrom !== undefined)
    await db.execute(sql`
      insert into exemptions (id, person_id, reason, starts_on)
      values (${newId()}, ${personId}, 'on-leave', ${person.exemptFrom})`);
  const posts = [{ unitId, unitName: 'unit', unitKind: 'village', title: 'post', titleEn: null, roles }];
  return {
    personId,
    staffNo,
    name,
    language: 'zh',
    elder: false,
    telegramId: telegramId ?? 0,
    botId: 0,
    posts,
  };
}
