import { v7 as newId } from 'uuid';
import { codeAt } from '../../src/domain/meetings/code-rules.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { typedTime } from '../../src/messages/times.ts';
import { words } from '../loop/words.ts';
import { BRANCH_SECRETARY, CADRE, type ReceiptsStage } from './receipts-stage.ts';
import { firstLine, type Wizard } from './wizards.ts';

const w = words.zh;
const BUTTONS_ONLY: [string, string][] = [['something else', w.people.useButtons]];

/** How a meeting is planned and moved, and how somebody types the code of the room. */
export function meetingWizardsOf({ inspector, pack, clock }: ReceiptsStage): Wizard[] {
  const { sql } = inspector;
  const countOf = async (rows: PromiseLike<readonly unknown[]>) => (await rows).length;
  const kind = pack.cadences.find(({ id }) => id === 'theme-day')?.name.zh ?? '';
  const later = (days: number) => typedTime(new Date(clock.now().getTime() + days * 86_400_000));
  let meetingId = '';
  /** One of the first village's, to be moved, or with its room open. */
  const newMeeting = async (title: string, startsAt: Date) => {
    meetingId = newId();
    await sql`
      insert into meetings (id, kind, rule_pack_version, unit_id, held_by, title, place, starts_at, minutes, secret, opened_at, state, created_at)
      select ${meetingId}, 'theme-day', ${pack.version}, o.unit_id, o.person_id, ${title}, 'x', ${startsAt}, 60, ${meetingId}, ${clock.now()},
        'planned', ${clock.now()}
      from posts o join telegram_accounts a on a.person_id = o.person_id and a.telegram_id = ${BRANCH_SECRETARY} where o.ends_on is null`;
    await sql`
      insert into meeting_invitees (meeting_id, person_id)
      select ${meetingId}, person_id from telegram_accounts where telegram_id = ${CADRE} and revoked_at is null`;
  };
  let moved = 0;

  const planning: Wizard = {
    flow: 'meeting',
    account: () => Promise.resolve(BRANCH_SECRETARY),
    steps: [
      {
        async go(person) {
          await person.send('/meetings');
          return person.press(w.meetings.plan);
        },
        shows: firstLine(w.meetings.kindAsk),
        wrong: BUTTONS_ONLY,
      },
      { go: (person) => person.press(kind), shows: firstLine(w.meetings.unitAsk), wrong: BUTTONS_ONLY },
      {
        go: (person) => person.press('青石第一村'),
        shows: firstLine(w.meetings.titleAsk),
        wrong: [
          ['x'.repeat(61), w.meetings.titleProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
      {
        go: (person) => person.send('The code of integrity'),
        shows: firstLine(w.meetings.timeAsk),
        wrong: [
          ['next week or so', w.meetings.timeProblem('next week or so')],
          ['2020-01-01 9:00', w.meetings.timePast],
          ['2029-01-01 9:00', w.meetings.timeFar],
        ],
      },
      {
        go: (person) => person.send(later(9)),
        shows: firstLine(w.meetings.lengthAsk),
        wrong: [['a while', w.meetings.lengthProblem('a while')]],
      },
      {
        go: (person) => person.send('90'),
        shows: firstLine(w.meetings.placeAsk),
        wrong: [['x'.repeat(61), w.meetings.placeProblem]],
      },
      {
        go: (person) => person.send('Village office'),
        shows: w.meetings.previewTitle,
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.confirmSend,
    finish: (person) => person.press(w.common.confirmSend),
    finished: firstLine(w.meetings.planned(0)),
    finishedBefore: w.meetings.plannedBefore,
    count: () => countOf(sql`select 1 from meetings where title = 'The code of integrity'`),
  };

  const moving: Wizard = {
    flow: 'meeting-move',
    again: false,
    async account() {
      await newMeeting('to be moved', new Date(clock.now().getTime() + 5 * 86_400_000));
      return BRANCH_SECRETARY;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('meeting.move', meetingId)),
        shows: firstLine(w.meetings.timeAsk),
        wrong: [
          ['next week or so', w.meetings.timeProblem('next week or so')],
          ['2020-01-01 9:00', w.meetings.timePast],
        ],
      },
      {
        go: (person) => person.send(later(12 + (moved += 1))),
        shows: w.meetings.movePreview,
        wrong: BUTTONS_ONLY,
      },
    ],
    confirm: w.common.confirmSend,
    finish: (person) => person.press(w.common.confirmSend),
    finished: '✅ 已改为',
    count: () => countOf(sql`select 1 from meetings where title = 'to be moved' and moves = 1`),
  };

  const here: Wizard = {
    flow: 'meeting-here',
    again: false,
    async account() {
      await newMeeting('in the room', clock.now());
      await sql`delete from code_failures`;
      return CADRE;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('meeting.here', meetingId)),
        shows: firstLine(w.meetings.codeAsk),
        wrong: [
          ['four', w.meetings.codeProblem('four', pack.meetings.roomCode.digits)],
          ['00000', w.meetings.codeProblem('00000', pack.meetings.roomCode.digits)],
        ],
      },
    ],
    finish: (person) => person.send(codeAt(meetingId, pack.meetings.roomCode, clock.now()).code),
    finished: '✅ 已签到：in the room',
    count: () => countOf(sql`select 1 from meeting_attendance where via = 'code'`),
  };
  const course: Wizard = {
    flow: 'class',
    account: () => Promise.resolve(BRANCH_SECRETARY),
    steps: [
      {
        async go(person) {
          await person.send('/classes');
          return person.press(w.classes.planNew);
        },
        shows: firstLine(w.classes.unitAsk),
        wrong: BUTTONS_ONLY,
      },
      {
        go: (person) => person.press('青石第一村'),
        shows: firstLine(w.classes.titleAsk),
        wrong: [
          ['x'.repeat(61), w.classes.titleProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
      {
        go: (person) => person.send('Village accounts'),
        shows: firstLine(w.classes.aboutAsk),
        wrong: [['x'.repeat(201), w.classes.aboutProblem]],
      },
      {
        go: (person) => person.send('Receipts and claims'),
        shows: firstLine(w.meetings.timeAsk),
        wrong: [['2020-01-01 9:00', w.meetings.timePast]],
      },
      {
        go: (person) => person.send(later(9)),
        shows: firstLine(w.meetings.lengthAsk),
        wrong: [['a while', w.meetings.lengthProblem('a while')]],
      },
      {
        go: (person) => person.send('180'),
        shows: firstLine(w.meetings.placeAsk),
        wrong: [['x'.repeat(61), w.meetings.placeProblem]],
      },
      {
        go: (person) => person.send('Town hall'),
        shows: firstLine(w.classes.seatsAsk),
        wrong: [['many', w.classes.seatsProblem('many')]],
      },
      {
        go: (person) => person.send('30'),
        shows: firstLine(w.classes.untilAsk),
        wrong: [
          ['soon', w.classes.untilProblem('soon')],
          [later(10), w.classes.untilWrong],
        ],
      },
      {
        go: (person) => person.send(later(8)),
        shows: firstLine(w.classes.hoursAsk(0)),
        wrong: [['a few', w.classes.hoursProblem('a few', pack.hourRecords.mostHours)]],
      },
      { go: (person) => person.send('4'), shows: w.classes.previewTitle, wrong: BUTTONS_ONLY },
    ],
    confirm: w.common.confirmSend,
    finish: (person) => person.press(w.common.confirmSend),
    finished: firstLine(w.classes.planned(0)),
    finishedBefore: w.classes.plannedBefore,
    count: () => countOf(sql`select 1 from meetings where title = 'Village accounts'`),
  };

  const feedback: Wizard = {
    flow: 'class-feedback',
    again: false,
    async account() {
      const startsAt = new Date(clock.now().getTime() - 86_400_000);
      meetingId = newId();
      await sql`
        insert into meetings (id, kind, rule_pack_version, unit_id, held_by, title, place, starts_at, minutes, seats, sign_up_until, secret, state, created_at)
        select ${meetingId}, 'class', ${pack.version}, o.unit_id, o.person_id, 'x', 'x', ${startsAt}, 60, 10, ${startsAt}, 'x', 'planned', ${startsAt}
        from posts o join telegram_accounts a on a.person_id = o.person_id and a.telegram_id = ${BRANCH_SECRETARY} where o.ends_on is null`;
      await sql`
        with cadre as (select person_id from telegram_accounts where telegram_id = ${CADRE} and revoked_at is null),
          expected as (insert into meeting_invitees (meeting_id, person_id) select ${meetingId}, person_id from cadre returning 1)
        insert into meeting_attendance (meeting_id, person_id, n, state, via, marked_by, at)
        select ${meetingId}, person_id, 1, 'present', 'code', person_id, ${startsAt} from cadre`;
      return CADRE;
    },
    steps: [
      {
        go: (person) => person.pressData(packCallback('class.score', meetingId, 4)),
        shows: firstLine(w.classes.wordsAsk(4)),
        wrong: [
          ['x'.repeat(201), w.classes.wordsProblem],
          ['Call 13800138000', w.broadcast.problems.phone],
        ],
      },
    ],
    finish: (person) => person.send('The examples were useful'),
    finished: w.classes.thanks,
    finishedBefore: w.classes.answered,
    count: () => countOf(sql`select 1 from class_feedback where words = 'The examples were useful'`),
  };
  return [planning, moving, here, course, feedback];
}
