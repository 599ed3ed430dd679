import pack from '../../content/rules/default.json' with { type: 'json' };
import { readRulePack } from '../../src/domain/rules/rule-pack.ts';
import { CORRECTIONS } from '../../src/domain/meetings/meeting-rules.ts';
import { cadenceDueView, heldOverviewView } from '../../src/messages/cadences.ts';
import * as feedback from '../../src/messages/class-feedback.ts';
import * as course from '../../src/messages/class-plan.ts';
import * as classes from '../../src/messages/classes.ts';
import { digestView } from '../../src/messages/digest.ts';
import * as here from '../../src/messages/meeting-here.ts';
import * as plan from '../../src/messages/meeting-plan.ts';
import * as fix from '../../src/messages/meeting-fix.ts';
import * as roll from '../../src/messages/meeting-roll.ts';
import * as room from '../../src/messages/meeting-room.ts';
import * as meetings from '../../src/messages/meetings.ts';
import type { Language, View } from '../../src/messages/view.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const NOW = new Date('2026-11-25T02:00:00Z');
const LATER = new Date('2026-11-28T10:00:00Z');
const { meetings: rules, cadences } = readRulePack(pack);

const meeting: meetings.MeetingView = {
  id: ID,
  kindName: { zh: '组织生活会', en: 'Organisational life meeting' },
  isClass: false,
  title: '学习《中国共产党纪律处分条例》并交流体会',
  place: '青石第一村村委会二楼会议室',
  startsAt: LATER,
  minutes: 120,
  unitName: '青石第一村',
  heldByName: '何试敏',
  hours: 2,
  evidenceName: { zh: '集中学习培训', en: 'Concentrated training' },
  state: 'planned',
  invited: 50,
  present: 41,
  excused: 6,
};
const own: meetings.OwnMeetingView = {
  ...meeting,
  excuseName: null,
  own: null,
  ownReason: null,
  objected: false,
};
const leave = { zh: '事假', en: 'On leave' };
const closed = { ...meeting, state: 'closed' };
const attendee: roll.AttendeeView = {
  personId: ID,
  name: '张样一',
  state: 'present',
  reason: null,
  isExcused: false,
};
const people = Array.from({ length: 8 }, (_, i) => ({
  ...attendee,
  state: ['present', 'excused', 'absent', null][i % 4] ?? null,
  reason: i % 4 === 1 ? leave : null,
}));
const where = { total: 50, page: 6, size: 8 };
const asking = plan.PLANNING;
const times = [NOW, LATER, LATER, LATER];

const row: classes.ClassView = {
  ...meeting,
  kindName: { zh: '培训班', en: 'Class' },
  isClass: true,
  about: '票据、报账、村务公开，县农业农村局授课。'.repeat(5),
  seats: 30,
  signUpUntil: LATER,
  openedAt: null,
  taken: 30,
  waiting: 5,
  signedUp: null,
  before: 4,
  own: null,
};
const looked = { now: NOW, occasion: null, mayHold: false };
const missing = { kindName: meeting.kindName, unitName: '青石第一村', to: LATER };

/** What is shown about classes and cadences. */
const everyClassView = (l: Language): View[] => [
  classes.classView(l, row, { ...looked, occasion: 'offer' }),
  classes.classView(l, { ...row, taken: 3, waiting: 0 }, looked),
  classes.classView(
    l,
    { ...row, signedUp: 'seated', openedAt: NOW },
    { ...looked, occasion: 'seat', mayHold: true },
  ),
  classes.classView(l, { ...row, signedUp: 'waiting' }, { ...looked, occasion: 'moved' }),
  classes.classView(l, { ...row, state: 'closed', own: 'present' }, { ...looked, occasion: 'reminder' }),
  classes.leaveAskView(l, ID),
  classes.classListView(l, [row, row], { total: 99, page: 7, size: 5, mayHold: true }),
  classes.classListView(l, [], { total: 0, page: 0, size: 5, mayHold: false }),
  feedback.feedbackAskView(l, row),
  feedback.wordsAskView(l, 4, false),
  feedback.feedbackThanks(l, true),
  feedback.feedbackView(l, row, { hidden: true, people: 4 }),
  feedback.feedbackView(l, row, { hidden: false, people: 5, average: 4.2, words: ['例子很实用'] }),
  course.classUnitAskView(l, [{ id: ID, name: '青石第一村' }], true),
  ...(['title', 'about', 'place'] as const).map((step) => course.classTextAskView(l, step, false)),
  course.classTimeAskView(l, times),
  course.classLengthAskView(l, [120, 180, 360]),
  course.seatsAskView(l, [20, 30, 50]),
  course.untilAskView(l, times, 'wrong'),
  course.classHoursAskView(l, { choices: [4], most: 80 }),
  course.classPreview(l, row, { people: 50, unreachable: 3, now: NOW }, 'ABCDEFGH'),
  course.classPlannedView(l, ID, { first: true, told: 50 }),
  room.heldMeetingView(l, { ...row, state: 'closed' }),
  cadenceDueView(l, missing),
  digestView(l, [{ kind: 'cadence-due', ...missing }, { kind: 'card-offer' }], 5),
  heldOverviewView(
    l,
    [{ unitName: '青石第一村', held: [{ kindName: meeting.kindName, times: 1, held: 1 }] }],
    { total: 30, page: 1, size: 5 },
  ),
];

/** What is shown about meetings, in its longest form. */
export const everyMeetingView = (l: Language): View[] => [
  ...everyClassView(l),
  meetings.ownMeetingView(l, own),
  meetings.ownMeetingView(l, own, true),
  meetings.ownMeetingView(l, { ...own, excuseName: leave }),
  meetings.ownMeetingView(l, { ...own, own: 'present' }),
  meetings.ownMeetingView(l, { ...own, state: 'closed', own: 'absent' }),
  meetings.ownMeetingView(l, { ...own, state: 'closed', own: 'excused', ownReason: leave, objected: true }),
  meetings.ownMeetingView(l, { ...own, state: 'cancelled' }),
  meetings.cannotAskView(l, ID, rules.excuses),
  meetings.objectAskView(l, ID),
  meetings.meetingCancelledView(l, meeting),
  meetings.attendanceCorrectedView(l, {
    ...own,
    own: 'present',
    ownReason: meetings.correctionName('was-there') ?? null,
  }),
  ...(['own', 'held'] as const).flatMap((whose) => [
    meetings.meetingListView(l, [own, { ...own, state: 'closed', own: 'present' }, own, own, own], {
      whose,
      total: 99,
      page: 7,
      size: 5,
      mayHold: true,
    }),
    meetings.meetingListView(l, [], { whose, total: 0, page: 0, size: 5, mayHold: true }),
  ]),
  room.heldMeetingView(l, meeting),
  room.heldMeetingView(l, closed),
  room.heldMeetingView(l, { ...meeting, state: 'cancelled' }),
  room.roomView(l, meeting, { code: '0385', until: LATER, graceSeconds: 30 }),
  roll.rollView(l, meeting, people, where),
  roll.excusesView(l, meeting, people, where),
  roll.excusesView(l, meeting, [], { ...where, total: 0, page: 0 }),
  roll.whyAskView(l, ID, attendee, rules.excuses),
  room.closeAskView(l, meeting),
  room.closedView(l, closed, { given: 41, confirmed: 30 }),
  fix.fixListView(l, closed, people, where),
  fix.fixAskView(l, closed, attendee, CORRECTIONS),
  fix.objectionView(l, closed, attendee),
  room.meetingCancelAskView(l, ID),
  room.moveAskView(l, meeting, LATER, 'ABCDEFGH'),
  room.movedView(l, meeting),
  here.codeAskView(l),
  here.codeProblemView(l, here.codeText(l, 'wrong', { text: '1', digits: 4, lockMinutes: 10 }), false),
  here.checkedInView(l, meeting.title),
  plan.meetingKindAskView(l, cadences),
  plan.meetingUnitAskView(
    l,
    Array.from({ length: 5 }, () => ({ id: ID, name: '青石第一村' })),
    true,
  ),
  plan.titleAskView(l, false),
  plan.meetingTimeAskView(l, asking, times),
  plan.meetingTimeAskView(l, { prefix: 'move', flow: 'meeting-move' }, times, 'far'),
  plan.lengthAskView(l, [60, 90, 120]),
  plan.meetingPlaceAskView(l, false),
  plan.meetingPreview(
    l,
    own,
    {
      people: 50,
      unreachable: 3,
      basis: { document: '中国共产党党员教育管理工作条例', article: '第十六条' },
    },
    'ABCDEFGH',
  ),
  plan.meetingPlannedView(l, ID, { first: true, told: 50 }),
];
