import type { reports as zh } from '../zh/reports.ts';

export const reports: typeof zh = {
  report: 'Mistake?',
  kindAsk: (stem) => `<b>What is wrong with this question?</b>\n${stem}`,
  kinds: { key: 'Wrong key', text: 'Unclear', source: 'Wrong source', other: 'Other' },
  wordsAsk: (kind) => `<b>${kind}</b>\nYou can explain in a sentence (200 characters), or submit as it is.`,
  wordsProblem: 'Please explain in 1 to 200 characters, e.g.: article 11 says five years.',
  send: 'Submit',
  reported: '✅ <b>Passed on to the editors</b>\nYou will hear what they find. They do not see how you did.',
  reportedBefore: 'You have reported this question, and it is being checked; nothing was sent twice.',

  answeredTitle: '<b>Your report was answered</b>',
  missedTitle: '<b>An editor has looked at a question that you missed again and again</b>',
  about: (stem) => `Question: ${stem}`,
  answers: {
    right: 'Checked: the question is right.',
    corrected: 'Checked: the key was wrong and is corrected. Thank you.',
    retired: 'Checked: the question is retired and will not be asked again. Thank you.',
  },
  because: (words) => `Why: ${words}`,

  announced: '📝 <b>A question was reported</b>',
  announcedMissed: '📝 <b>Somebody missed a question again and again; please see whether it is at fault</b>',
  missed: 'Missed again and again',
  look: 'Check it',
  saidKind: (kind) => `Reported: ${kind}`,
  said: (words) => `“${words}”`,
  listTitle: (n) => `<b>Reported questions</b> (${n})`,
  listEmpty:
    'No reports are waiting.\nWhen somebody presses “Mistake?” under an answer, or misses one again and again in the review book, it shows here and you are told.',
  listLine: (kind, stem, same) =>
    same > 1 ? `${kind} · ${stem} (${same} on this one)` : `${kind} · ${stem}`,
  listHint: 'Press a number to check one.',
  code: (kind, code) => `<b>${kind}</b> · ${code}`,
  choices: (people, percent) => `First answers: ${people} people, ${percent}% wholly right.`,
  fewChoices: 'Fewer than 5 people answered it first; who chose what is not shown.',
  took: (n) => ` · ${n}`,
  right: 'It is right',
  retire: 'Retire it',
  retired: '(retired)',
  rightAsk:
    '<b>The question is right</b>\nPlease say why in a sentence (200 characters); they will see it. For example: see article 11, paragraph 2.',
  rightProblem: 'Please say why in 1 to 200 characters, e.g.: see article 11, paragraph 2.',
  answered: '✅ Answered; they will get your words.',
  retireAsk: (stem) =>
    `<b>Retire this question?</b>\n${stem}\nIt will not be drawn again; answers and results stay, and whoever reported it is told.`,
  retireNow: 'Retire now',
  retiredDone: '✅ Retired; it will not be drawn again. Whoever reported it is told.',
  answeredBefore: (answer, name) => `This one was dealt with before: ${answer} (${name}).`,
  answerNames: { right: 'it is right', corrected: 'corrected', retired: 'retired' },
  goOn: 'The others',
};
