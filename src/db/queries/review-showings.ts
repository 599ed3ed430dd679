import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../client.ts';
import type { QuestionType } from './questions.ts';
import type { Suspended } from './review-cards.ts';
import { at, ints, texts } from './sql-values.ts';

export type ReviewShowingRow = {
  id: string;
  cardId: string;
  state: 'open' | 'answered' | 'later' | 'stopped';
  optionOrder: number[];
  chosen: number[];
  typed: string[];
  fraction: number | null;
  /** As the card is now. */
  dueOn: string;
  suspended: Suspended | null;
  versionId: string;
  type: QuestionType;
  stem: string;
  options: string[];
  answer: number[];
  extra: Record<string, unknown>;
  explanation: string;
  documentTitle: string;
  documentStatus: string;
  place: string;
  quote: string;
};

const showing: SQL = sql`
  select s.id, s.card_id as "cardId", s.state, to_jsonb(s.option_order) as "optionOrder", to_jsonb(s.chosen) as chosen, to_jsonb(s.typed) as typed,
    s.fraction, c.due_on::text as "dueOn", c.suspended, v.id as "versionId", v.type, v.stem, v.options,
    coalesce(k.answer, v.answer) as answer, coalesce(k.extra, v.extra) as extra, coalesce(k.explanation, v.explanation) as explanation,
    d.title as "documentTitle", d.status as "documentStatus", v.place, v.quote
  from review_showings s join review_cards c on c.id = s.card_id join question_versions v on v.id = s.question_version_id
  left join corrected_keys ck on ck.question_version_id = v.id left join question_versions k on k.id = ck.key_version_id
  join documents d on d.id = v.document_id`;

/** One's own showing; undefined for anybody else's. */
export async function findReviewShowing(
  db: Db | Tx,
  id: string,
  personId: string,
): Promise<ReviewShowingRow | undefined> {
  const [row] = await db.execute<ReviewShowingRow>(
    sql`${showing} where s.id = ${id} and s.person_id = ${personId}`,
  );
  return row;
}

/** The same, locked: presses on it take turns. */
export async function lockReviewShowing(
  tx: Tx,
  id: string,
  personId: string,
): Promise<ReviewShowingRow | undefined> {
  await tx.execute(
    sql`select 1 from review_showings where id = ${id} and person_id = ${personId} for update`,
  );
  return findReviewShowing(tx, id, personId);
}

export async function findOpenReview(db: Db | Tx, personId: string): Promise<ReviewShowingRow | undefined> {
  const [row] = await db.execute<ReviewShowingRow>(
    sql`${showing} where s.person_id = ${personId} and s.state = 'open'`,
  );
  return row;
}

/** The open showing, if it was used after `since`. */
export async function findReviewInUse(
  db: Db,
  personId: string,
  since: Date,
): Promise<{ id: string; usedAt: string } | undefined> {
  const [row] = await db.execute<{ id: string; usedAt: string }>(sql`
    select id, used_at as "usedAt" from review_showings where person_id = ${personId} and state = 'open' and used_at > ${at(since)}`);
  return row;
}

export async function insertReviewShowing(
  tx: Tx,
  row: { id: string; personId: string; cardId: string; versionId: string; optionOrder: readonly number[] },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into review_showings (id, person_id, card_id, question_version_id, option_order, state, shown_at, used_at)
    values (${row.id}, ${row.personId}, ${row.cardId}, ${row.versionId}, ${ints(row.optionOrder)}, 'open', ${at(now)}, ${at(now)})`);
}

/** Something else was shown: what is typed is not meant for it. */
export async function forgetReviewUse(db: Db, personId: string): Promise<void> {
  await db.execute(
    sql`update review_showings set used_at = null where person_id = ${personId} and state = 'open' and used_at is not null`,
  );
}

/** Notes that it was shown again or pressed. */
export async function markReviewUsed(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`update review_showings set used_at = ${at(now)} where id = ${id} and state = 'open'`);
}

export async function setReviewDraft(
  tx: Tx,
  id: string,
  draft: { chosen: readonly number[]; typed: readonly string[] },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update review_showings set chosen = ${ints(draft.chosen)}, typed = ${texts(draft.typed)}, used_at = ${at(now)} where id = ${id} and state = 'open'`);
}

/** Ends a showing once; `fraction` is what an answer was worth. */
export async function endReviewShowing(
  tx: Tx,
  id: string,
  end: { state: 'answered'; fraction: number } | { state: 'later' | 'stopped'; fraction: null },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update review_showings set state = ${end.state}, fraction = ${end.fraction}::float8, ended_at = ${at(now)} where id = ${id} and state = 'open'`);
}
