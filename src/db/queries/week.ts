import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { at } from './sql-values.ts';

/** What waits for somebody, and what they did between two instants. */
export type WeekFacts = {
  /** Notices that wait for an answer, and the first deadline among them. */
  waiting: number;
  dueAt: string | null;
  papers: number;
  cards: number;
  confirmed: number;
};

/** @param from the first instant of what was done; `until` the first after it */
export async function findWeekFacts(
  db: Db,
  personId: string,
  { from, until }: { from: Date; until: Date },
): Promise<WeekFacts> {
  const [row] = await db.execute<WeekFacts>(sql`
    select w.waiting, w.due_at as "dueAt",
      (select count(*)::int from papers p join attempts a on a.paper_id = p.id
        where p.person_id = ${personId} and a.counts and a.finished_at >= ${at(from)} and a.finished_at < ${at(until)}) as papers,
      (select count(*)::int from card_answers c
        where c.person_id = ${personId} and c.at >= ${at(from)} and c.at < ${at(until)}) as cards,
      (select count(*)::int from acknowledgements k
        where k.person_id = ${personId} and k.state = 'understood' and k.at >= ${at(from)} and k.at < ${at(until)}) as confirmed
    from (select count(*)::int as waiting, min(n.due_at) as due_at
      from deliveries d join notices n on n.id = d.subject_id
      left join acknowledgements k on k.notice_id = n.id and k.person_id = d.person_id
      where d.person_id = ${personId} and d.kind = 'notice' and not d.exempt and n.needs_acknowledgement and n.state = 'sending'
        and coalesce(k.state, 'seen') = 'seen') w`);
  return row ?? { waiting: 0, dueAt: null, papers: 0, cards: 0, confirmed: 0 };
}

/** Whether somebody wants the word of the week. */
export async function findWeekly(db: Db, personId: string): Promise<boolean> {
  const [row] = await db.execute<{ weekly: boolean }>(sql`select weekly from people where id = ${personId}`);
  return row?.weekly ?? true;
}

export async function setWeekly(db: Db, personId: string, weekly: boolean): Promise<void> {
  await db.execute(sql`update people set weekly = ${weekly} where id = ${personId}`);
}
