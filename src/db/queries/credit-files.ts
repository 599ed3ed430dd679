import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import type { StoredSection } from '../schema/credit.ts';
import { at, json } from './sql-values.ts';

export type { StoredSection };

/**
 * Notes up to when the facts are in a period's files, which have been brought up to date in this transaction: to the hour, so that
 * a run that comes twice changes nothing. Where they were made for an earlier day, they are made again once the period is over.
 */
export async function putPeriod(
  tx: Tx,
  { period, rulePackVersion, from, to }: { period: string; rulePackVersion: string; from: Date; to: Date },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into credit_periods (period, rule_pack_version, starts_at, ends_at, rolled_at)
    values (${period}, ${rulePackVersion}, ${at(from)}, ${at(to)}, date_trunc('hour', ${at(now)}))
    on conflict (period, rule_pack_version) do update set rolled_at = excluded.rolled_at where credit_periods.rolled_at <> excluded.rolled_at`);
}

/** A period that is over, with the sections of its pack and whose files are not what the ledger says any more. */
export type LatePeriod = {
  period: string;
  rulePackVersion: string;
  sections: unknown[];
  startsAt: string;
  endsAt: string;
  /** Null where it was not rolled up since it ended: then everybody is looked at. */
  people: string[] | null;
};

/** A transaction that was under way at the last roll-up may have recorded its entries this much earlier. */
const OVERLAP = sql`interval '1 day'`;

/** Periods that are over and have to be rolled up once more: for the first time, or for late facts and corrections. */
export const findLatePeriods = (tx: Tx, now: Date): Promise<LatePeriod[]> =>
  tx.execute<LatePeriod>(sql`
    select c.period, c.rule_pack_version as "rulePackVersion", k.body->'fileSections' as sections, c.starts_at as "startsAt",
      c.ends_at as "endsAt", case when c.rolled_at >= c.ends_at then late.people end as people
    from credit_periods c join rule_packs k on k.version = c.rule_pack_version
    cross join lateral (select jsonb_agg(distinct e.person_id) as people from ledger_entries e
      where c.rolled_at >= c.ends_at and e.recorded_at >= c.rolled_at - ${OVERLAP} and (e.occurred_at < c.ends_at or e.kind = 'correction')) late
    where c.ends_at <= ${at(now)} and (c.rolled_at < c.ends_at or late.people is not null) order by c.ends_at, c.period, c.rule_pack_version`);

export type CreditFileRow = {
  personId: string;
  name: string;
  staffNo: string;
  period: string;
  rulePackVersion: string;
  sections: StoredSection[];
  computedAt: string;
};

/** The newest quarter's file of a person. */
export async function findCreditFile(db: Db | Tx, personId: string): Promise<CreditFileRow | undefined> {
  const [row] = await db.execute<CreditFileRow>(sql`
    select f.person_id as "personId", p.name, p.staff_no as "staffNo", f.period, f.rule_pack_version as "rulePackVersion", f.sections,
      f.computed_at as "computedAt"
    from credit_files f join people p on p.id = f.person_id where f.person_id = ${personId} and f.period like '____-Q_' order by f.period desc, f.computed_at desc limit 1`);
  return row;
}

/** The files that a person has of periods that ended after an instant, with the sections they were made by. */
export const findPeriodsSince = (
  tx: Tx,
  personId: string,
  since: Date,
): Promise<Omit<LatePeriod, 'people'>[]> =>
  tx.execute(sql`
    select c.period, c.rule_pack_version as "rulePackVersion", k.body->'fileSections' as sections, c.starts_at as "startsAt", c.ends_at as "endsAt"
    from credit_files f join credit_periods c on c.period = f.period and c.rule_pack_version = f.rule_pack_version
    join rule_packs k on k.version = c.rule_pack_version
    where f.person_id = ${personId} and c.ends_at > ${at(since)} order by c.ends_at, c.period, c.rule_pack_version`);

export type AccessRow = {
  id: string;
  actorId: string | null;
  action: string;
  subjectPersonId: string | null;
  purpose: string | null;
  detail: Record<string, unknown>;
};

/** Writes who looked at what; in the transaction of the read. */
export async function insertAccess(tx: Tx, row: AccessRow, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into access_log (id, actor_id, action, subject_person_id, purpose, detail, at)
    values (${row.id}, ${row.actorId}, ${row.action}, ${row.subjectPersonId}, ${row.purpose}, ${json(row.detail)}, ${at(now)})`);
}
