import { v7 as newId } from 'uuid';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { SECRETARY, type ReceiptsStage } from './receipts-stage.ts';
import { firstLine, type Wizard } from './wizards.ts';

const w = words.zh;
const BUTTONS_ONLY: [string, string][] = [['something else', w.people.useButtons]];
const PHONE: [string, string] = ['Call 13800138000', w.broadcast.problems.phone];

/** How a round of self-assessment is opened, and a form given back. */
export function reviewWizardsOf({ inspector, clock }: ReceiptsStage): Wizard[] {
  const { sql, personId } = inspector;
  const countOf = async (rows: PromiseLike<readonly unknown[]>) => (await rows).length;

  const cycle: Wizard = {
    flow: 'cycle',
    account: () => Promise.resolve(SECRETARY),
    steps: [
      {
        async go(person) {
          await person.send('/appraisal');
          return person.press(w.cycles.start);
        },
        shows: firstLine(w.cycles.formAsk),
        wrong: BUTTONS_ONLY,
      },
      {
        go: (person) => person.pressData(packCallback('cycle.form', 'accounts-2026')),
        shows: firstLine(w.cycles.opensAsk),
        wrong: [
          ['next month', w.cycles.timeProblem('next month')],
          ['2020-01-01 09:00', w.cycles.problems['past'] ?? ''],
        ],
      },
      {
        go: (person) => person.press(w.cycles.now),
        shows: firstLine(w.cycles.closesAsk(60)),
        wrong: [
          ['tomorrow', w.cycles.timeProblem('tomorrow')],
          ['2029-01-01 18:00', w.cycles.problems['too-long'] ?? ''],
        ],
      },
      {
        go: (person) => person.send('12-20 18:00'),
        shows: w.cycles.previewTitle,
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.confirm,
    finish: (person) => person.press(w.common.confirm),
    finished: firstLine(w.cycles.ordered('')),
    finishedBefore: w.cycles.orderedBefore,
    count: () => countOf(sql`select 1 from assessment_cycles where ordered_by is not null`),
  };

  let submission = '';
  const reopen: Wizard = {
    flow: 'assessment-reopen',
    again: false,
    async account() {
      submission = newId();
      const cycleId = newId();
      await sql`
        insert into assessment_cycles (id, title, unit_id, form_id, form, opens_at, closes_at)
        select ${cycleId}, 'x', o.unit_id, c.form_id, c.form, ${clock.now()}, ${new Date(clock.now().getTime() + 86_400_000)}
        from assessment_cycles c cross join posts o where o.person_id = ${await personId('QS-005')} limit 1`;
      await sql`
        insert into assessment_submissions (id, cycle_id, person_id, state, answers, started_at, submitted_at)
        values (${submission}, ${cycleId}, ${await personId('QS-018')}, 'submitted', '{}', ${clock.now()}, ${clock.now()})`;
      return SECRETARY;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('cycle.reopen', submission)),
        shows: '<b>退回 林例平 的自评</b>',
        wrong: [['x'.repeat(201), w.cycles.reasonProblem], PHONE],
      },
    ],
    finish: (person) => person.send('Add the second half'),
    finished: '已退回，原因会告诉 林例平',
    finishedBefore: w.cycles.reopenProblems['not-submitted'] ?? '',
    count: () => countOf(sql`select 1 from assessment_reopenings`),
  };
  /** Somebody of the township who was reviewed, in a cycle that was counted. */
  const layReviewed = async (): Promise<string> => {
    const [cycleId, subject] = [newId(), newId()];
    await sql`
      insert into assessment_cycles (id, title, unit_id, form_id, form, opens_at, closes_at)
      select ${cycleId}, 'x', o.unit_id, c.form_id, c.form, '2026-01-01', '2026-01-09'
      from assessment_cycles c cross join posts o where o.person_id = ${await personId('QS-005')} limit 1`;
    await sql`insert into review_keys (cycle_id, public_key, state) values (${cycleId}, 'x', 'counted')`;
    const person = await personId('QS-018');
    await sql`
      insert into review_subjects (id, cycle_id, person_id, unit_id)
      select ${subject}, ${cycleId}, person_id, unit_id from posts where person_id = ${person} limit 1`;
    return subject;
  };
  let subject = '';
  const opinion: Wizard = {
    flow: 'opinion',
    again: false,
    async account() {
      subject = await layReviewed();
      return SECRETARY;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('opinion.enter', subject)),
        shows: '<b>林例平 的等次</b>',
        wrong: BUTTONS_ONLY,
      },
      {
        go: (person) => person.press('优秀'),
        shows: firstLine(w.reviews.textAsk),
        wrong: [['x'.repeat(301), w.broadcast.problems.tooLong(301, 300)], PHONE],
      },
      {
        go: (person) => person.send('Steady work all year'),
        shows: w.reviews.capWarning(0, 1),
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.submit,
    finish: (person) => person.press(w.common.submit),
    finished: w.reviews.entered('林例平'),
    finishedBefore: w.reviews.enteredBefore,
    count: () => countOf(sql`select 1 from review_opinions where text = 'Steady work all year'`),
  };

  let waiting = '';
  const giveBack: Wizard = {
    flow: 'opinion-return',
    again: false,
    async account() {
      waiting = newId();
      const of = await layReviewed();
      await sql`
        insert into review_opinions (id, subject_id, person_id, grade, text, entered_by, rule_pack_version, entered_at)
        values (${waiting}, ${of}, ${await personId('QS-018')}, 'qualified', 'x', ${await personId('QS-007')}, 'x', ${clock.now()})`;
      return SECRETARY;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('opinion.return', waiting)),
        shows: '<b>退回 林例平 的意见</b>',
        wrong: [['x'.repeat(201), w.reviews.reasonProblem], PHONE],
      },
    ],
    finish: (person) => person.send('Please discuss it again'),
    finished: w.reviews.returned,
    count: () => countOf(sql`select 1 from review_opinion_decisions where verdict = 'returned'`),
  };
  return [cycle, reopen, opinion, giveBack];
}
