import type { visits as zh } from '../zh/visits.ts';

export const visits: typeof zh = {
  title: (n) => `<b>People to tell</b> (${n})`,
  none: 'There is nobody to visit or call now.\nWho cannot be reached, or has not confirmed after reminders or in time, is listed here.',
  hint: 'Press a number to see what to tell.',
  line: (unit, name, why) => `${name}, ${unit} · ${why}`,
  why: { unreachable: 'no message reaches them', unconfirmed: 'not confirmed yet' },
  notMet: 'not met last time',
  cardTitle: (unit, name) => `<b>Please tell ${name}, ${unit}</b>`,
  cardWhy: (why) => `Why: ${why}`,
  cardFrom: (author) => `The notice of ${author}, to be read aloud:`,
  told: 'Told in person',
  missed: 'Not met',
  noteAsk: (name) =>
    `<b>${name} was told</b>\nDo you want to note something, such as "by phone, knows"? If not, press Skip.`,
  skip: 'Skip',
  noteTooLong: (limit) => `Please keep the note under ${limit} characters.`,
  toldDone: (name) => `✅ Noted as told in person: ${name}.`,
  missedDone: (name) => `Noted: ${name} was not met; you can try again.`,
  over: 'This one was recorded before, or is not needed any more.',
  announce: (n) => `🚶 <b>Please visit or call ${n} people</b>`,
  about: (text) => `"${text}"`,
  openList: 'Open the list',
  authorTitle: (n, open) => `<b>Visits</b> (${n}, ${open} to do)`,
  authorNone:
    'Nobody needs a visit.\nWho cannot be reached, or has not confirmed after reminders or in time, is handed to the village and listed here.',
  states: { open: 'to be told', told: 'told in person', 'not-met': 'not met' },
  by: (name) => `by ${name}`,
  note: (note) => `Note: ${note}`,
};
