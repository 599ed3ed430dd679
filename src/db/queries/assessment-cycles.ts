import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { isMeant } from './assessments.ts';
import { insertCarried, type DigestTimes } from './deliveries.ts';
import { at, isUnder, json } from './sql-values.ts';

export type OrderedCycleRow = {
  id: string;
  title: string;
  titleEn: string | null;
  unitName: string;
  opensAt: string;
  closesAt: string;
  reviewClosesAt: string | null;
  orderedBy: string | null;
  submitted: number;
  drafts: number;
};

const cycleColumns = sql`
  c.id, c.title, c.title_en as "titleEn", u.name as "unitName", c.opens_at as "opensAt", c.closes_at as "closesAt",
  c.review_closes_at as "reviewClosesAt", c.ordered_by as "orderedBy",
  (select count(*)::int from assessment_submissions s where s.cycle_id = c.id and s.state = 'submitted') as submitted,
  (select count(*)::int from assessment_submissions s where s.cycle_id = c.id and s.state = 'draft') as drafts
  from assessment_cycles c join organisation_units u on u.id = c.unit_id`;

/** Cycles of units under the scope, the newest first. */
export async function findCyclesUnder(
  db: Db,
  scope: readonly string[],
  limit: number,
): Promise<OrderedCycleRow[]> {
  return db.execute<OrderedCycleRow>(
    sql`select ${cycleColumns} where ${isUnder(sql`c.unit_id`, scope)} order by c.closes_at desc, c.id desc limit ${limit}`,
  );
}

export async function findCycleUnder(
  db: Db | Tx,
  id: string,
  scope: readonly string[],
): Promise<OrderedCycleRow | undefined> {
  const [row] = await db.execute<OrderedCycleRow>(
    sql`select ${cycleColumns} where c.id = ${id} and ${isUnder(sql`c.unit_id`, scope)}`,
  );
  return row;
}

/** How many people a form would ask under a unit, exempted ones not counted. */
export async function countMeant(
  db: Db,
  { unitId, roles, posts }: { unitId: string; roles: readonly string[]; posts: readonly string[] | null },
  day: string,
): Promise<number> {
  const rows = await db.execute<{ n: number }>(sql`
    select count(distinct o.person_id)::int as n from posts o
    join unit_closure x on x.descendant_id = o.unit_id and x.ancestor_id = ${unitId}
    where o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
      and o.roles && array(select jsonb_array_elements_text(${json(roles)}))
      and (${posts === null} or exists (select 1 from jsonb_array_elements_text(${json(posts ?? [])}) named where strpos(o.title, named) > 0))
      and not exists (select 1 from exemptions e where e.person_id = o.person_id and e.starts_on <= ${day}::date
        and (e.ends_on is null or e.ends_on > ${day}::date))`);
  return rows[0]?.n ?? 0;
}

export type SubmissionRow = {
  id: string;
  cycleId: string;
  personId: string;
  name: string;
  unitName: string;
  state: 'draft' | 'submitted';
  submittedAt: string | null;
  answers: Record<string, string | number>;
  closesAt: string;
};

const submissionColumns = sql`
  s.id, s.cycle_id as "cycleId", s.person_id as "personId", p.name, coalesce(h.name, '') as "unitName", s.state,
  s.submitted_at as "submittedAt", s.answers, c.closes_at as "closesAt"
  from assessment_submissions s join assessment_cycles c on c.id = s.cycle_id join people p on p.id = s.person_id
  left join lateral (select u.name from posts o join organisation_units u on u.id = o.unit_id
    where o.person_id = s.person_id order by o.ends_on is not null, o.starts_on, o.id limit 1) h on true`;

/** A page of what has been submitted in a cycle, by name. */
export async function findSubmissions(
  db: Db | Tx,
  cycleId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<SubmissionRow[]> {
  return db.execute<SubmissionRow>(sql`
    select ${submissionColumns} where s.cycle_id = ${cycleId} and s.state = 'submitted'
    order by p.name collate "zh-x-icu", p.staff_no offset ${offset} limit ${limit}`);
}

/** A submission of somebody else in a cycle under the scope, locked where it is to be changed. */
export async function findSubmissionUnder(
  db: Db | Tx,
  id: string,
  readerId: string,
  scope: readonly string[],
  lock = false,
): Promise<SubmissionRow | undefined> {
  const [row] = await db.execute<SubmissionRow>(sql`
    select ${submissionColumns} where s.id = ${id} and s.person_id <> ${readerId} and ${isUnder(sql`c.unit_id`, scope)}
    ${lock ? sql`for update of s` : sql``}`);
  return row;
}

/** Gives a locked submission back to its person, and keeps it as it was. */
export async function reopenSubmission(
  tx: Tx,
  { id, submissionId, reason, by }: { id: string; submissionId: string; reason: string; by: string },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into assessment_reopenings (id, submission_id, reason, answers, submitted_at, reopened_by, reopened_at)
    select ${id}, s.id, ${reason}, s.answers, s.submitted_at, ${by}, ${at(now)} from assessment_submissions s where s.id = ${submissionId}`);
  await tx.execute(sql`
    update assessment_submissions set state = 'draft', submitted_at = null, facts = null where id = ${submissionId}`);
}

export type ReopeningRow = {
  id: string;
  cycleId: string;
  title: string;
  titleEn: string | null;
  closesAt: string;
  reason: string;
  byName: string;
};

/** A reopening of the person's own form that still waits for them: not submitted again, not closed. */
export async function findReopening(
  db: Db,
  id: string,
  personId: string,
  now: Date,
): Promise<ReopeningRow | undefined> {
  const [row] = await db.execute<ReopeningRow>(sql`
    select r.id, c.id as "cycleId", c.title, c.title_en as "titleEn", c.closes_at as "closesAt", r.reason, b.name as "byName"
    from assessment_reopenings r join assessment_submissions s on s.id = r.submission_id join assessment_cycles c on c.id = s.cycle_id
    join people b on b.id = r.reopened_by
    where r.id = ${id} and s.person_id = ${personId} and s.state = 'draft' and c.closes_at > ${at(now)}`);
  return row;
}

/** Of whom it is and what of it is known at the moment of sending. */
export async function findCycleTimes(
  db: Db,
  id: string,
): Promise<Pick<OrderedCycleRow, 'title' | 'titleEn' | 'closesAt' | 'reviewClosesAt'> | undefined> {
  const [row] = await db.execute<
    Pick<OrderedCycleRow, 'title' | 'titleEn' | 'closesAt' | 'reviewClosesAt'>
  >(sql`
    select title, title_en as "titleEn", closes_at as "closesAt", review_closes_at as "reviewClosesAt" from assessment_cycles where id = ${id}`);
  return row;
}

/** Tells everybody whom an ordered cycle asks that it has opened, once, inside their digest. */
export async function announceOpened(
  tx: Tx,
  day: string,
  since: Date,
  now: Date,
  digest: DigestTimes,
): Promise<number> {
  const audience = sql`
    select distinct on (o.person_id, c.id) o.person_id, c.id as subject_id,
      'assessment-reminder:' || c.id || ':' || o.person_id || ':opened' as once_key, '{}'::jsonb as data
    from assessment_cycles c join unit_closure x on x.ancestor_id = c.unit_id
    join posts o on o.unit_id = x.descendant_id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
      and ${isMeant}
    join telegram_accounts a on a.person_id = o.person_id and a.revoked_at is null and a.unreachable_at is null
    where c.ordered_by is not null and c.opens_at <= ${at(now)} and c.opens_at > ${at(since)} and c.closes_at > ${at(now)}
      and not exists (select 1 from assessment_submissions s where s.cycle_id = c.id and s.person_id = o.person_id and s.state = 'submitted')
      and not exists (select 1 from exemptions e where e.person_id = o.person_id and e.starts_on <= ${day}::date
        and (e.ends_on is null or e.ends_on > ${day}::date))`;
  return insertCarried(tx, audience, { kind: 'assessment-reminder', now }, digest);
}
