import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { insertDeliveries } from './deliveries.ts';
import { at, json, texts, uuids } from './sql-values.ts';

type Side = 'peer' | 'people';

/** Cycles whose review is to begin: closed, not over, without a key yet. */
export async function findCyclesToReview(db: Db, now: Date): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select c.id from assessment_cycles c where c.closes_at <= ${at(now)} and c.review_closes_at > ${at(now)}
      and not exists (select 1 from review_keys k where k.cycle_id = c.id) order by c.id`);
  return rows.map(({ id }) => id);
}

/**
 * Begins the review of a cycle, once: who submitted is reviewed, and whoever holds a post in the same unit (peer) or under
 * it (people) on that day is given a ticket for each of them but themselves; each voter is told once. False when it had begun.
 */
export async function insertReview(
  tx: Tx,
  { cycleId, publicKey, day }: { cycleId: string; publicKey: string; day: string },
  delivery: { priority: number; expiresAt: Date },
  now: Date,
): Promise<boolean> {
  const made = await tx.execute(sql`
    insert into review_keys (cycle_id, public_key, state) values (${cycleId}, ${publicKey}, 'open') on conflict do nothing returning 1`);
  if (made.length === 0) return false;
  const current = (alias: 'o' | 'v') => {
    const o = sql.raw(alias);
    return sql`${o}.starts_on <= ${day}::date and (${o}.ends_on is null or ${o}.ends_on > ${day}::date)`;
  };
  await tx.execute(sql`
    insert into review_subjects (id, cycle_id, person_id, unit_id)
    select distinct on (s.person_id) uuidv7(), s.cycle_id, s.person_id, o.unit_id
    from assessment_submissions s join assessment_cycles c on c.id = s.cycle_id
    join posts o on o.person_id = s.person_id and ${current('o')}
    join unit_closure x on x.descendant_id = o.unit_id and x.ancestor_id = c.unit_id
    where s.cycle_id = ${cycleId} and s.state = 'submitted' order by s.person_id, o.starts_on, o.id`);
  await tx.execute(sql`
    insert into review_tickets (id, subject_id, voter_id, side)
    select distinct on (r.id, v.person_id) uuidv7(), r.id, v.person_id, case when x.depth = 0 then 'peer' else 'people' end
    from review_subjects r join unit_closure x on x.ancestor_id = r.unit_id
    join posts v on v.unit_id = x.descendant_id and ${current('v')} and v.person_id <> r.person_id
    where r.cycle_id = ${cycleId} order by r.id, v.person_id, x.depth`);
  const audience = sql`
    select distinct t.voter_id as person_id, ${cycleId}::uuid as subject_id, 'review-open:' || ${cycleId}::text || ':' || t.voter_id as once_key, '{}'::jsonb as data
    from review_tickets t join review_subjects r on r.id = t.subject_id where r.cycle_id = ${cycleId}`;
  await insertDeliveries(tx, audience, { kind: 'review-open', policy: 'hold', now, ...delivery });
  return true;
}

export type TicketRow = {
  id: string;
  subjectId: string;
  side: Side;
  used: boolean;
  name: string;
  title: string;
  form: unknown;
  publicKey: string;
  reviewClosesAt: string;
};

const ticketColumns = sql`
  t.id, t.subject_id as "subjectId", t.side, t.used, p.name, c.title, c.form, k.public_key as "publicKey", c.review_closes_at as "reviewClosesAt"
  from review_tickets t join review_subjects r on r.id = t.subject_id join people p on p.id = r.person_id
  join assessment_cycles c on c.id = r.cycle_id join review_keys k on k.cycle_id = c.id and k.state = 'open'`;

/** Tickets that a person may still use, and how many they have used in reviews that go on. */
export async function findTickets(
  db: Db,
  voterId: string,
  limit: number,
  now: Date,
): Promise<{ rows: TicketRow[]; open: number; used: number }> {
  const rows = await db.execute<TicketRow & { open: number; done: number }>(sql`
    select (count(*) filter (where not t.used) over ())::int as open, (count(*) filter (where t.used) over ())::int as done, ${ticketColumns}
    where t.voter_id = ${voterId} and c.review_closes_at > ${at(now)} order by t.used, p.name collate "zh-x-icu", t.id limit ${limit}`);
  const [first] = rows;
  return { rows: rows.filter((row) => !row.used), open: first?.open ?? 0, used: first?.done ?? 0 };
}

export async function findTicket(
  db: Db | Tx,
  id: string,
  voterId: string,
  now: Date,
): Promise<TicketRow | undefined> {
  const [row] = await db.execute<TicketRow>(
    sql`select ${ticketColumns} where t.id = ${id} and t.voter_id = ${voterId} and c.review_closes_at > ${at(now)}`,
  );
  return row;
}

/** Uses a ticket and puts the envelope in; false when it was used. No time is stored. */
export async function insertEnvelope(
  tx: Tx,
  ticketId: string,
  envelope: { id: string; subjectId: string; side: Side; sealed: string },
): Promise<boolean> {
  const used = await tx.execute(
    sql`update review_tickets set used = true where id = ${ticketId} and not used returning 1`,
  );
  if (used.length === 0) return false;
  await tx.execute(sql`
    insert into review_envelopes (id, subject_id, side, sealed)
    values (${envelope.id}, ${envelope.subjectId}, ${envelope.side}, ${envelope.sealed})`);
  return true;
}

/** Cycles whose review is over and not counted. */
export async function findCyclesToCount(db: Db, now: Date): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select c.id from assessment_cycles c join review_keys k on k.cycle_id = c.id
    where k.state = 'open' and c.review_closes_at <= ${at(now)} order by c.id`);
  return rows.map(({ id }) => id);
}

export type BoxRow = { subjectId: string; side: Side; used: number; sealed: string[] };

/** All envelopes of a cycle under a lock on its key, in the order of their random ids; undefined when it has been counted. */
export async function lockBoxes(
  tx: Tx,
  cycleId: string,
): Promise<{ form: unknown; orderedBy: string | null; boxes: BoxRow[] } | undefined> {
  const [cycle] = await tx.execute<{ form: unknown; orderedBy: string | null }>(sql`
    select c.form, c.ordered_by as "orderedBy" from review_keys k join assessment_cycles c on c.id = k.cycle_id
    where k.cycle_id = ${cycleId} and k.state = 'open' for update of k`);
  if (!cycle) return undefined;
  const boxes = await tx.execute<BoxRow>(sql`
    select t.subject_id as "subjectId", t.side, count(*) filter (where t.used)::int as used,
      coalesce((select jsonb_agg(e.sealed order by e.id) from review_envelopes e where e.subject_id = t.subject_id and e.side = t.side), '[]') as sealed
    from review_tickets t join review_subjects r on r.id = t.subject_id where r.cycle_id = ${cycleId}
    group by t.subject_id, t.side order by t.subject_id, t.side`);
  return { ...cycle, boxes: [...boxes] };
}

/** Stores the counts and deletes every envelope of the cycle. */
export async function markCounted(
  tx: Tx,
  cycleId: string,
  state: 'counted' | 'lost',
  tallies: readonly { subjectId: string; side: Side; item: string; option: string; n: number }[],
): Promise<void> {
  await tx.execute(sql`
    insert into review_tallies (subject_id, side, item, option, n)
    select "subjectId", side, item, option, n
    from jsonb_to_recordset(${json(tallies)}) as r("subjectId" uuid, side text, item text, option text, n int)`);
  await tx.execute(sql`
    delete from review_envelopes e using review_subjects r where r.id = e.subject_id and r.cycle_id = ${cycleId}`);
  await tx.execute(sql`update review_keys set state = ${state} where cycle_id = ${cycleId}`);
}

/** Which of these cycles have been counted: their keys may go. */
export async function findCounted(db: Db, cycleIds: readonly string[]): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select cycle_id as id from review_keys where cycle_id = any(${uuids(cycleIds)}) and state = any(${texts(['counted', 'lost'])})`);
  return rows.map(({ id }) => id);
}
