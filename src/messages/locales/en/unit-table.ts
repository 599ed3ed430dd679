import type { unitTable as zh } from '../zh/unit-table.ts';

export const unitTable: typeof zh = {
  button: 'Unit table',
  choose: (unit) =>
    `<b>Table of a unit · ${unit}</b>\nTap "This one" or choose a unit below. It has section states only, by name: no score, no ranking.`,
  here: 'This one',
  purposeAsk: (unit) =>
    `<b>Table of a unit · ${unit}</b>\nWhat is it for? Where a second person approves, only people whose files you were allowed to see are in it.`,
  preview: (unit, purpose) => `<b>Please confirm: ${unit} · ${purpose}</b>`,
  people: (n) =>
    `You look at the states of ${n} ${n === 1 ? 'person' : 'people'}; each look is logged and each is told as the rules say.`,
  recused: (n) => `Recused from ${n}: yourself, relatives, or parties to the same case; left out.`,
  unapproved: (n) => `Not approved for ${n}: no second person allowed the look; left out.`,
  withoutFile: (n) => `No file rolled up yet for ${n}; left out.`,
  gone: (minutes) => `The file is deleted from the chat after ${minutes} minutes and cannot be forwarded.`,
  nobody: 'There is nobody to list. No file was made and none was looked at.',
  sheet: 'Section states',
  columns: ['Name', 'Staff no.', 'Unit', 'Post', 'Period'],
  fileName: (unit, day) => `file-states-${unit}-${day}`,
  caption: (unit, n, purpose) =>
    `${unit}, ${n} ${n === 1 ? 'person' : 'people'}, for: ${purpose}. By name, no ranking.`,
};
