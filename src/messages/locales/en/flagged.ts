import type { flagged as zh } from '../zh/flagged.ts';

export const flagged: typeof zh = {
  tab: (n) => (n > 0 ? `To verify ${n}` : 'To verify'),
  listTitle: (n) => `<b>Questions to be verified</b> (${n})`,
  listEmpty:
    'No questions are to be verified.\nWhen a document is superseded its questions show here, and are not drawn before they are verified.',
  listLine: (stem, document) => `${stem} · ${document}`,
  waits: '● ',
  listHint: 'Press a number to verify one. ● waits for a second person.',
  title: (code) => `<b>To be verified</b> · ${code}`,
  was: (document, version, place) => `Was by: ${document} ${version} ${place}`,
  now: (document, version) => `In force: ${document} ${version}`,
  proposedBy: (name) => `${name}: still right`,
  newPlace: (document, version, place) => `Now by: ${document} ${version} ${place}`,
  own: 'You have verified it; another editor or an administrator approves.',
  done: 'This question was dealt with; it is not to be verified.',
  right: 'Still right',
  retire: 'Retire it',
  approve: 'Approve',
  reject: 'Send back',
  placeAsk: (document, version, place) =>
    `<b>Which article of the new document?</b>\n${document} ${version}\nIt was ${place}. Reply with the article, e.g.: article 12, or press “The same”.`,
  placeProblem: 'Please name the article in 1 to 40 characters, e.g.: article 12.',
  samePlace: 'The same',
  quoteAsk: (quote) =>
    `<b>What does the new document say?</b>\nQuoted so far: ${quote}\nReply with the new words (400 characters), or press “Same words”.`,
  quoteProblem: 'Please write 1 to 400 characters, or press “Same words”.',
  sameQuote: 'Same words',
  previewTitle: '<b>Please check, then submit</b>',
  previewHint: 'It is drawn again when another editor or an administrator approves it.',
  proposed: '✅ <b>Submitted, and to be approved</b>\nOnce approved the question is drawn again.',
  approved: '✅ <b>Approved</b>\nThe question rests on the new document now and can be drawn.',
  rejected: 'Sent back; the question is still to be verified.',
  retireAsk: (stem) =>
    `<b>Retire this question?</b>\n${stem}\nIt will not be drawn again; answers and results stay.`,
  retireNow: 'Retire now',
  retired: '✅ Retired; it will not be drawn again.',
  goOn: 'The others',
  superseded: (title, version) => `📚 <b>${title} ${version} is superseded</b>`,
  by: (title, version, day) => `New: ${title} ${version}, from ${day}.`,
  counts: (questions, cards) =>
    `${questions} questions are to be verified, and ${cards} study cards rest on them; none shows before.`,
  look: 'Verify',
};
