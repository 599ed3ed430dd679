import type { notices as zh } from '../zh/notices.ts';

export const notices: typeof zh = {
  title: '📢 <b>Notice</b>',
  from: (name, when) => `${name} · ${when}`,
  answered: {
    understood: '✓ You have confirmed this',
    question: '✓ The sender knows of your question',
    'cannot-attend': '✓ The sender knows that you cannot attend',
    seen: '✓ You have seen this',
    exempt: 'No confirmation needed',
    'past-due': 'The time to confirm is over',
  },
  reminder: '📢 <b>A notice waits for your confirmation</b>',
  reminderWhy: 'One press is enough, about 1 minute.',
  listTitle: (total, waiting) => `<b>My notices</b> (${total}, ${waiting} to confirm)`,
  waiting: 'to confirm',
  done: 'confirmed',
  empty: 'You have no notices yet.\nNew ones will be sent to you and listed here.',
  textAsk:
    '<b>Send a notice · step 1</b>\nPlease send the text (up to 3,000 characters). Nothing secret and no personal numbers can be sent here.',
  unitAsk: '<b>Send a notice · step 2: to whom?</b>\nChoose one or more, then press Next.',
  wholeUnit: (name) => `${name} (all)`,
  selected: (n) => `${n} chosen`,
  previewTitle: '<b>Please check the notice</b>',
  audience: (units, people) => `To: ${units}, ${people} people`,
  unreachable: (n) => `${n} of them cannot be reached here: please have somebody visit or call`,
  exempt: (n) => `${n} of them are exempted or on leave and do not count as unconfirmed`,
  manner: 'Sent now, confirmation asked',
  seenBelow: '—— what they will see ——',
  sentTitle: '✅ <b>The notice is on its way</b>',
  sentBody: (people) => `${people} people. See who got and confirmed it with /board.`,
  sentBefore: 'This notice was sent already; it was not sent twice.',
  nobody: 'There is nobody to receive it in what you chose. Please choose again.',
  chooseUnit: 'Please choose at least one unit first.',
  problems: {
    empty: 'The notice is empty: please send some text.',
    tooLong: (length, limit) =>
      `The text has ${length} characters, over the limit of ${limit}. Please shorten it and send it again.`,
    secretMark: (mark) =>
      `The text is marked "${mark}". Secret or internal content may not be sent here; please use the proper channel.`,
    'id-card':
      'The text seems to hold an ID-card number. Personal numbers may not be broadcast: please take it out and send it again.',
    'bank-card':
      'The text seems to hold a bank-card number. Personal numbers may not be broadcast: please take it out and send it again.',
    phone:
      'The text seems to hold a mobile number. Please give an office number or take it out, and send it again.',
    notText: 'Please send text. Pictures and files will come in a later version.',
  },
  boardList: '<b>Receipts</b>\nChoose a notice.',
  boardEmpty:
    'You have not sent a notice yet.\nOnce you do with /broadcast, this shows who got and confirmed it.',
  boardTitle: (text, people) => `<b>${text}</b> · ${people} people`,
  boardCounts: (acknowledged, open, unreachable) =>
    `Confirmed ${acknowledged} · open ${open} · not reached ${unreachable}`,
  boardWaiting: (n) => `Being sent, ${n} to go`,
  boardUnknown: (n) => `Delivery to ${n} is uncertain: please check by phone`,
  boardUnit: (name, acknowledged, people) => `${name} ${acknowledged}/${people}`,
  boardUpdated: (when) => `As of ${when}`,
  openList: 'Unconfirmed',
  openTitle: (n) => `<b>Not confirmed</b> (${n})`,
  openNone: 'Everybody has confirmed.',
  openState: {
    waiting: 'being sent',
    unconfirmed: 'not confirmed',
    unreachable: 'not reached: visit or call',
  },
  remindOpen: 'Remind',
  remindAsk: (n) =>
    `This reminds those who have not confirmed and can be reached (at most ${n}). Nobody is reminded more than twice, or twice in 24 hours.`,
  reminded: (n) =>
    n === 0
      ? 'Nobody to remind now: all have confirmed, cannot be reached, or were reminded in the last 24 hours.'
      : `${n} reminders are on their way.`,
  answerToAuthor: (name, unit, answer) => `💬 <b>Answer to your notice</b>\n${name}, ${unit}: ${answer}`,
  answerWords: { question: 'has a question, please get in touch', 'cannot-attend': 'cannot attend' },
  seeBoard: 'Receipts',
};
