import postgres from 'postgres';

/** What the loop left in the database about one person: how often each thing happened. */
export async function countFacts(ownerUrl: string, staffNo: string): Promise<Record<string, number>> {
  const sql = postgres(ownerUrl, { max: 1 });
  try {
    const [counted] = await sql<[Record<string, number>]>`
      with who as (select id from people where staff_no = ${staffNo})
      select
        (select count(*)::int from telegram_accounts where person_id in (select id from who)) as accounts,
        (select count(*)::int from attempts a join papers p on p.id = a.paper_id
          where p.person_id in (select id from who) and a.finished_at is not null) as "finishedPapers",
        (select count(*)::int from deliveries
          where person_id in (select id from who) and kind = 'notice' and state = 'sent'
            and subject_id in (select notice_id from acknowledgements k where k.person_id in (select id from who))) as "noticesSent",
        (select count(*)::int from acknowledgements
          where person_id in (select id from who) and state = 'understood') as acknowledgements,
        (select count(*)::int from interviews
          where person_id in (select id from who) and state = 'confirmed') as interviews,
        (select count(*)::int from assessment_submissions
          where person_id in (select id from who) and state = 'submitted') as submissions,
        (select count(*)::int from ledger_entries
          where person_id in (select id from who) and kind = 'quiz-result') as "quizFacts",
        (select count(*)::int from credit_files where person_id in (select id from who)) as files,
        (select count(*)::int from processed_updates where state <> 'done') as "openUpdates"`;
    return { ...counted };
  } finally {
    await sql.end();
  }
}

/** What `countFacts` is when nothing was lost and nothing doubled. */
export const ONCE_EACH = {
  accounts: 1,
  finishedPapers: 1,
  noticesSent: 1,
  acknowledgements: 1,
  interviews: 1,
  submissions: 1,
  quizFacts: 1,
  // Of the month, the quarter and the year.
  files: 3,
  openUpdates: 0,
};
