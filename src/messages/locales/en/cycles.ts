import type { cycles as zh } from '../zh/cycles.ts';

export const cycles: typeof zh = {
  title: '<b>Assessment and review</b>',
  empty:
    'None has been opened in your unit yet.\nPress “Open one”, choose form and times; everybody is told when it opens.',
  row: (n, title, state) => `${n}. ${title}\n    ${state}`,
  hint: 'Press a number for progress and to give a form back.',
  start: 'Open one',
  opinions: 'Opinions',
  coming: (when) => `opens ${when}`,
  open: (until, submitted) => `until ${until} · ${submitted} submitted`,
  reviewing: (until) => `forms closed · review until ${until}`,
  closed: (submitted) => `closed · ${submitted} submitted`,
  formAsk:
    '<b>Assessment · step 1: which form?</b>\nForms go by post; questions and weights are open to all.',
  formRow: (n, title, version, questions, minutes) =>
    `${n}. ${title} (version ${version})\n    ${questions} questions, about ${minutes} minutes`,
  opensAsk: '<b>Assessment · step 2: when does it open?</b>\nWrite 11-28 09:00, or press a time below.',
  closesAsk: (days) =>
    `<b>Assessment · step 3: when does it close?</b>\nOne day at least, ${days} days at most. Write 12-05 18:00, or press a time below.`,
  now: 'Now',
  timeProblem: (text) => `“${text}” was not understood as a time.\nWrite 11-28 18:00, or press a time below.`,
  problems: {
    past: 'That time has passed: please choose another.',
    'too-far': 'That is too far ahead: please choose a time within three months.',
    'too-short': 'That is too short: it has to be open for a day at least.',
    'too-long': 'That is too long: sixty days at most.',
    'not-found': 'This unit is not within your work.',
  },
  previewTitle: '<b>Please confirm the assessment</b>',
  previewForm: (title, version) => `Form: ${title} (version ${version})`,
  previewWho: (unit, people) => `For: ${unit}, ${people} people (exempt and on leave left out)`,
  previewOpen: (from, until) => `Self-assessment: ${from} to ${until}`,
  previewNow: 'now',
  previewReview: (days) =>
    `Review: ${days} days after that, without names, colleagues and people counted apart`,
  previewNoReview: 'Review: this form has none',
  previewHint: 'Everybody is told when it opens, and reminded before it closes if not submitted.',
  ordered: (until) =>
    `✅ <b>The assessment is set</b>\nIt closes ${until}. Everybody is told when it opens; see here how it goes.`,
  orderedBefore: 'This assessment was set already; nothing was done twice.',
  about: (unit) => `For: ${unit}`,
  window: (from, until) => `Self-assessment: ${from} to ${until}`,
  review: (until) => `Review: until ${until}`,
  counts: (submitted, drafts) => `${submitted} submitted · ${drafts} in progress`,
  submitted: 'Submitted',
  listTitle: (total) => `<b>Submitted · ${total}</b>`,
  listRow: (n, name, unit, when) => `${n}. ${name} (${unit}) ${when}`,
  listHint: 'Press a number to give a form back to its person, with a reason.',
  listEmpty: 'Nobody has submitted yet. Whoever does is listed here.',
  reopenAsk: (name) =>
    `<b>Give back the form of ${name}</b>\nPlease write why (up to 200 characters); they are told. What was submitted is kept.`,
  reasonProblem: 'Please give a reason of 1 to 200 characters.',
  reopened: (name) => `✅ Given back; ${name} is told why, and submits again.`,
  reopenProblems: {
    closed: 'This assessment has closed; nothing can be given back any more.',
    'not-submitted': 'This form was given back already and has not been submitted again.',
  },
  told: (title) => `<b>Your “${title}” was given back to you</b>`,
  toldReason: (reason, by) => `Why: ${reason} (${by})`,
  toldFoot: (until) =>
    `All you wrote is there; please change it and submit again by ${until}. The one you submitted is kept.`,
};
