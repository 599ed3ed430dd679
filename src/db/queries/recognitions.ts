import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import { openRows } from '../sealed-fields.ts';
import { at, isUnder } from './sql-values.ts';

export type RecognitionKind = 'commendation' | 'refused-gift' | 'clearing';
export type RecognitionRow = {
  id: string;
  personId: string;
  personName: string;
  unitName: string;
  kind: RecognitionKind;
  text: string;
  entryId: string | null;
  objectionId: string | null;
  objection: string | null;
  proposedBy: string;
  proposedByName: string;
  verdict: 'approved' | 'refused' | null;
  refusal: string | null;
  decidedBy: string | null;
  decidedByName: string | null;
};

const columns = (day: string) => sql`
  r.id, r.person_id as "personId", p.name as "personName", coalesce(o.name, '') as "unitName", r.kind, r.text, r.entry_id as "entryId",
  r.objection_id as "objectionId", j.text as objection, r.proposed_by as "proposedBy", b.name as "proposedByName", d.verdict,
  d.reason as refusal, d.decided_by as "decidedBy", c.name as "decidedByName"
  from recognition_proposals r join people p on p.id = r.person_id join people b on b.id = r.proposed_by
  left join objections j on j.id = r.objection_id left join recognition_decisions d on d.proposal_id = r.id
  left join people c on c.id = d.decided_by
  left join lateral (select u.name from posts o join organisation_units u on u.id = o.unit_id
    where o.person_id = r.person_id and o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)
    order by o.starts_on, o.id limit 1) o on true`;

const isPersonUnder = (scope: readonly string[], day: string) => sql`exists (
  select 1 from posts held where held.person_id = r.person_id and held.starts_on <= ${day}::date
    and (held.ends_on is null or held.ends_on > ${day}::date) and ${isUnder(sql`held.unit_id`, scope)})`;

/** The same id again stores nothing; false then. */
export async function insertProposal(
  tx: Tx,
  row: {
    id: string;
    personId: string;
    kind: RecognitionKind;
    text: string;
    entryId: string | null;
    objectionId: string | null;
    proposedBy: string;
    rulePackVersion: string;
  },
  now: Date,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into recognition_proposals (id, person_id, kind, text, entry_id, objection_id, proposed_by, rule_pack_version, proposed_at)
    values (${row.id}, ${row.personId}, ${row.kind}, ${row.text}, ${row.entryId}, ${row.objectionId}, ${row.proposedBy}, ${row.rulePackVersion},
      ${at(now)}) on conflict do nothing returning 1`);
  return rows.length === 1;
}

/** A proposal for somebody whom it concerns: who proposed it, or whom it is about once it is approved. */
export async function findProposalOf(
  db: Db | Tx,
  id: string,
  personId: string,
  day: string,
): Promise<RecognitionRow | undefined> {
  const [row] = await db.execute<RecognitionRow>(sql`
    select ${columns(day)} where r.id = ${id}
      and (r.proposed_by = ${personId} or r.person_id = ${personId} and d.verdict = 'approved')`);
  return row;
}

/** A proposal about somebody else under the scope, by somebody else: what this person may decide on. */
export async function findProposalUnder(
  db: Db | Tx,
  id: string,
  deciderId: string,
  scope: readonly string[],
  day: string,
): Promise<RecognitionRow | undefined> {
  const [row] = await db.execute<RecognitionRow>(sql`
    select ${columns(day)} where r.id = ${id} and r.person_id <> ${deciderId} and r.proposed_by <> ${deciderId} and ${isPersonUnder(scope, day)}`);
  return row;
}

/** Proposals that wait for this person's answer, the oldest first. */
export async function findWaitingProposals(
  db: Db | Tx,
  deciderId: string,
  scope: readonly string[],
  day: string,
  limit: number,
): Promise<{ rows: RecognitionRow[]; total: number }> {
  const rows = await db.execute<RecognitionRow & { total: number }>(sql`
    select (count(*) over ())::int as total, ${columns(day)}
    where d.proposal_id is null and r.person_id <> ${deciderId} and r.proposed_by <> ${deciderId} and ${isPersonUnder(scope, day)}
    order by r.proposed_at, r.id limit ${limit}`);
  return { rows: [...rows], total: rows[0]?.total ?? 0 };
}

/** Stores the answer once; false when there is one. */
export async function insertRecognitionDecision(
  tx: Tx,
  decision: { proposalId: string; deciderId: string; verdict: 'approved' | 'refused'; reason: string | null },
  now: Date,
): Promise<boolean> {
  const { proposalId, deciderId, verdict, reason } = decision;
  const rows = await tx.execute(sql`
    insert into recognition_decisions (proposal_id, person_id, proposed_by, verdict, reason, decided_by, decided_at)
    select r.id, r.person_id, r.proposed_by, ${verdict}, ${reason}, ${deciderId}, ${at(now)} from recognition_proposals r where r.id = ${proposalId}
    on conflict do nothing returning 1`);
  return rows.length === 1;
}

export type OpenObjectionRow = { id: string; entryId: string; kind: string; text: string; at: string };

/** Objections of a person that no approved clearing closes, the newest first. */
export async function findOpenObjections(
  db: Db | Tx,
  personId: string,
  limit: number,
): Promise<OpenObjectionRow[]> {
  const rows = await db.execute<OpenObjectionRow>(sql`
    select o.id, o.entry_id as "entryId", e.kind, o.text, o.created_at as at from objections o join ledger_entries e on e.id = o.entry_id
    where o.person_id = ${personId} and not exists (select 1 from recognition_proposals r
      join recognition_decisions d on d.proposal_id = r.id and d.verdict = 'approved' where r.objection_id = o.id)
    order by o.created_at desc, o.id desc limit ${limit}`);
  return openRows(db, rows, { text: 'objections.text' });
}
