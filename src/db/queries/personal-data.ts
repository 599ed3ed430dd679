import { sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { openField, SEALED_FIELDS, type SealedField, type SealedFieldName } from '../sealed-fields.ts';
import { at } from './sql-values.ts';

/** What is held about a person in one table: which rows (`x`) are theirs, and what of them they get. */
export type PersonalTable = {
  table: string;
  /** The condition on a row `x`; `me` is the person, `now` the time. */
  mine: string;
  /** Each column by its name, or by what it is read from. Nobody else is named in them. */
  columns: readonly (string | readonly [name: string, from: string])[];
};

const mine = (table: string, columns: PersonalTable['columns'], column = 'person_id'): PersonalTable => ({
  table,
  mine: `x.${column} = me`,
  columns,
});
const through = (
  table: string,
  column: string,
  parent: string,
  columns: PersonalTable['columns'],
  key = 'id',
): PersonalTable => ({
  table,
  mine: `x.${column} in (select p.${key} from ${parent} p where p.person_id = me)`,
  columns,
});
const UNIT = ['unit', '(select u.name from organisation_units u where u.id = x.unit_id)'] as const;
const MEETING = ['meeting', '(select m.title from meetings m where m.id = x.meeting_id)'] as const;
/** Before it is announced, the person is not to know of an interview. */
const TOLD = `x.person_id = me and x.state not in ('proposed', 'refused', 'expired', 'withdrawn')`;
const OF_TOLD = `x.interview_id in (select i.id from interviews i where i.person_id = me and i.state not in ('proposed', 'refused', 'expired', 'withdrawn'))`;
const APPROVED = `x.person_id = me and exists (select 1 from recognition_decisions d where d.proposal_id = x.id and d.verdict = 'approved')`;
/** What was not compared with the decision stands in no file. */
const CHECKED = `x.person_id = me and exists (select 1 from sanction_checks d where d.record_id = x.id and d.verdict = 'confirmed')`;
/** What nobody has accepted is a suggestion of the rules. */
const ACCEPTED = `x.person_id = me and exists (select 1 from alert_decisions d where d.alert_id = x.id and d.verdict = 'accepted')`;
/** What a second person has not confirmed is no conclusion. */
const CONFIRMED = `x.person_id = me and exists (select 1 from review_opinion_decisions d where d.opinion_id = x.id and d.verdict = 'confirmed')`;
const OF_RELEASED = `x.subject_id in (select o.subject_id from review_opinions o join review_opinion_decisions d on d.opinion_id = o.id
  where o.person_id = me and d.verdict = 'confirmed')`;

/** Everything that is held about a person, in the order of the book. A test knows if a table is forgotten. */
export const PERSONAL_TABLES: readonly PersonalTable[] = [
  mine(
    'people',
    ['staff_no', 'name', 'phone', 'language', 'quiet_from', 'quiet_to', 'elder', 'weekly', 'created_at'],
    'id',
  ),
  mine('posts', [UNIT, 'title', 'roles', 'starts_on', 'ends_on']),
  mine('telegram_accounts', ['telegram_id', 'bound_at', 'revoked_at']),
  mine('invitations', ['created_at', 'expires_at', 'used_at', 'revoked_at']),
  mine('person_tags', ['tag', 'added_at']),
  mine('person_member_kinds', ['kind', 'registered_at']),
  mine('exemptions', ['reason', 'starts_on', 'ends_on']),
  mine('exemption_requests', ['reason', 'starts_on', 'ends_on', 'asked_at']),
  mine('exemption_decisions', ['verdict', 'reason', 'decided_at']),
  mine('erasure_requests', ['asked_at']),
  mine('erasure_decisions', ['verdict', 'reason', 'decided_at']),
  {
    table: 'relations',
    mine: 'me in (x.person_id, x.relative_id)',
    columns: ['kind', 'declared_at', 'withdrawn_at'],
  },
  mine('ledger_entries', [
    'seq',
    'kind',
    'nature',
    'occurred_at',
    'recorded_at',
    'rule_pack_version',
    'data',
    'hash',
  ]),
  mine('ledger_heads', ['seq', 'hash']),
  mine('credit_files', ['period', 'rule_pack_version', 'sections', 'computed_at']),
  mine('objections', ['text', 'due_at', 'created_at']),
  mine('objection_answers', ['verdict', 'text', 'answered_at']),
  through('objection_evidence', 'objection_id', 'objections', ['added_at']),
  {
    table: 'file_access_requests',
    mine: `x.subject_id = me and x.state = 'used' and x.tell_at <= now`,
    columns: ['purpose', 'reason', 'used_at'],
  },
  {
    table: 'interviews',
    mine: TOLD,
    columns: ['kind', 'starts_at', 'minutes', 'place', 'state', 'answer_reason', 'answered_at'],
  },
  { table: 'interview_rounds', mine: OF_TOLD, columns: ['round', 'starts_at', 'state', 'answer_reason'] },
  { table: 'interview_records', mine: OF_TOLD, columns: ['what', 'body', 'hash', 'at'] },
  mine('rectification_items', ['text', 'due_on', 'state', 'opened_at']),
  through('rectification_events', 'item_id', 'rectification_items', ['kind', 'text', 'day', 'at']),
  mine('assessment_submissions', ['state', 'answers', 'started_at', 'submitted_at']),
  through('assessment_reopenings', 'submission_id', 'assessment_submissions', [
    'reason',
    'answers',
    'submitted_at',
    'reopened_at',
  ]),
  mine('review_subjects', [UNIT]),
  // Whom they may vote on, and whether they have; nobody knows what they voted.
  mine('review_tickets', ['side', 'used'], 'voter_id'),
  { table: 'review_tallies', mine: OF_RELEASED, columns: ['side', 'item', 'option', 'n'] },
  { table: 'review_opinions', mine: CONFIRMED, columns: ['grade', 'text', 'entered_at'] },
  {
    table: 'review_opinion_decisions',
    mine: `x.person_id = me and x.verdict = 'confirmed'`,
    columns: ['verdict', 'decided_at'],
  },
  mine('duty_sheets', ['quarter', 'made_at']),
  through('duty_items', 'sheet_id', 'duty_sheets', ['side', 'words']),
  through('duty_marks', 'sheet_id', 'duty_sheets', ['done', 'text', 'at']),
  { table: 'recognition_proposals', mine: APPROVED, columns: ['kind', 'text', 'proposed_at'] },
  {
    table: 'recognition_decisions',
    mine: `x.person_id = me and x.verdict = 'approved'`,
    columns: ['verdict', 'decided_at'],
  },
  {
    table: 'sanction_records',
    mine: CHECKED,
    columns: ['kind', 'organ', 'document_no', 'decided_on', 'effective_until', 'recorded_at'],
  },
  {
    table: 'sanction_checks',
    mine: `x.person_id = me and x.verdict = 'confirmed'`,
    columns: ['verdict', 'checked_at'],
  },
  mine('form_choices', ['form', 'reason', 'chosen_at']),
  { table: 'alerts', mine: ACCEPTED, columns: ['rule', 'created_at'] },
  {
    table: 'alert_decisions',
    mine: `x.person_id = me and x.verdict in ('accepted', 'taken-back')`,
    columns: ['verdict', 'reason', 'decided_at'],
  },
  mine('study_hours', ['day', 'hours', 'evidence', 'topic', 'recorded_at']),
  mine('study_hour_decisions', ['verdict', 'reason', 'decided_at']),
  mine('study_assignments', ['plan', 'because', 'due_on', 'created_at', 'started_at', 'finished_at']),
  mine('plan_assignees', [UNIT]),
  mine('card_showings', ['plan', 'card', 'state', 'shown_at', 'ended_at']),
  mine('card_answers', ['card', 'chosen', 'correct', 'at']),
  mine('card_times', ['at']),
  mine('papers', ['number', 'created_at']),
  through('attempts', 'paper_id', 'papers', [
    'number',
    'started_at',
    'finished_at',
    'answered',
    'correct',
    'points',
    'total',
  ]),
  {
    table: 'answers',
    mine: 'x.attempt_id in (select a.id from attempts a join papers p on p.id = a.paper_id where p.person_id = me)',
    columns: ['position', 'chosen', 'typed', 'submitted_at', 'correct', 'confidence'],
  },
  mine('regraded_attempts', ['before_points', 'after_points', 'at']),
  mine('quiz_invitees', ['opens_at', 'closes_at', 'extra_minutes', 'excused_at']),
  mine('exam_changes', ['kind', 'extra_minutes', 'opens_at', 'closes_at', 'at']),
  mine('certificates', ['code', 'title', 'share', 'taken_at', 'issued_at', 'revoked_at']),
  mine('review_cards', ['due_on', 'reviewed_on', 'reps', 'lapses', 'state', 'created_at']),
  through('review_log', 'card_id', 'review_cards', ['source', 'chosen', 'typed', 'correct', 'rating', 'at']),
  mine('review_showings', ['chosen', 'typed', 'state', 'shown_at', 'ended_at']),
  mine('question_reports', ['kind', 'words', 'state', 'answer_words', 'created_at'], 'reporter_id'),
  mine('acknowledgements', ['state', 'via', 'note', 'at']),
  mine('notice_check_answers', ['chosen', 'at']),
  mine('notice_messages', ['text', 'at']),
  mine('notice_visits', ['why', 'state', 'note', 'created_at', 'done_at']),
  mine('meeting_invitees', [MEETING, 'excuse', 'answered_at']),
  mine('meeting_attendance', [MEETING, 'state', 'reason', 'via', 'at']),
  mine('meeting_objections', [MEETING, 'at']),
  mine('class_sign_ups', [MEETING, 'state', 'at']),
  mine('class_feedback_givers', [MEETING]),
  // What was not sent yet may speak of a look that they are not to know of before its time.
  {
    table: 'deliveries',
    mine: 'x.person_id = me and x.sent_at is not null',
    columns: ['kind', 'state', 'created_at', 'sent_at'],
  },
  mine('shown_messages', ['shown_at']),
  mine('files', ['name', 'mime_type', 'size', 'created_at'], 'uploaded_by'),
  {
    table: 'conversations',
    mine: 'x.chat_id in (select a.telegram_id from telegram_accounts a where a.person_id = me and a.revoked_at is null)',
    columns: ['flow', 'step', 'expires_at'],
  },
];

/** The sealed field that a column is, as whose its values open. */
function findSealed(
  table: string,
  column: PersonalTable['columns'][number],
): { name: SealedFieldName; row: string } | undefined {
  const fields = Object.entries(SEALED_FIELDS) as [SealedFieldName, SealedField][];
  const [name, field] = fields.find(([, one]) => one.table === table && one.column === column) ?? [];
  return name && field && { name: field.of ?? name, row: field.row };
}

/** The rows of one table that are about a person, each as its columns in order. */
export async function findPersonalRows(
  tx: Tx,
  { table, mine: isMine, columns }: PersonalTable,
  personId: string,
  now: Date,
): Promise<unknown[][]> {
  const sealed = columns.map((column) => findSealed(table, column));
  const values = columns.map((column) => (typeof column === 'string' ? `x.${column}` : column[1]));
  const rowNames = sealed.map((field) => field?.row ?? 'null');
  const rows = await tx.execute<{ row: unknown[]; names: (string | number | null)[] }>(sql`
    select jsonb_build_array(${sql.raw(values.join(', '))}) as row, jsonb_build_array(${sql.raw(rowNames.join(', '))}) as names
    from (select ${personId}::uuid as me, ${at(now)} as now) asked, ${sql.raw(table)} x where ${sql.raw(isMine)} order by x.ctid`);
  return rows.map(({ row, names }) =>
    row.map((value, i) => {
      const [field, name] = [sealed[i], names[i]];
      return field && typeof value === 'string' && name != null
        ? openField(tx, field.name, name, value)
        : value;
    }),
  );
}
