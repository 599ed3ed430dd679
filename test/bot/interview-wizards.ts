import { v7 as newId } from 'uuid';
import { recordInterview } from '../../src/domain/interviews/record-interview.ts';
import { findActor } from '../../src/domain/people/find-actor.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { typedTime } from '../../src/messages/times.ts';
import { words } from '../loop/words.ts';
import { CADRE, SECRETARY, type ReceiptsStage } from './receipts-stage.ts';
import { firstLine, type Wizard } from './wizards.ts';

const w = words.zh;
const SUPERVISOR = 5_000_007;
const DAY = 86_400_000;
const BUTTONS_ONLY: [string, string][] = [['something else', w.people.useButtons]];

/** How an interview is refused and moved; each of one that was arranged for it. */
export function interviewWizardsOf({ inspector, pack, clock, db }: ReceiptsStage): Wizard[] {
  const { sql } = inspector;
  const countOf = async (rows: PromiseLike<readonly unknown[]>) => (await rows).length;
  let interviewId = '';
  let days = 40;
  /** One of the supervisor's with a cadre, which nobody looks for by its place. */
  const newInterview = async (kind: string, state: string, begun = false) => {
    interviewId = newId();
    const ahead = begun ? -1 : (days += 1);
    const startsAt = new Date(clock.now().getTime() + ahead * DAY);
    await sql`
      insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, approve_by, created_at)
      select ${interviewId}, ${kind}, ${pack.version}, s.id, o.id, ${startsAt}, 30, 'x', ${state},
        ${state === 'proposed' ? startsAt : null}, ${clock.now()}
      from people s, people o where s.staff_no = 'QS-018' and o.staff_no = 'QS-007'`;
  };

  const refusal: Wizard = {
    flow: 'interview-refusal',
    again: false,
    async account() {
      await newInterview('admonition', 'proposed');
      return SECRETARY;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('interview.refuse', interviewId)),
        shows: w.interviewOrders.refuseAsk('林例平'),
        wrong: [
          ['x'.repeat(201), w.interviewOrders.reasonProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('The branch should talk first'),
    finished: w.interviewOrders.refused,
    count: () => countOf(sql`select 1 from interviews where state = 'refused' and place = 'x'`),
  };

  const moving: Wizard = {
    flow: 'interview-move',
    again: false,
    async account() {
      await newInterview('routine', 'announced');
      return SUPERVISOR;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('interview.move', interviewId, 0)),
        shows: firstLine(w.interviewOrders.moveAsk('林例平')),
        wrong: [
          ['next week or so', w.interviews.timeProblem('next week or so')],
          ['2020-01-01 9:00', w.interviews.timePast],
        ],
      },
      {
        go: (person) =>
          person.send(typedTime(new Date(clock.now().getTime() + (days += 1) * DAY + 3_600_000))),
        shows: w.interviewOrders.movePreview,
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.confirmSend,
    finish: (person) => person.press(w.common.confirmSend),
    finished: '✅ <b>已改为',
    count: () => countOf(sql`select 1 from interviews where place = 'x' and round = 1`),
  };
  const recording: Wizard = {
    flow: 'interview-record',
    again: false,
    async account() {
      await newInterview('reminder', 'confirmed', true);
      return SUPERVISOR;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('interview.record', interviewId)),
        shows: w.interviewRecords.knownTitle,
        wrong: BUTTONS_ONLY,
      },
      {
        go: (person) => person.press(w.common.next),
        shows: firstLine(w.interviewRecords.contentAsk),
        wrong: [
          ['x'.repeat(1001), w.broadcast.problems.tooLong(1001, 1000)],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
      {
        go: (person) => person.send('Receipts come late'),
        shows: firstLine(w.interviewRecords.followUpAsk),
        wrong: [['x'.repeat(301), w.broadcast.problems.tooLong(301, 300)]],
      },
      {
        go: (person) => person.send('Hand them in monthly'),
        shows: w.interviewRecords.previewTitle,
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.confirmSend,
    finish: (person) => person.press(w.common.confirmSend),
    finished: '✅ <b>谈话记录已发给',
    finishedBefore: w.interviewRecords.recordedBefore,
    count: () => countOf(sql`select 1 from interview_records where what = 'written'`),
  };

  const stating: Wizard = {
    flow: 'interview-statement',
    again: false,
    async account() {
      await newInterview('reminder', 'confirmed', true);
      const orderer = await findActor(db, SUPERVISOR, clock.now());
      if (!orderer) throw new Error('the county has a supervisor');
      const typed = { id: interviewId, content: 'Receipts come late', followUp: '' };
      await recordInterview(db, orderer, typed, pack, clock.now());
      return CADRE;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('interview.state', interviewId)),
        shows: firstLine(w.interviewRecords.stateAsk),
        wrong: [['x'.repeat(501), w.interviewRecords.stateProblem(500)]],
      },
      {
        go: (person) => person.send('They came on time in June'),
        shows: w.interviewRecords.statePreview,
        wrong: [],
      },
    ],
    confirm: w.common.submit,
    finish: (person) => person.press(w.common.submit),
    finished: w.interviewRecords.stored,
    count: () => countOf(sql`select 1 from interview_records where what = 'sealed'`),
  };
  const answering: Wizard = {
    flow: 'inquiry-answer',
    again: false,
    async account() {
      await newInterview('written-inquiry', 'announced');
      await sql`update interviews set minutes = 0 where id = ${interviewId}`;
      return CADRE;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('inquiry.write', interviewId)),
        shows: firstLine(w.inquiries.ask),
        wrong: [['x'.repeat(2501), w.inquiries.tooLong(2500)]],
      },
      {
        go: (person) => person.send('The money went to the well'),
        shows: firstLine(w.inquiries.taken(1, 26, 2500)),
        wrong: [['x'.repeat(2500), w.inquiries.tooLong(2500)]],
      },
      { go: (person) => person.press(w.inquiries.check), shows: w.inquiries.preview, wrong: [] },
    ],
    confirm: w.common.submit,
    finish: (person) => person.press(w.common.submit),
    finished: firstLine(w.inquiries.submitted),
    count: () => countOf(sql`select 1 from interviews where place = 'x' and minutes = 0 and state = 'held'`),
  };
  const dismissing: Wizard = {
    flow: 'proposal-dismissal',
    again: false,
    async account() {
      interviewId = newId();
      await sql`
        insert into interview_proposals (id, trigger_key, trigger, kind, rule_pack_version, person_id, due_on, state, created_at)
        select ${interviewId}, ${interviewId}, 'new-post', 'pre-appointment', ${pack.version}, id, '2027-01-20', 'open', ${clock.now()}
        from people where staff_no = 'QS-018'`;
      return SUPERVISOR;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('proposal.dismiss', interviewId)),
        shows: w.interviewProposals.ask('林例平'),
        wrong: [
          ['x'.repeat(201), w.interviewProposals.problem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('We talked last month'),
    finished: w.interviewProposals.dismissed,
    finishedBefore: w.interviewProposals.decided,
    count: () => countOf(sql`select 1 from interview_proposals where state = 'dismissed'`),
  };
  let replaces = '';
  const correctingForm: Wizard = {
    flow: 'form-correction',
    again: false,
    async account() {
      await newInterview('reminder', 'held', true);
      replaces = newId();
      await sql`
        insert into form_choices (id, interview_id, person_id, unit_id, form, chosen_by, rule_pack_version, chosen_at)
        select ${replaces}, i.id, i.person_id, o.unit_id, 'first', s.id, ${pack.version}, ${clock.now()}
        from interviews i join posts o on o.person_id = i.person_id, people s where i.id = ${interviewId} and s.staff_no = 'QS-007' limit 1`;
      return SUPERVISOR;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('form.instead', interviewId, 1)),
        shows: firstLine(w.forms.reasonAsk('林例平', '第二种形态')),
        wrong: [
          ['x'.repeat(201), w.forms.reasonProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('I tapped the wrong one'),
    finished: '✅ <b>已更正',
    count: () => countOf(sql`select 1 from form_choices where replaces is not null`),
  };
  let alertId = '';
  const dismissingAlert: Wizard = {
    flow: 'alert-reason',
    again: false,
    async account() {
      alertId = newId();
      await sql`
        insert into alerts (id, rule, colour, rule_pack_version, person_id, cause_key, entry_ids, created_at)
        select ${alertId}, 'rectification-overdue', 'orange', ${pack.version}, p.id, ${alertId}, array[e.id], ${clock.now()}
        from people p join ledger_entries e on e.person_id = p.id where p.staff_no = 'QS-018' limit 1`;
      return SUPERVISOR;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('alert.dismiss', alertId)),
        shows: firstLine(w.alerts.dismissAsk('林例平', '整改超期')),
        wrong: [
          ['x'.repeat(201), w.alerts.reasonProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('Checked in person'),
    finished: w.alerts.dismissed,
    count: () => countOf(sql`select 1 from alert_decisions where verdict = 'dismissed'`),
  };
  return [refusal, moving, recording, stating, answering, dismissing, correctingForm, dismissingAlert];
}
