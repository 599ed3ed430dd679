import type { interviewOrders as zh } from '../zh/interview-orders.ts';

export const interviewOrders: typeof zh = {
  title: '📝 <b>An interview waits for your approval</b>',
  from: (name) => `Ordered by: ${name}`,
  with: (name) => `With: ${name}`,
  kind: (kind) => `Kind: ${kind}`,
  meet: (when, place) => `When and where: ${when}, ${place}`,
  written: (when) => `Written answer due: ${when} (counted anew from your approval)`,
  until: (when, left) => `Please decide by ${when}, ${left}. They are told only once it is approved.`,
  approve: 'Approve',
  refuse: 'Refuse',
  refuseAsk: (name) =>
    `Please say why the interview with ${name} is not approved (up to 200 characters); who ordered it will read it.`,
  reasonProblem: 'Please use 1 to 200 characters, e.g. The branch should talk with them first.',
  approved: (name) => `✅ Approved; the notice is on its way to ${name}.`,
  refused: '✅ Noted as not approved; who ordered it is told why.',
  unknownYear: 'The holidays of that year are not announced yet, so the time cannot be counted.',
  before: {
    announced: (name) => `${name} has approved this interview already.`,
    refused: (name) => `${name} has refused it already.`,
    expired: 'Nobody decided in time; this interview has lapsed.',
  },
  told: {
    approvedTitle: '<b>Interview approved</b>',
    approved: (by, name, when) => `${by} approved the interview with ${name}; the notice is out. ${when}.`,
    refusedTitle: '<b>Interview not approved</b>',
    refused: (by, name, reason) => `The interview with ${name}, ${by}: ${reason}`,
    expiredTitle: '<b>Interview lapsed</b>',
    expired: (name) =>
      `Nobody decided in time on the interview with ${name}; they were not told. Please order it again if it is needed.`,
  },
  listTitle: (n) => `<b>Interviews for me to approve</b> (${n})`,
  listNone:
    'No interview waits for your approval.\nOne that does is sent to you by itself, and is listed here as well.',
  waiting: 'To approve',
  preview: 'This kind has to be approved by somebody above; they are told only then.',
  asked: (name, who) =>
    `📝 <b>Handed in for approval</b>\nThe interview with ${name}: ${who} has been asked. They are told once it is approved, and you hear of it.`,
  noApprover:
    'There is nobody who could approve it (neither who orders it nor whom it is with). Please have it ordered from above.',
  change: 'New time',
  another: 'New time',
  keep: 'Keep time',
  keepAsk: (name, when) =>
    `The time stays: ${when}.\n${name} is sent a new notice and asked to answer once more.`,
  moveAsk: (name) =>
    `<b>To what time should the interview with ${name} move?</b>\nWrite it as 11-28 15:00, or choose one below.`,
  movePreview: '<b>Please confirm the new time</b>',
  moveOld: (when) => `It was: ${when}`,
  moved: (name, when) =>
    `✅ <b>Moved to ${when}</b>\nThe new notice is on its way to ${name}; the buttons of the old one are dead.`,
  changed: 'This interview has changed meanwhile; please open it again.',
  newTitle: '<b>Clean-government interview (this notice counts)</b>',
  calendarTitle: 'Interview',
};
