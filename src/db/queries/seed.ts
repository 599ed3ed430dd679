import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import * as schema from '../schema/index.ts';
import { json, texts } from './sql-values.ts';

const tables = {
  exemptions: schema.exemptions,
  invitations: schema.invitations,
  telegramAccounts: schema.telegramAccounts,
  quizzes: schema.quizzes,
  papers: schema.papers,
  paperItems: schema.paperItems,
  attempts: schema.attempts,
  answers: schema.answers,
  deliveries: schema.deliveries,
  acknowledgements: schema.acknowledgements,
  interviews: schema.interviews,
  meetings: schema.meetings,
  meetingInvitees: schema.meetingInvitees,
  meetingAttendance: schema.meetingAttendance,
  assessmentSubmissions: schema.assessmentSubmissions,
  personMemberKinds: schema.personMemberKinds,
  studyHours: schema.studyHours,
  studyHourDecisions: schema.studyHourDecisions,
  studyAssignments: schema.studyAssignments,
  cardShowings: schema.cardShowings,
  cardAnswers: schema.cardAnswers,
  rectificationItems: schema.rectificationItems,
  rectificationEvents: schema.rectificationEvents,
  ledgerEntries: schema.ledgerEntries,
  accessLog: schema.accessLog,
};
type Tables = typeof tables;
export type SeedTable = keyof Tables;
export type SeedRow<T extends SeedTable> = Tables[T]['$inferInsert'];

/** Rows that stay below what one statement should carry as JSON. */
const ROWS_A_STATEMENT = 5_000;

/**
 * Stores rows whose ids and times the caller has made, in their order and in as few statements as possible. Columns that
 * no row names keep their defaults; a column some rows name is null in the others.
 */
export async function insertSeedRows<T extends SeedTable>(
  tx: Tx,
  table: T,
  rows: readonly SeedRow<T>[],
): Promise<void> {
  const columns = Object.entries(getTableColumns(tables[table]));
  const named = columns.filter(([key]) => rows.some((row) => Object.hasOwn(row, key)));
  const names = sql.join(
    named.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  const target = sql.identifier(getTableName(tables[table]));
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const list = rows
      .slice(from, from + ROWS_A_STATEMENT)
      .map((row) =>
        Object.fromEntries(named.map(([key, column]) => [column.name, row[key as keyof typeof row]])),
      );
    await tx.execute(
      sql`insert into ${target} (${names}) select ${names} from jsonb_populate_recordset(null::${target}, ${json(list)})`,
    );
  }
}

/** One seeding at a time; true when there is nothing yet. The lock is kept until the transaction ends. */
export async function lockEmptyCounty(tx: Tx): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(727002)`);
  const [row] = await tx.execute<{ empty: boolean }>(
    sql`select not exists (select 1 from organisation_units) as empty`,
  );
  return row?.empty ?? false;
}

/** The keys of every question version, to answer papers with. */
export async function findAnswerKeys(tx: Tx): Promise<{ versionId: string; answer: number[] }[]> {
  return tx.execute(sql`select id as "versionId", answer from question_versions`);
}

export type SettledRow = {
  noticeId: string;
  personId: string;
  state: 'sent' | 'unreachable';
  tries: number;
  chatId: number | null;
  messageId: number | null;
  sentAt: Date | null;
  problem: string | null;
};

/** Writes how the messages of notices ended; who got one has its first text. */
export async function settleSeedDeliveries(tx: Tx, rows: readonly SettledRow[]): Promise<void> {
  await tx.execute(sql`
    update deliveries d set state = r.state, tries = r.tries, chat_id = r."chatId", message_id = r."messageId", sent_at = r."sentAt",
      problem = r.problem, version = case when r.state = 'sent' then 1 else 0 end
    from jsonb_to_recordset(${json(rows)}) as r("noticeId" uuid, "personId" uuid, state text, tries int, "chatId" bigint, "messageId" bigint,
      "sentAt" timestamptz, problem text) where d.subject_id = r."noticeId" and d.person_id = r."personId" and d.kind = 'notice' and d.state in ('pending', 'unreachable')`);
}

export type RecipientRow = { noticeId: string; personId: string; exempt: boolean };

/** The frozen audiences of all notices. */
export async function findRecipients(tx: Tx): Promise<RecipientRow[]> {
  return tx.execute(sql`
    select r.notice_id as "noticeId", r.person_id as "personId", r.exempt
    from notice_recipients r join people p on p.id = r.person_id order by p.staff_no`);
}

export type CountyPersonRow = {
  staffNo: string;
  name: string;
  language: 'zh' | 'en';
  title: string;
  titleEn: string | null;
  unitName: string;
  telegramId: number | null;
  blocked: boolean;
};

/** The named people with the post held on `day` (else their newest) and their live Telegram account, if any. */
export async function findCountyPeople(
  db: Db,
  staffNos: readonly string[],
  day: string,
): Promise<CountyPersonRow[]> {
  return db.execute(sql`
    select p.staff_no as "staffNo", p.name, p.language, coalesce(o.title, '') as title, o.title_en as "titleEn",
      coalesce(o.name, '') as "unitName", a.telegram_id::float8 as "telegramId", a.unreachable_at is not null as blocked
    from people p left join telegram_accounts a on a.person_id = p.id and a.revoked_at is null
    left join lateral (
      select o.title, o.title_en, u.name from posts o join organisation_units u on u.id = o.unit_id where o.person_id = p.id
      order by (o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)) desc, o.starts_on desc, o.id limit 1) o on true
    where p.staff_no = any(${texts(staffNos)}) order by p.staff_no`);
}
