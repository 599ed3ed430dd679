import { v7 as newId } from 'uuid';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { BRANCH_SECRETARY, CADRE, SECRETARY, type ReceiptsStage } from './receipts-stage.ts';
import { firstLine, type Wizard } from './wizards.ts';

const w = words.zh;
const ADMIN = 5_000_001;

/** How leave is asked for and refused, and how a plan is set for others and given a later day. */
export function planWizardsOf({ inspector, pack, clock }: ReceiptsStage): Wizard[] {
  const { sql } = inspector;
  const countOf = async (rows: PromiseLike<readonly unknown[]>) => (await rows).length;

  const leave: Wizard = {
    flow: 'leave',
    async account() {
      // One request waits at a time, and whoever is away asks for no more.
      await sql`insert into exemption_decisions (request_id, person_id, verdict, decided_by, decided_at)
        select r.id, r.person_id, 'withdrawn', r.person_id, ${clock.now()} from exemption_requests r on conflict do nothing`;
      return CADRE;
    },
    steps: [
      {
        async go(person) {
          await person.send('/leave');
          return person.press(w.leave.ask);
        },
        shows: firstLine(w.leave.reasonAsk),
        wrong: [['something else', w.people.useButtons]],
      },
      {
        go: (person) => person.press('B'),
        shows: firstLine(w.leave.fromAsk),
        wrong: [
          ['soon', w.leave.fromProblem('soon')],
          ['2020-01-01', w.leave.tooEarly],
          ['2099-01-01', w.leave.tooLate],
        ],
      },
      {
        go: (person) => person.press(w.leave.tomorrow),
        shows: firstLine(w.leave.untilAsk),
        wrong: [
          ['a while', w.leave.untilProblem('a while')],
          ['2020-01-01', w.leave.notAfter],
        ],
      },
      {
        go: (person) => person.press(w.leave.months(1)),
        shows: w.leave.previewTitle,
        wrong: [['something else', w.people.useButtons]],
      },
    ],
    confirm: w.common.submit,
    finish: (person) => person.press(w.common.submit),
    finished: firstLine(w.leave.asked),
    count: () =>
      countOf(sql`select 1 from exemption_requests where reason = 'on-leave' and person_id in
      (select person_id from telegram_accounts where telegram_id = ${CADRE})`),
  };

  let requestId = '';
  const refusal: Wizard = {
    flow: 'leave-refuse',
    async account() {
      requestId = newId();
      await sql`
        insert into exemption_requests (id, person_id, reason, starts_on, rule_pack_version, asked_at)
        select ${requestId}, id, 'away', '2026-12-01', ${pack.version}, ${clock.now()} from people where staff_no = 'QS-019'`;
      return BRANCH_SECRETARY;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('leave.refuse', requestId)),
        shows: '请写一句原因',
        wrong: [
          ['x'.repeat(101), w.leave.reasonProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('It is too short for that'),
    finished: '不同意，原因会告诉本人',
    count: () => countOf(sql`select 1 from exemption_decisions where verdict = 'refused'`),
  };

  const plans: Wizard = {
    flow: 'plans',
    account: () => Promise.resolve(SECRETARY),
    steps: [
      {
        async go(person) {
          await person.send('/plans');
          return person.press(w.plans.assign);
        },
        shows: firstLine(w.plans.planAsk(12)),
        wrong: [['something else', w.people.useButtons]],
      },
      {
        go: (person) => person.press('1'),
        shows: firstLine(w.plans.unitAsk),
        wrong: [['something else', w.people.useButtons]],
      },
      {
        go: (person) => person.press('青石第一村'),
        shows: w.plans.whomAsk('青石第一村'),
        wrong: [['something else', w.people.useButtons]],
      },
      {
        go: (person) => person.press(w.plans.everybody),
        shows: firstLine(w.plans.startAsk),
        wrong: [
          ['soon', w.plans.dayProblem('soon')],
          ['2020-01-01', w.plans.past],
          ['2099-01-01', w.plans.tooLate],
        ],
      },
      {
        go: (person) => person.press(w.plans.monday),
        shows: '<b>每周大约学几张？</b>',
        wrong: [['something else', w.people.useButtons]],
      },
      {
        go: (person) => person.press(w.plans.pace(5)),
        shows: w.plans.previewTitle,
        wrong: [['something else', w.people.useButtons]],
      },
    ],
    confirm: w.common.confirm,
    finish: (person) => person.press(w.common.confirm),
    finished: '✅ <b>已安排给',
    count: () => countOf(sql`select 1 from plan_assignments where pace = 5`),
  };

  let assignmentId = '';
  const extension: Wizard = {
    flow: 'plan-extend',
    async account() {
      assignmentId = newId();
      await sql`
        insert into plan_assignments (id, plan, plan_version, unit_id, starts_on, ends_on, pace, assigned_by, created_at)
        select ${assignmentId}, 'village-elections', 'x', o.unit_id, '2026-11-25', '2026-12-20', 3, o.person_id, ${clock.now()}
        from posts o join telegram_accounts a on a.person_id = o.person_id where a.telegram_id = ${SECRETARY} limit 1`;
      return SECRETARY;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('plans.extend', assignmentId)),
        shows: '<b>延长到哪一天？</b>',
        wrong: [
          ['later', w.plans.dayProblem('later')],
          ['2026-12-01', w.plans.notLater],
          ['2030-01-01', w.plans.tooLong],
        ],
      },
    ],
    finish: (person) => person.send('2027-01-31'),
    finished: '✅ 已延长到',
    count: () => countOf(sql`select 1 from plan_assignments where ends_on = '2027-01-31'`),
  };
  let erasureId = '';
  const erasure: Wizard = {
    flow: 'erasure',
    async account() {
      erasureId = newId();
      await sql`
        insert into erasure_requests (id, person_id, asked_at) select ${erasureId}, id, ${clock.now()} from people where staff_no = 'QS-019'`;
      return ADMIN;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('erasure.answer', erasureId, 'refused')),
        shows: '请写一句原因',
        wrong: [
          ['x'.repeat(101), w.erasure.reasonProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('It is needed for the flood season'),
    finished: '不同意，原因会告诉本人',
    count: () => countOf(sql`select 1 from erasure_decisions where verdict = 'refused'`),
  };

  return [leave, refusal, erasure, plans, extension];
}
