import postgres from 'postgres';

/** What the database holds of the notices with this text: their states, messages, answers and visits by how they stand. */
export async function countNotice(ownerUrl: string, text: string): Promise<Record<string, number>> {
  const sql = postgres(ownerUrl, { max: 1 });
  try {
    const [counted] = await sql<[Record<string, number>]>`
      with its as (select id, state from notices where text = ${text}),
        message as (select state from deliveries where kind = 'notice' and subject_id in (select id from its)),
        answer as (select state, via from acknowledgements where notice_id in (select id from its)),
        visit as (select state, why from notice_visits where notice_id in (select id from its))
      select
        (select count(*)::int from its where state = 'awaiting-approval') as awaiting,
        (select count(*)::int from its where state = 'scheduled') as scheduled,
        (select count(*)::int from its where state = 'sending') as sending,
        (select count(*)::int from notice_recipients where notice_id in (select id from its)) as recipients,
        (select count(*)::int from message) as deliveries,
        (select count(*)::int from message where state = 'sent') as sent,
        (select count(*)::int from message where state = 'unreachable') as unreachable,
        (select count(*)::int from answer where state = 'understood') as acknowledged,
        (select count(*)::int from answer where state = 'question') as asked,
        (select count(*)::int from answer where state = 'understood' and via = 'liaison') as "inPerson",
        (select count(*)::int from visit) as visits,
        (select count(*)::int from visit where why = 'unreachable') as "visitsUnreached",
        (select count(*)::int from visit where state = 'told') as "visitsTold"`;
    return { ...counted };
  } finally {
    await sql.end();
  }
}
