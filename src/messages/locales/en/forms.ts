import type { forms as zh } from '../zh/forms.ts';

export const forms: typeof zh = {
  names: { first: 'First form', second: 'Second form', third: 'Third form', fourth: 'Fourth form' },
  title: (n: number) => `<b>Four forms</b> (${n} closed ${n === 1 ? 'interview' : 'interviews'})`,
  hint: 'You choose the form; the system infers none. Tap a number.',
  empty:
    'No interview waits for a form.\nClosed reminders, criticism, ordered reviews, admonitions, inquiries and special interviews are listed here.',
  row: (n: number, name: string, kind: string, day: string, form: string) =>
    `${n}. ${name} · ${kind} · ${day} · ${form}`,
  open: 'not chosen',
  counts: 'By quarter',
  oneTitle: (name: string, unit: string) => `<b>${name}</b> (${unit})`,
  held: (kind: string, day: string) => `${kind} · closed ${day}`,
  which: 'Which form does the handling belong to?',
  item: (name: string, what: string) => `${name}: ${what}`,
  basis: (source: string) => `Source: ${source}`,
  unverified: ' (to be checked)',
  now: (form: string, name: string, day: string) => `Now: ${form} (chosen by ${name}, ${day})`,
  because: (text: string) => `Corrected because: ${text}`,
  change: 'Correct',
  changeWhich: 'Which should it be? The old entry stays; the correction is a new one.',
  preview: (name: string, form: string) => `<b>Please confirm: ${name} · ${form}</b>`,
  previewHint:
    'Confirmed, it enters the file as a conclusion and cannot be edited, only corrected by a new entry. The person is told and may object.',
  done: (name: string, form: string) =>
    `✅ <b>Chosen: ${name} · ${form}</b>\nIt is in the file and the person is told. If it is wrong, open the interview and tap Correct.`,
  corrected: (name: string, form: string) =>
    `✅ <b>Corrected: ${name} · ${form}</b>\nThe old entry stays; the person is told.`,
  reasonAsk: (name: string, form: string) =>
    `<b>Correct to the ${form}: ${name}</b>\nWrite the reason in a sentence (up to 200 characters). It is corrected at once, entered in the file, and the person is told. No case details. Example: I tapped the wrong one.`,
  reasonProblem: 'Write the reason in 1 to 200 characters, for example: I tapped the wrong one.',
  before: (form: string, name: string) =>
    `A form was chosen for this interview before: ${form} (${name}). Nothing changed.`,
  goOn: 'The others',
  countsTitle: (period: string) => `<b>Four forms · ${period}</b>`,
  total: (counts: string) => `Total: ${counts}`,
  unit: (name: string, counts: string) => `${name}: ${counts}`,
  others: (counts: string) => `Others (small units together): ${counts}`,
  four: (first: number, second: number, third: number, fourth: number) =>
    `1st ${first} · 2nd ${second} · 3rd ${third} · 4th ${fourth}`,
  none: 'No form was chosen in this quarter.',
  small: 'Fewer than five people in reach, so no figures are shown.',
  foot: 'Units by name, no ranking; those of fewer than five people are shown together.',
  earlier: '◀ Earlier',
  later: 'Later ▶',
  entered:
    '<b>Your file has a new entry</b>\nOpen the file to see what it says and what it rests on; if it is wrong, you may object.',
};
