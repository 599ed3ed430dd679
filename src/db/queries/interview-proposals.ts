import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { sealField } from '../sealed-fields.ts';
import { at, isUnder, texts } from './sql-values.ts';

export type TriggerInput = {
  id: string;
  kind: string;
  roles: readonly string[];
  event: 'post-started' | 'holiday' | 'year';
  days: number;
};

const held = (post: SQL, day: string): SQL =>
  sql`${post}.starts_on <= ${day}::date and (${post}.ends_on is null or ${post}.ends_on > ${day}::date)`;

/** Person, occasion and last day of what a trigger finds on a day. */
function occasionsOf({ event, days, roles }: TriggerInput, day: string): SQL {
  const posts = sql`posts o where o.roles && ${texts(roles)} and ${held(sql`o`, day)}`;
  if (event === 'post-started')
    return sql`select o.person_id, o.id::text as occasion, o.starts_on as since, o.starts_on + ${days}::int as due_on
      from ${posts} and o.starts_on > ${day}::date - ${days}::int`;
  if (event === 'holiday')
    return sql`select distinct o.person_id, h.first::text as occasion, h.first - ${days}::int as since, h.first - 1 as due_on
      from (select name, min(day) as first from calendar_days where kind = 'holiday' group by name, extract(year from day)) h, ${posts}
        and h.first > ${day}::date and h.first <= ${day}::date + ${days}::int`;
  const end = sql`(date_trunc('year', ${day}::date) + interval '1 year - 1 day')::date`;
  return sql`select distinct o.person_id, extract(year from ${day}::date)::text as occasion,
      date_trunc('year', ${day}::date)::date as since, ${end} as due_on
    from ${posts} and ${day}::date > ${end} - ${days}::int`;
}

/**
 * Suggests what a trigger finds, in one statement: once an occasion, to nobody who is exempt, and not where an interview of
 * the kind has been arranged since it arose.
 */
export async function insertProposals(
  db: Db,
  trigger: TriggerInput,
  rulePackVersion: string,
  day: string,
  now: Date,
): Promise<number> {
  const rows = await db.execute(sql`
    insert into interview_proposals (id, trigger_key, trigger, kind, rule_pack_version, person_id, due_on, state, created_at)
    select uuidv7(), ${trigger.id}::text || ':' || x.person_id || ':' || x.occasion, ${trigger.id}, ${trigger.kind}, ${rulePackVersion},
      x.person_id, x.due_on, 'open', ${at(now)}
    from (${occasionsOf(trigger, day)}) x
    where not exists (select 1 from exemptions e where e.person_id = x.person_id and e.starts_on <= ${day}::date
        and (e.ends_on is null or e.ends_on > ${day}::date))
      and not exists (select 1 from interviews i where i.person_id = x.person_id and i.kind = ${trigger.kind}
        and i.state not in ('refused', 'expired', 'withdrawn', 'cancelled')
        and i.created_at >= x.since::timestamp at time zone 'Asia/Shanghai')
    on conflict do nothing returning 1`);
  return rows.length;
}

export type ProposalRow = {
  id: string;
  trigger: string;
  kind: string;
  personId: string;
  personName: string;
  dueOn: string;
  state: 'open' | 'arranged' | 'dismissed';
};

const columns = sql`s.id, s.trigger, s.kind, s.person_id as "personId", p.name as "personName", s.due_on::text as "dueOn", s.state
  from interview_proposals s join people p on p.id = s.person_id`;

/** Suggestions of a kind that stand open, about people of a scope and not about the reader; the most urgent first. */
export async function findOpenProposals(
  db: Db,
  { kind, scope, notOf, day }: { kind: string; scope: readonly string[]; notOf: string; day: string },
  limit: number,
): Promise<ProposalRow[]> {
  return db.execute<ProposalRow>(sql`
    select ${columns} where s.state = 'open' and s.kind = ${kind} and s.person_id <> ${notOf} and s.due_on >= ${day}::date
      and exists (select 1 from posts o where o.person_id = s.person_id and ${held(sql`o`, day)} and ${isUnder(sql`o.unit_id`, scope)})
    order by s.due_on, s.id limit ${limit}`);
}

/** A suggestion by its id, for whoever has yet to be found out. */
export async function findProposal(db: Db | Tx, id: string): Promise<ProposalRow | undefined> {
  const [row] = await db.execute<ProposalRow>(sql`select ${columns} where s.id = ${id}`);
  return row;
}

/** The interview that answers it is there; one that was decided on meanwhile stays as it is. */
export async function markProposalArranged(
  tx: Tx,
  {
    proposalId,
    id,
    personId,
    kind,
    by,
  }: { proposalId: string; id: string; personId: string; kind: string; by: string },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update interview_proposals set state = 'arranged', interview_id = ${id}, decided_by = ${by}, decided_at = ${at(now)}
    where id = ${proposalId} and person_id = ${personId} and kind = ${kind} and state = 'open'`);
}

/** Whether it was open until now. */
export async function markProposalDismissed(
  tx: Tx,
  { id, by, reason }: { id: string; by: string; reason: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update interview_proposals set state = 'dismissed', decided_by = ${by}, decided_at = ${at(now)}, reason = ${sealField(tx, 'interview_proposals.reason', id, reason)}
    where id = ${id} and state = 'open' returning 1`);
  return rows.length === 1;
}
