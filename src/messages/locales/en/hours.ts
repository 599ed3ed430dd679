import type { hours as zh } from '../zh/hours.ts';

const n = (count: number): string => `${count} ${count === 1 ? 'hour' : 'hours'}`;

export const hours: typeof zh = {
  title: (year) => `<b>Study hours of ${year}</b>`,
  open: (needed, done, left) => `${needed} hours to do, ${done} confirmed, ${left} left.`,
  met: (needed, done) => `${needed} hours to do, ${done} confirmed: all done.`,
  orDays: (days) => `The text also allows days: ${days} of them.`,
  prorated: (full, days) => `${full} hours for the whole year, less your ${days} exempt days.`,
  exempt: (reason) => `You are exempted (${reason}): nothing is asked, and nothing counts as missing.`,
  exemptYear: (days) => `You are exempted for ${days} days this year; no hours are asked.`,
  again: (day) => `Hours are asked again from ${day} on.`,
  unknown:
    'It is not registered what you are (Party member, committee, civil servant), so it is not known what is asked of you. Please see your administrator.',
  doneOnly: (done) => `Confirmed this year: ${done} hours.`,
  waiting: (hours) => `${hours} more hours wait to be confirmed.`,
  besides: (hours) => `Other study: ${hours} hours, which do not count here.`,
  why: (rule, because) => `Asked by: ${rule}, since you are: ${because}.`,
  basis: (document, article) => `Source: ${document} ${article}`,
  unverified: '⚠ The text of this rule has not been checked yet; take it as a guide only.',
  record: 'Record study',
  list: 'My records',
  waitingButton: (count) => (count > 0 ? `To confirm: ${count}` : 'To confirm'),
  overview: 'Unit figures',
  memberKinds: {
    'party-member': 'Party member',
    'branch-committee': 'Committee',
    'township-leader': 'Township leader',
    'civil-servant': 'Civil servant',
  },
  kindsTitle: (name) =>
    `<b>What ${name} is</b>\nThe hours asked depend on it; several may hold. Press once to register, again to take back.`,

  amount: n,
  listTitle: (year, count) => `<b>My study in ${year}</b> (${count})`,
  listEmpty:
    'No study has been recorded this year.\nWhat you record is shown here, and counts once a secretary has confirmed it.',
  states: {
    recorded: 'to be confirmed',
    confirmed: 'confirmed',
    rejected: 'sent back',
    replaced: 'corrected since',
  },
  state: (state) => `State: ${state}`,
  by: (state, name) => `${state} by ${name}`,
  reason: (reason) => `Reason: ${reason}`,
  correct: 'Correct',

  kindAsk: (counting) => `<b>Record study</b>\nOf which kind? What counts as required hours: ${counting}.`,
  correctAsk: (before) => `<b>Correct a record</b>\nIt says: ${before}.\nOf which kind is it in truth?`,
  dayAsk: '<b>On which day?</b>\nFor several days, the last one. Please write 3-12, or press one below.',
  dayProblem: (text) => `I could not read the day "${text}". Please write 3-12, or press one below.`,
  dayFuture: 'That day is still to come. Please give the day of the study, such as 3-12.',
  dayOther:
    'Only study of this year can be recorded (in January, of last year too). Please write 3-12, or press one below.',
  today: 'Today',
  yesterday: 'Yesterday',
  amountAsk: (table) =>
    `<b>How much?</b>\n${table} (the county's table).\nPlease write 3, 2 days or half day, or press one below.`,
  converted: (name, hours) => `${name}: ${n(hours)}`,
  amountProblem: (text) =>
    `I could not read "${text}". Please write hours, such as 3, 1.5, 2 days or half day.`,
  amountMost: (most) => `One record takes ${most} hours at most; please split a longer study.`,
  topicAsk:
    '<b>What was studied?</b>\nOne sentence of up to 60 characters, such as: training on the revitalisation law.',
  topicProblem: 'Please say in 1 to 60 characters what was studied.',
  previewTitle: '<b>Please check, then submit</b>',
  line: (day, kind, amount) => `${day} · ${kind} · ${amount}`,
  previewHint: 'It counts once a secretary above you, or an administrator, has confirmed it.',
  recorded:
    '✅ <b>Recorded, and to be confirmed</b>\nIt counts once it is. A mistake can be corrected from "My records".',
  recordedBefore:
    'This study was recorded before and does not count twice. See or correct it in "My records".',

  waitingTitle: (count) => `<b>Study hours to confirm</b> (${count})`,
  waitingEmpty: 'No study hours wait for you.\nWhat people record is shown here.',
  waitingHint: 'Press a number to check one.',
  person: (name, line) => `${name} · ${line}`,
  sameDay: (count) =>
    `There are ${count} more records of that day: please see that it is not the same study.`,
  sameEvent: (n) => `${n} more of the same meeting wait.`,
  wholeMeeting: (n) => `Confirm all ${n}`,
  meetingConfirmed: (n) => `✅ The hours of ${n} people at this meeting are confirmed.`,
  replaces: (before) => `A correction: it said ${before}; once confirmed, this one counts instead.`,
  decideHint: 'Your answer stays; a mistake is corrected by the person.',
  reject: 'Send back',
  confirmed: (name, amount) => `✅ Confirmed: ${name}, ${amount}.`,
  rejectAsk: (name) =>
    `<b>Send ${name}'s record back</b>\nPlease give the reason in up to 100 characters; they will read it.`,
  reasonProblem: 'Please give the reason in 1 to 100 characters.',
  rejected: (name) => `${name}'s record was sent back; they are told the reason.`,
  decidedBefore: (state, name) => `This one has been answered: ${state} by ${name}.`,
  correctedSince: 'The person has sent a correction: please see the new one.',
  goOn: 'The others',
  rejectedTitle: '<b>A record of study hours was sent back</b>',
  rejectedHint: 'Please check it and record it again.',
  recordAgain: 'Record again',
  announce: (count) =>
    `🗂 <b>${count} ${count === 1 ? 'record' : 'records'} of study hours to confirm</b>\nOne by one, about half a minute each.`,
  openWaiting: 'Check them',

  overviewTitle: (unit, year) => `<b>${unit} · study hours of ${year}</b>`,
  overviewLine: (name, people, met, open) => `${name}: ${people} people, ${met} done, ${open} under way`,
  overviewRest: (exempt, unknown) => `, ${exempt} exempted, ${unknown} not registered`,
  overviewAll: 'Together',
  overviewOthers: 'Other units together',
  overviewSmall: 'Fewer than 5 people: no figures are shown.',
  overviewFoot: 'Numbers only: no names, no ranking. The exempted do not count as missing.',
};
