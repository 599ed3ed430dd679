import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertCarried, type DigestTimes } from './deliveries.ts';
import { at, json } from './sql-values.ts';

export type CycleRow = {
  id: string;
  title: string;
  titleEn: string | null;
  form: unknown;
  opensAt: string;
  closesAt: string;
  submissionId: string | null;
  state: 'draft' | 'submitted' | null;
  answers: Record<string, string | number> | null;
  submittedAt: string | null;
  /** What was known when it was submitted. */
  facts: Record<string, number> | null;
};

/** Whether the post `o` is one that the form of the cycle `c` is for: by its role, and by its title where the form names posts. */
export const isMeant = sql`o.roles && array(select jsonb_array_elements_text(c.form->'roles'))
      and (c.form->'posts' is null or exists (
        select 1 from jsonb_array_elements_text(c.form->'posts') named where strpos(o.title, named) > 0))`;

const underCycle = (personId: ReturnType<typeof sql>, day: string) => sql`exists (
  select 1 from posts o join unit_closure x on x.descendant_id = o.unit_id and x.ancestor_id = c.unit_id
  where o.person_id = ${personId} and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
    and ${isMeant})`;

const cycleColumns = sql`c.id, c.title, c.title_en as "titleEn", c.form, c.opens_at as "opensAt", c.closes_at as "closesAt",
  s.id as "submissionId", s.state, s.answers, s.submitted_at as "submittedAt", s.facts`;

/** The open cycle that this person belongs to, with their draft: a certain one, or the one that closes first. */
export async function findOpenCycle(
  db: Db,
  personId: string,
  day: string,
  now: Date,
  cycleId?: string,
): Promise<CycleRow | undefined> {
  const [row] = await db.execute<CycleRow>(sql`
    select ${cycleColumns} from assessment_cycles c
    left join assessment_submissions s on s.cycle_id = c.id and s.person_id = ${personId}
    where c.opens_at <= ${at(now)} and c.closes_at > ${at(now)} and ${underCycle(sql`${personId}::uuid`, day)}
      ${cycleId === undefined ? sql`` : sql`and c.id = ${cycleId}`}
    order by coalesce(s.state, '') = 'submitted', c.closes_at limit 1`);
  return row;
}

/** The same cycle under a lock on the person's submission, which is made when it is missing. */
export async function lockSubmission(
  tx: Tx,
  { id, cycleId, personId }: { id: string; cycleId: string; personId: string },
  day: string,
  now: Date,
): Promise<CycleRow | undefined> {
  await tx.execute(sql`
    insert into assessment_submissions (id, cycle_id, person_id, state, answers, started_at)
    select ${id}, c.id, ${personId}, 'draft', '{}', ${at(now)} from assessment_cycles c
    where c.id = ${cycleId} and c.opens_at <= ${at(now)} and c.closes_at > ${at(now)} and ${underCycle(sql`${personId}::uuid`, day)}
    on conflict (cycle_id, person_id) do nothing`);
  const [row] = await tx.execute<CycleRow>(sql`
    select ${cycleColumns} from assessment_submissions s join assessment_cycles c on c.id = s.cycle_id
    where s.cycle_id = ${cycleId} and s.person_id = ${personId} and c.closes_at > ${at(now)} for update of s`);
  return row;
}

export async function markSubmissionAnswer(
  tx: Tx,
  submissionId: string,
  question: string,
  answer: string,
): Promise<void> {
  await tx.execute(sql`
    update assessment_submissions set answers = answers || ${json({ [question]: answer })} where id = ${submissionId} and state = 'draft'`);
}

/** @param facts what the form showed as known already */
export async function markSubmitted(
  tx: Tx,
  submissionId: string,
  facts: Readonly<Record<string, number>>,
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update assessment_submissions set state = 'submitted', submitted_at = ${at(now)}, facts = ${json(facts)} where id = ${submissionId} and state = 'draft' returning 1`);
  return rows.length === 1;
}

/** The same id again stores nothing; false then. */
export async function insertCycle(
  tx: Tx,
  row: {
    id: string;
    title: string;
    titleEn: string | null;
    unitId: string;
    formId: string;
    form: unknown;
    opensAt: Date;
    closesAt: Date;
    orderedBy?: string;
    reviewClosesAt?: Date | null;
  },
): Promise<boolean> {
  const { orderedBy = null, reviewClosesAt = null } = row;
  const rows = await tx.execute(sql`
    insert into assessment_cycles (id, title, title_en, unit_id, form_id, form, opens_at, closes_at, ordered_by, review_closes_at)
    values (${row.id}, ${row.title}, ${row.titleEn}, ${row.unitId}, ${row.formId}, ${json(row.form)}, ${at(row.opensAt)}, ${at(row.closesAt)},
      ${orderedBy}, ${reviewClosesAt ? at(reviewClosesAt) : null}) on conflict do nothing returning 1`);
  return rows.length === 1;
}

/**
 * Reminds who has not submitted and whose cycle closes within `days`, but not within `later`, the next number of days;
 * once for each number of days.
 */
export async function remindAssessments(
  tx: Tx,
  now: Date,
  day: string,
  { days, later }: { days: number; later: number },
  digest: DigestTimes,
): Promise<number> {
  const after = (n: number) => at(new Date(now.getTime() + n * 86_400_000));
  const audience = sql`
    select distinct on (o.person_id, c.id) o.person_id, c.id as subject_id,
      'assessment-reminder:' || c.id || ':' || o.person_id || ':' || ${days}::text as once_key, '{}'::jsonb as data
    from assessment_cycles c join unit_closure x on x.ancestor_id = c.unit_id
    join posts o on o.unit_id = x.descendant_id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
      and ${isMeant}
    join telegram_accounts a on a.person_id = o.person_id and a.revoked_at is null and a.unreachable_at is null
    where c.opens_at <= ${at(now)} and c.closes_at > ${after(later)} and c.closes_at <= ${after(days)}
      and not exists (select 1 from assessment_submissions s where s.cycle_id = c.id and s.person_id = o.person_id and s.state = 'submitted')
      and not exists (select 1 from exemptions e where e.person_id = o.person_id and e.starts_on <= ${day}::date
        and (e.ends_on is null or e.ends_on > ${day}::date))`;
  return insertCarried(tx, audience, { kind: 'assessment-reminder', now }, digest);
}
