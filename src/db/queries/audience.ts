import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { at, homeUnit, isUnder, texts } from './sql-values.ts';

/** A condition of an audience; its meaning is that of domain/notices/audience.ts. */
export type SelectorInput =
  | { by: 'unit'; unitId: string }
  | { by: 'post'; title: string }
  | { by: 'role'; role: string }
  | { by: 'tag'; tag: string }
  | { by: 'plan'; state: 'quiz-open-this-week' | 'assessment-open' }
  | { by: 'list'; staffNos: readonly string[] };
export type AudienceInput = {
  any: readonly (readonly SelectorInput[])[];
  except: readonly (readonly SelectorInput[])[];
};
/** When an audience is looked at: the local day, the first day of its week, and the instant. */
export type Moment = { day: string; weekFrom: Date; now: Date };

const held = (post: SQL, day: string) =>
  sql`${post}.starts_on <= ${day}::date and (${post}.ends_on is null or ${post}.ends_on > ${day}::date)`;

const isExempt = (person: SQL, day: string) => sql`exists (
  select 1 from exemptions e where e.person_id = ${person} and e.starts_on <= ${day}::date and (e.ends_on is null or e.ends_on > ${day}::date))`;

function holds(selector: SelectorInput, post: SQL, { weekFrom, now }: Moment): SQL {
  switch (selector.by) {
    case 'unit':
      return isUnder(sql`${post}.unit_id`, [selector.unitId]);
    case 'post':
      return sql`${post}.title = ${selector.title}`;
    case 'role':
      return sql`${selector.role} = any(${post}.roles)`;
    case 'tag':
      return sql`exists (select 1 from person_tags g where g.person_id = ${post}.person_id and g.tag = ${selector.tag})`;
    case 'list':
      return sql`exists (select 1 from people l where l.id = ${post}.person_id and l.staff_no = any(${texts(selector.staffNos)}))`;
    case 'plan':
      return selector.state === 'quiz-open-this-week'
        ? sql`not exists (select 1 from papers q join attempts t on t.paper_id = q.id where q.person_id = ${post}.person_id and t.counts and t.finished_at >= ${at(weekFrom)})`
        : sql`exists (select 1 from assessment_cycles c join unit_closure x on x.ancestor_id = c.unit_id and x.descendant_id = ${post}.unit_id
            where c.opens_at <= ${at(now)} and c.closes_at > ${at(now)} and ${post}.roles && array(select jsonb_array_elements_text(c.form->'roles'))
              and not exists (select 1 from assessment_submissions s where s.cycle_id = c.id and s.person_id = ${post}.person_id and s.state = 'submitted'))`;
  }
}

const anyOf = (groups: AudienceInput['any'], post: SQL, moment: Moment): SQL =>
  sql.join(
    groups.map(
      (group) =>
        sql`(${sql.join(
          group.map((selector) => holds(selector, post, moment)),
          sql` and `,
        )})`,
    ),
    sql` or `,
  );

/** Everybody who is meant and inside `scope`, once, with the unit of the post that made them so: person_id, unit_id, exempt. */
export function selectAudience(
  { any, except }: AudienceInput,
  scope: readonly string[],
  authorId: string,
  moment: Moment,
): SQL {
  const { day } = moment;
  const left =
    except.length === 0
      ? sql``
      : sql`and not exists (select 1 from posts z where z.person_id = o.person_id and ${held(sql`z`, day)} and (${anyOf(except, sql`z`, moment)}))`;
  return sql`
    select distinct on (o.person_id) o.person_id, o.unit_id, ${isExempt(sql`o.person_id`, day)} as exempt
    from posts o where ${held(sql`o`, day)} and ${isUnder(sql`o.unit_id`, scope)} and o.person_id <> ${authorId}
      and (${anyOf(any, sql`o`, moment)}) ${left}
    order by o.person_id, o.starts_on, o.id`;
}

export type AudienceCount = {
  people: number;
  units: number;
  unreachable: number;
  exempt: number;
  /** Of those, how many have had so many notices of this author in the last seven days that a cap is met. */
  overCap: number;
};

/** How many people a notice would be meant for, how many no message can reach, and whom it would be too much for. */
export async function countAudience(
  db: Db | Tx,
  audience: AudienceInput,
  { scope, authorId, weeklyCap }: { scope: readonly string[]; authorId: string; weeklyCap: number },
  moment: Moment,
): Promise<AudienceCount> {
  const since = at(new Date(moment.now.getTime() - 7 * 86_400_000));
  const [row] = await db.execute<AudienceCount>(sql`
    with meant as (${selectAudience(audience, scope, authorId, moment)}), had as (
      select r.person_id, count(*) as n from notices n join notice_recipients r on r.notice_id = n.id
      where n.author_id = ${authorId} and n.sent_at > ${since} and n.state = 'sending' and n.urgent_reason is null group by r.person_id)
    select count(*)::int as people, count(distinct ${homeUnit})::int as units,
      count(*) filter (where a.id is null or a.unreachable_at is not null)::int as unreachable,
      count(*) filter (where x.exempt)::int as exempt, count(*) filter (where h.n >= ${weeklyCap})::int as "overCap"
    from meant x join organisation_units u on u.id = x.unit_id left join telegram_accounts a on a.person_id = x.person_id and a.revoked_at is null
    left join had h on h.person_id = x.person_id`);
  return row ?? { people: 0, units: 0, unreachable: 0, exempt: 0, overCap: 0 };
}

/** Post titles and tags that occur in a scope, the frequent ones first: what an author may narrow an audience by. */
export async function findNarrowings(
  db: Db,
  scope: readonly string[],
  day: string,
  limit: number,
): Promise<{ titles: string[]; tags: string[] }> {
  const titles = await db.execute<{ word: string }>(sql`
    select o.title as word from posts o where ${held(sql`o`, day)} and ${isUnder(sql`o.unit_id`, scope)}
    group by o.title order by count(*) desc, o.title limit ${limit}`);
  const tags = await db.execute<{ word: string }>(sql`
    select g.tag as word from person_tags g where exists (select 1 from posts o where o.person_id = g.person_id
      and ${held(sql`o`, day)} and ${isUnder(sql`o.unit_id`, scope)}) group by g.tag order by count(*) desc, g.tag limit ${limit}`);
  return { titles: titles.map((row) => row.word), tags: tags.map((row) => row.word) };
}

/** Staff numbers as the roster has them, of those of a list that belong to somebody inside the scope; in any case of letters. */
export async function findKnownStaffNos(
  db: Db,
  staffNos: readonly string[],
  scope: readonly string[],
  day: string,
): Promise<string[]> {
  const rows = await db.execute<{ staffNo: string }>(sql`
    select p.staff_no as "staffNo" from people p where lower(p.staff_no) = any(${texts(staffNos.map((it) => it.toLowerCase()))})
      and exists (select 1 from posts o where o.person_id = p.id and ${held(sql`o`, day)} and ${isUnder(sql`o.unit_id`, scope)})`);
  return rows.map((row) => row.staffNo);
}
