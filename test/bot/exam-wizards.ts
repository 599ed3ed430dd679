import { v7 as newId } from 'uuid';
import { callExam } from '../../src/domain/exams/call-exam.ts';
import { MINUTES } from '../../src/domain/exams/exam-rules.ts';
import { findActor } from '../../src/domain/people/find-actor.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { SECRETARY, type ReceiptsStage } from './receipts-stage.ts';
import { firstLine, type Wizard } from './wizards.ts';

const w = words.zh;
const d = w.examDesk;
const DAY = 86_400_000;
const BUTTONS_ONLY: [string, string][] = [['something else', w.people.useButtons]];

/** How an exam is called, put off and changed for some people, and how a certificate of one is revoked. */
export function examWizardsOf({ inspector, pack, clock, db }: ReceiptsStage): Wizard[] {
  const { sql } = inspector;
  const countOf = async (rows: PromiseLike<readonly unknown[]>) => (await rows).length;
  const { items } = pack.quizPresets.exam;
  let quizId = '';
  /** One that is open for two days, for the first village. */
  const newExam = async (): Promise<number> => {
    const secretary = await findActor(db, SECRETARY, clock.now());
    const [village] = await sql<
      { id: string }[]
    >`select id from organisation_units where name = '青石第一村'`;
    if (!secretary || !village) throw new Error('the county has both');
    quizId = newId();
    const closesAt = new Date(clock.now().getTime() + 2 * DAY);
    const draft = {
      id: quizId,
      topic: null,
      items: 10,
      minutes: 20,
      opensAt: null,
      closesAt,
      unitIds: [village.id],
    };
    const called = await callExam(db, secretary, draft, pack, clock.now());
    if (!called.ok) throw new Error(called.problem);
    return SECRETARY;
  };

  const call: Wizard = {
    flow: 'exam',
    account: () => Promise.resolve(SECRETARY),
    steps: [
      {
        async go(person) {
          await person.send('/exam');
          return person.press(d.call);
        },
        shows: firstLine(d.whatAsk),
        wrong: BUTTONS_ONLY,
      },
      {
        go: (person) => person.press(w.exams.whole),
        shows: firstLine(d.itemsAsk(0, 5, items)),
        wrong: [
          ['a few', d.itemsProblem('a few', 5, items)],
          ['4', d.itemsProblem('4', 5, items)],
          ['31', d.itemsProblem('31', 5, items)],
        ],
      },
      {
        go: (person) => person.send('12 题'),
        shows: firstLine(d.minutesAsk),
        wrong: [['an hour', d.minutesProblem('an hour', MINUTES.least, MINUTES.most)]],
      },
      {
        go: (person) => person.send('25'),
        shows: firstLine(d.opensAsk),
        wrong: [
          ['next week or so', d.timeProblem('next week or so')],
          ['2020-01-01 9:00', d.timePast],
        ],
      },
      {
        go: (person) => person.press(d.now),
        shows: firstLine(d.closesAsk),
        wrong: [
          ['later', d.timeProblem('later')],
          ['2099-01-01 9:00', d.tooLong(31)],
        ],
      },
      { go: (person) => person.send('11-28 18:00'), shows: firstLine(d.unitsAsk), wrong: BUTTONS_ONLY },
      {
        async go(person) {
          await person.press('青石第一村');
          return person.press(w.common.next);
        },
        shows: d.previewTitle,
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.confirmSend,
    finish: (person) => person.press(w.common.confirmSend),
    finished: firstLine(d.called(0)),
    finishedBefore: d.calledBefore,
    count: () =>
      countOf(sql`select 1 from exams x join quizzes q on q.id = x.quiz_id where x.paper->>'items' = '12'`),
  };

  const extend: Wizard = {
    flow: 'exam-extend',
    again: false,
    account: newExam,
    steps: [
      {
        go: (person) => person.pressData(packCallback('exam-board.extend', quizId)),
        shows: firstLine(d.extendAsk('')),
        wrong: [
          ['later', d.timeProblem('later')],
          ['11-26 9:00', d.notLater],
        ],
      },
      {
        go: (person) => person.send('11-30 18:00'),
        shows: firstLine(d.extendPreview('', '', 0)),
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.confirm,
    finish: (person) => person.press(w.common.confirm),
    finished: '✅ 截止时间已改到 11 月 30 日（周一）18:00',
    count: () => countOf(sql`select 1 from access_log where action = 'exams.extend'`),
  };

  const adjust: Wizard = {
    flow: 'exam-adjust',
    again: false,
    account: newExam,
    steps: [
      {
        go: (person) => person.pressData(packCallback('exam-board.adjust', quizId)),
        shows: firstLine(d.adjust.whoAsk),
        wrong: [
          ['，', d.adjust.whoNone],
          ['QS-999', d.adjust.failed('QS-999', d.adjust.problems['unknown'] ?? '')],
        ],
      },
      {
        go: (person) => person.send('QS-018 QS-999'),
        shows: d.adjust.failed('QS-999', d.adjust.problems['unknown'] ?? ''),
        wrong: BUTTONS_ONLY,
      },
      {
        go: (person) => person.press(d.adjust.minutes),
        shows: firstLine(d.adjust.minutesAsk(240)),
        wrong: [
          ['a while', d.adjust.minutesProblem('a while', 240)],
          ['241', d.adjust.minutesProblem('241', 240)],
        ],
      },
      {
        go: (person) => person.send('15 分钟'),
        shows: firstLine(d.adjust.reasonAsk),
        wrong: [
          ['x'.repeat(101), d.adjust.reasonProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
      {
        go: (person) => person.send('He broke his arm'),
        shows: d.adjust.previewTitle,
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.confirm,
    finish: (person) => person.press(w.common.confirm),
    finished: d.adjust.done(1),
    count: () => countOf(sql`select 1 from exam_changes`),
  };

  let code = '';
  const revoke: Wizard = {
    flow: 'certificate-revoke',
    again: false,
    async account() {
      await newExam();
      code = [...newId().replace(/-/g, '').toUpperCase()].slice(-10).join('');
      const [paper, attempt] = [newId(), newId()];
      await sql`insert into papers (id, quiz_id, person_id, number, seed, created_at)
        select ${paper}, ${quizId}, id, 1, 'x', ${clock.now()} from people where staff_no = 'QS-018'`;
      await sql`insert into attempts (id, paper_id, number, started_at, finished_at, ended_by, answered, correct, points, total)
        values (${attempt}, ${paper}, 1, ${clock.now()}, ${clock.now()}, 'person', 10, 10, 10, 10)`;
      await sql`insert into certificates (id, code, attempt_id, person_id, name, unit_name, title, share, pass_mark, taken_at, issued_at)
        select ${newId()}, ${code}, ${attempt}, id, name, 'x', '{"zh": "考试", "en": "Exam"}', 1, 0.6, ${clock.now()}, ${clock.now()}
        from people where staff_no = 'QS-018'`;
      return SECRETARY;
    },
    steps: [
      {
        async go(person) {
          await person.send(`/verify ${code}`);
          return person.press(w.certificates.revoke);
        },
        shows: firstLine(w.certificates.reasonAsk('林例平')),
        wrong: [
          ['x'.repeat(101), w.certificates.reasonProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
      {
        go: (person) => person.send('Regraded'),
        shows: firstLine(w.certificates.revokePreview('', '', '')),
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.certificates.revokeNow,
    finish: (person) => person.press(w.certificates.revokeNow),
    finished: w.certificates.revokeDone,
    count: () => countOf(sql`select 1 from certificates where revoked_at is not null`),
  };
  return [call, extend, adjust, revoke];
}
