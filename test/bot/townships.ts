import { v7 as newId } from 'uuid';
import { BOT, type BotStage } from '../support/bot.ts';
import { START } from '../support/clock.ts';

/** People of township A of the sample county, by their accounts. */
export const A = { secretary: 5_000_005, supervisor: 5_000_007, admin: 5_000_008, cadre: 5_000_018 };
/** People of township B. */
const B = { secretary: 5_000_009, supervisor: 5_000_011, cadre: 5_000_042 };
const UNIT_B = '白水乡';
const CADRE_B = 'QS-046';
const UNBOUND_B = 'QS-045';

/** What township B has, to be asked for from township A. */
export type OfB = Awaited<ReturnType<typeof layTownshipB>>;

/**
 * Gives township A an administrator, who is an editor as well, and township B one of everything that a button can name.
 * @returns ids, and every name that only B has
 */
export async function layTownshipB({ inspector, person, pack }: BotStage) {
  const { sql, personId } = inspector;
  await sql`update posts set roles = roles || '{admin,editor}' where person_id = ${await personId('QS-008')}`;
  const [cadre, unbound, supervisor, secretary] = await Promise.all(
    [CADRE_B, UNBOUND_B, 'QS-011', 'QS-009'].map(personId),
  );
  const one = async (rows: PromiseLike<{ id: string }[]>): Promise<string> => {
    const [row] = await rows;
    if (!row) throw new Error('the sample county lacks what this test asks for');
    return row.id;
  };
  if (!cadre || !unbound || !supervisor || !secretary) throw new Error('the people of B are not there');
  const unit = await one(sql`select id from organisation_units where name = ${UNIT_B}`);
  const village = await one(
    sql`select id from organisation_units where parent_id = ${unit} order by id limit 1`,
  );
  const notice = await one(sql`
    select n.id from notices n join notice_recipients r on r.notice_id = n.id and r.person_id = ${cadre}
    where n.author_id = ${secretary} limit 1`);
  const entry = await one(sql`select id from ledger_entries where person_id = ${cadre} limit 1`);
  await person(B.cadre).send('/quiz');
  const attempt = await one(sql`
    select a.id from attempts a join papers p on p.id = a.paper_id where p.person_id = ${cadre} and a.finished_at is null limit 1`);
  const finished = await one(sql`
    select a.id from attempts a join papers p on p.id = a.paper_id where p.person_id = ${cadre} and a.finished_at is not null limit 1`);
  const interview = newId();
  const starts = new Date(Date.parse(START) + 3 * 86_400_000);
  await sql`insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, created_at)
    values (${interview}, 'routine', ${pack.version}, ${cadre}, ${supervisor}, ${starts}, 30, 'B', 'announced', ${START})`;
  const closedInterview = newId();
  await sql`insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, created_at)
    values (${closedInterview}, 'reminder', ${pack.version}, ${cadre}, ${supervisor}, ${START}, 30, 'B', 'held', ${START})`;
  const suggested = newId();
  await sql`insert into interview_proposals (id, trigger_key, trigger, kind, rule_pack_version, person_id, due_on, state, created_at)
    values (${suggested}, 'B', 'new-post', 'pre-appointment', ${pack.version}, ${cadre}, '2026-12-20', 'open', ${START})`;
  const cycle = newId();
  await sql`insert into assessment_cycles (id, title, unit_id, form_id, form, opens_at, closes_at)
    select ${cycle}, 'B', ${unit}, form_id, form, ${START}, ${starts} from assessment_cycles limit 1`;
  const submission = newId();
  await sql`insert into assessment_submissions (id, cycle_id, person_id, state, answers, started_at, submitted_at)
    values (${submission}, ${cycle}, ${cadre}, 'submitted', '{}', ${START}, ${START})`;
  const [subject, ticket] = [newId(), newId()];
  await sql`insert into review_keys (cycle_id, public_key, state) values (${cycle}, 'B', 'open')`;
  await sql`insert into review_subjects (id, cycle_id, person_id, unit_id) values (${subject}, ${cycle}, ${cadre}, ${village})`;
  await sql`insert into review_tickets (id, subject_id, voter_id, side) values (${ticket}, ${subject}, ${unbound}, 'peer')`;
  // Another cycle, counted, with an opinion that waits.
  const [counted, reviewed, opinion] = [newId(), newId(), newId()];
  await sql`insert into assessment_cycles (id, title, unit_id, form_id, form, opens_at, closes_at)
    select ${counted}, 'B', ${unit}, form_id, form, '2026-01-01', '2026-01-09' from assessment_cycles limit 1`;
  await sql`insert into review_keys (cycle_id, public_key, state) values (${counted}, 'B', 'counted')`;
  await sql`insert into review_subjects (id, cycle_id, person_id, unit_id) values (${reviewed}, ${counted}, ${cadre}, ${village})`;
  await sql`insert into review_opinions (id, subject_id, person_id, grade, text, entered_by, rule_pack_version, entered_at)
    values (${opinion}, ${reviewed}, ${cadre}, 'qualified', 'B', ${supervisor}, ${pack.version}, ${START})`;
  const [voiceCode, villagerWords] = [newId(), newId()];
  await sql`insert into voice_codes (id, unit_id, code, bot_id, created_by, created_at)
    values (${voiceCode}, ${village}, 'codeOfB12345', ${BOT}, ${supervisor}, ${START})`;
  await sql`insert into voice_words (id, unit_id, topic, text, received_on)
    values (${villagerWords}, ${village}, 'roads', 'B', '2026-11-20')`;
  // A question that was answered, a visit to be made, and a notice that waits for a second person, all of B.
  const word = newId();
  await sql`insert into notice_messages (id, notice_id, person_id, from_id, text, at)
    values (${newId()}, ${notice}, ${cadre}, ${cadre}, 'B?', ${START}), (${word}, ${notice}, ${cadre}, ${secretary}, 'B.', ${START})`;
  await sql`insert into notice_visits (notice_id, person_id, liaison_id, why, state, created_at)
    values (${notice}, ${unbound}, ${secretary}, 'unreachable', 'open', ${START})`;
  const hours = newId();
  await sql`insert into study_hours (id, person_id, day, hours, evidence, topic, event_id, recorded_by, rule_pack_version, recorded_at)
    values (${hours}, ${cadre}, '2026-11-20', 8, 'concentrated', 'B', ${newId()}, ${cadre}, ${pack.version}, ${START})`;
  const showing = newId();
  await sql`insert into card_showings (id, person_id, plan, card, question_version_id, state, shown_at)
    select ${showing}, ${cadre}, 'village-elections', 've-01', v.id, 'open', ${START} from question_versions v limit 1`;
  const report = newId();
  await sql`insert into question_reports (id, question_version_id, reporter_id, attempt_id, position, kind, words, created_at)
    select ${report}, i.question_version_id, ${cadre}, ${finished}, 0, 'key', 'B!', ${START} from attempts a join paper_items i on i.paper_id = a.paper_id
    where a.id = ${finished} and i.position = 0`;
  // The bank is the county's: nobody in a township decides on its keys.
  const correction = newId();
  await sql`insert into key_corrections (id, question_version_id, old_answer, old_extra, new_answer, new_extra, new_explanation, reason, state,
      proposed_by, proposed_at)
    select ${correction}, id, answer, extra, '[0]', extra, 'B', 'B', 'proposed', ${cadre}, ${START} from question_versions where type = 'single' limit 1`;
  const erasure = newId();
  await sql`insert into erasure_requests (id, person_id, asked_at) values (${erasure}, ${cadre}, ${START})`;
  const leave = newId();
  const exemption = newId();
  await sql`insert into exemption_requests (id, person_id, reason, starts_on, rule_pack_version, asked_at)
    values (${leave}, ${cadre}, 'on-leave', '2026-12-01', ${pack.version}, ${START})`;
  await sql`insert into exemptions (id, person_id, reason, starts_on, ends_on) values (${exemption}, ${unbound}, 'away', '2026-01-01', '2027-01-01')`;
  const assignment = newId();
  await sql`insert into plan_assignments (id, plan, plan_version, unit_id, starts_on, ends_on, pace, assigned_by, created_at)
    values (${assignment}, 'village-elections', 'x', ${village}, '2026-11-25', '2026-12-20', 5, ${secretary}, ${START})`;
  const question = await one(sql`
    update questions set status = 'flagged' where id = (select id from questions where status = 'published' order by code desc limit 1) returning id`);
  const version = await one(
    sql`select id from question_versions where type = 'single' order by id desc limit 1`,
  );
  // An exam in which the cadre of B is called, and that is open.
  const exam = newId();
  const closes = new Date(Date.parse(START) + 5 * 86_400_000);
  const preset = sql.json(JSON.parse(JSON.stringify(pack.quizPresets.exam)) as never);
  await sql`insert into quizzes (id, preset, slot, settings, rule_pack_version, opens_at, closes_at, created_at)
    values (${exam}, 'exam', ${exam}, ${preset}, ${pack.version}, ${START}, ${closes}, ${START})`;
  await sql`insert into exams (quiz_id, called_by, paper, unit_ids, called_at)
    values (${exam}, ${secretary}, ${sql.json({ types: ['single'], blueprint: [{ topics: ['membership'], count: 5 }], items: 5 })}, ${[unit]}, ${START})`;
  await sql`insert into quiz_invitees (quiz_id, person_id, unit_id) values (${exam}, ${cadre}, ${village})`;
  // A meeting whose list can be marked, and one that was closed.
  const [meeting, closedMeeting] = [newId(), newId()];
  for (const [id, state] of [
    [meeting, 'planned'],
    [closedMeeting, 'closed'],
  ] as const) {
    await sql`
      insert into meetings (id, kind, rule_pack_version, unit_id, held_by, title, place, starts_at, minutes, secret, opened_at, state, closed_at, created_at)
      values (${id}, 'theme-day', ${pack.version}, ${village}, ${secretary}, 'B', 'B', ${START}, 60, 'x', ${START}, ${state},
        ${state === 'closed' ? START : null}, ${START})`;
    await sql`insert into meeting_invitees (meeting_id, person_id) values (${id}, ${cadre})`;
  }
  await sql`insert into meeting_attendance (meeting_id, person_id, n, state, via, marked_by, at)
    values (${closedMeeting}, ${cadre}, 1, 'absent', 'closing', ${secretary}, ${START})`;
  const course = newId();
  await sql`
    insert into meetings (id, kind, rule_pack_version, unit_id, held_by, title, place, starts_at, minutes, seats, sign_up_until, secret, state, created_at)
    values (${course}, 'class', ${pack.version}, ${village}, ${secretary}, 'B', 'B', ${starts}, 60, 10, ${starts}, 'x', 'planned', ${START})`;
  const [reviewCard, review] = [newId(), newId()];
  await sql`delete from review_log where card_id in (select id from review_cards where person_id = ${cadre})`;
  await sql`delete from review_cards where person_id = ${cadre}`;
  await sql`insert into review_cards (id, person_id, question_id, due_on, reviewed_on, stability, difficulty, scheduled_days, reps, lapses, state, suspended, created_at)
    select ${reviewCard}, ${cadre}, q.id, '2026-11-24', '2026-11-23', 1, 5, 1, 1, 0, 'Review', 'own-choice', ${START} from questions q limit 1`;
  await sql`insert into review_showings (id, person_id, card_id, question_version_id, option_order, state, shown_at)
    select ${review}, ${cadre}, ${reviewCard}, v.id, '{0,1,2,3}', 'open', ${START} from review_cards c join question_versions v on v.question_id = c.question_id
    where c.id = ${reviewCard} limit 1`;
  // A weekly quiz that only people of B took, and that is over.
  const [weekly, paper, sitting] = [newId(), newId(), newId()];
  await sql`insert into quizzes (id, preset, slot, settings, rule_pack_version, opens_at, closes_at, created_at)
    select ${weekly}, 'weekly', '2026-11-09', settings, rule_pack_version, '2026-11-09', '2026-11-16', '2026-11-09' from quizzes limit 1`;
  await sql`insert into papers (id, quiz_id, person_id, number, seed, created_at) values (${paper}, ${weekly}, ${cadre}, 1, 's', '2026-11-09')`;
  await sql`insert into paper_items (paper_id, position, question_version_id, option_order)
    select ${paper}, 0, id, '{0,1}' from question_versions where type = 'truefalse' limit 1`;
  await sql`insert into attempts (id, paper_id, number, started_at, finished_at, ended_by, answered, correct, points, total)
    values (${sitting}, ${paper}, 1, '2026-11-10', '2026-11-10', 'person', 1, 0, 0, 1)`;
  await sql`insert into answers (attempt_id, position, chosen, pressed_at, submitted_at, correct, fraction)
    values (${sitting}, 0, '{0}', '2026-11-10', '2026-11-10', false, 0)`;
  // A look that waits for a second person, one that was approved, and two relatives.
  const [access, approvedAccess, relation] = [newId(), newId(), newId()];
  const until = new Date(Date.parse(START) + 2 * 86_400_000);
  for (const [id, state, decider] of [
    [access, 'asked', null],
    [approvedAccess, 'approved', supervisor],
  ] as const)
    await sql`insert into file_access_requests (id, requester_id, subject_id, purpose, sealed, needs_approval, rule_pack_version, state, asked_at,
        holds_until, decided_by, decided_at)
      values (${id}, ${secretary}, ${cadre}, 'appointment', false, true, ${pack.version}, ${state}, ${START}, ${until}, ${decider},
        ${decider === null ? null : START})`;
  await sql`insert into relations (id, person_id, relative_id, kind, declared_by, declared_at)
    values (${relation}, ${cadre}, ${unbound}, 'spouse', ${cadre}, ${START})`;
  const objection = newId();
  await sql`insert into objections (id, entry_id, person_id, text, created_at) values (${objection}, ${entry}, ${cadre}, 'B', ${START})`;
  // Something to be put right, handed in, with a file shown and more time asked for.
  const [item, evidence, ask] = [newId(), newId(), newId()];
  await sql`insert into rectification_items (id, person_id, opened_by, reviewer_id, text, due_on, state, opened_at)
    values (${item}, ${cadre}, ${supervisor}, ${supervisor}, 'B', '2026-12-20', 'handed-in', ${START})`;
  await sql`insert into files (id, kind, name, mime_type, size, body, uploaded_by, created_at)
    values (${evidence}, 'photo', 'b.jpg', 'image/jpeg', 1, 'B', ${cadre}, ${START})`;
  await sql`insert into rectification_events (id, item_id, kind, by, file_id, text, day, at)
    values (${newId()}, ${item}, 'opened', ${supervisor}, null, null, '2026-12-20', ${START}),
      (${evidence}, ${item}, 'evidence', ${cadre}, ${evidence}, null, null, ${START}),
      (${ask}, ${item}, 'extension-asked', ${cadre}, null, 'B', '2026-12-30', ${START}),
      (${newId()}, ${item}, 'handed-in', ${cadre}, null, null, null, ${START})`;
  const sheet = newId();
  await sql`insert into duty_sheets (id, person_id, quarter, unit_id, rule_pack_version, made_at)
    values (${sheet}, ${cadre}, '2026-Q4', ${village}, ${pack.version}, ${START})`;
  await sql`insert into duty_items (sheet_id, n, duty, side, words) values (${sheet}, 0, 'x', 'clean', '{"zh": "B", "en": "B"}')`;
  const proposal = newId();
  await sql`insert into recognition_proposals (id, person_id, kind, text, proposed_by, rule_pack_version, proposed_at)
    values (${proposal}, ${cadre}, 'commendation', 'B', ${supervisor}, ${pack.version}, ${START})`;
  const sanction = newId();
  await sql`insert into sanction_records (id, person_id, kind, kind_name, organ, document_no, decided_on, effective_until, recorded_by,
      rule_pack_version, recorded_at)
    values (${sanction}, ${cadre}, 'party-warning', '{"zh": "B", "en": "B"}', 'BB', 'B〔2026〕1号', '2026-11-01', '2027-10-31', ${supervisor},
      ${pack.version}, ${START})`;
  // Two alerts, one of them accepted.
  const [alert, acceptedAlert] = [newId(), newId()];
  for (const id of [alert, acceptedAlert])
    await sql`insert into alerts (id, rule, colour, rule_pack_version, person_id, cause_key, entry_ids, created_at)
      values (${id}, 'rectification-overdue', 'orange', ${pack.version}, ${cadre}, ${id}, ${[entry]}, ${START})`;
  await sql`insert into alert_decisions (id, alert_id, person_id, n, verdict, decided_by, decided_at)
    values (${newId()}, ${acceptedAlert}, ${cadre}, 1, 'accepted', ${supervisor}, ${START})`;
  const waiting = newId();
  await sql`insert into notices select (jsonb_populate_record(n, jsonb_build_object('id', ${waiting}::text, 'state', 'awaiting-approval'))).*
    from notices n where n.id = ${notice}`;
  const names = await sql<{ name: string }[]>`
    with b as (select x.descendant_id as id from unit_closure x where x.ancestor_id = ${unit})
    select name from organisation_units where id in (select id from b)
    union select p.name from people p join posts o on o.person_id = p.id where o.unit_id in (select id from b)
    except select p.name from people p join posts o on o.person_id = p.id where o.unit_id not in (select id from b)`;
  return {
    cadre,
    unbound,
    unit,
    village,
    notice,
    entry,
    attempt,
    finished,
    interview,
    closedInterview,
    suggested,
    cycle,
    submission,
    ticket,
    subject: reviewed,
    opinion,
    voiceCode,
    villagerWords,
    word,
    hours,
    showing,
    report,
    correction,
    leave,
    erasure,
    exemption,
    assignment,
    question,
    version,
    exam,
    meeting,
    closedMeeting,
    course,
    review,
    reviewCard,
    weekly,
    access,
    approvedAccess,
    relation,
    objection,
    waiting,
    alert,
    acceptedAlert,
    item,
    sheet,
    proposal,
    sanction,
    evidence,
    ask,
    names: names.map(({ name }) => name),
  };
}
