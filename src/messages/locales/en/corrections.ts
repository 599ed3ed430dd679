import type { corrections as zh } from '../zh/corrections.ts';

export const corrections: typeof zh = {
  fix: 'Correct key',
  title: '<b>Correct the key</b>',
  keyNow: (key) => `Key now: ${key}`,
  askOne: 'Which answer is right? Press its letter, or reply with it.',
  askSeveral: 'Which answers are right? Choose them, then press “Next”.',
  askWords: (example) => `Please reply with the right answer, written like the present one, e.g.: ${example}`,
  keyProblems: {
    nothing: 'Please choose at least one option.',
    'not-an-option': 'There is no such option. Press a letter below, or reply with letters.',
    'one-only': 'This question has one right answer; please choose one.',
    gaps: 'That was not understood. Separate gaps by semicolons and spellings of one gap by “/”, e.g.: five years/5 years; election.',
    number: 'That was not understood. Please reply with a number, e.g.: 18.',
    same: 'That is the key it has; there is nothing to correct. Choose another, or leave.',
  },
  explanationAsk: (now) =>
    `<b>Does the explanation change as well?</b>\nNow: ${now}\nReply with the new one (300 characters), or press “Keep it”.`,
  explanationProblem: 'Please write 1 to 300 characters, or press “Keep it”.',
  keep: 'Keep it',
  reasonAsk:
    '<b>Why is it wrong?</b>\nPlease give the source in a sentence (200 characters); whoever approves will see it. For example: article 11 says five years.',
  reasonProblem: 'Please give the source in 1 to 200 characters, e.g.: article 11 says five years.',
  previewTitle: '<b>Please check the correction</b>',
  change: (before, after) => `Key: ${before}\nbecomes: ${after}`,
  explanation: (text) => `Explanation: ${text}`,
  reason: (text) => `Source: ${text}`,
  affected: (attempts, people) =>
    attempts === 0
      ? 'Nobody has answered this question yet.'
      : `${people} people with ${attempts} attempts are graded again once it is approved, and told.`,
  previewHint: 'It takes effect when another editor or an administrator approves it.',
  proposed: '✅ <b>Submitted, and to be approved</b>\nYou will hear what was decided.',
  problems: {
    'other-type':
      'The key of an ordering or matching cannot be corrected like this; retire it and write another.',
    replaced: 'This question has a newer version; the old one is not corrected any more.',
    'proposed-before': 'A correction of this question waits to be approved already.',
    'decided-before': 'This correction was decided before.',
    own: 'Your own correction is approved by another editor or an administrator.',
  },

  announced: '📝 <b>A corrected key waits for your approval</b>',
  look: 'Check it',
  tab: (n) => (n > 0 ? `To approve ${n}` : 'To approve'),
  reportsTab: 'Reports',
  listTitle: (n) => `<b>Corrected keys to approve</b> (${n})`,
  listEmpty:
    'No corrected keys wait for approval.\nWhen an editor proposes one, it shows here and you are told.',
  listLine: (stem, name) => `${stem} (${name})`,
  listHint: 'Press a number to check one.',
  by: (name) => `Proposed by: ${name}`,
  approve: 'Approve',
  reject: 'Send back',
  approveAsk: '<b>Approve this correction?</b>',
  approveNow: 'Approve now',
  approveHint:
    'From then on the new key is asked and graded by; attempts so far are graded again. It cannot be taken back.',
  approved:
    '✅ <b>Approved</b>\nThe new key is in force. Attempts are graded again shortly, and whoever has another result is told.',
  rejectAsk:
    '<b>Send this correction back</b>\nPlease say why in a sentence (200 characters); its author will see it. For example: article 11 has it as it is.',
  rejectProblem: 'Please say why in 1 to 200 characters, e.g.: article 11 has it as it is.',
  rejected: 'Sent back; its author is told why.',
  goOn: 'The others',
  decided: {
    approved: '<b>Your correction was approved</b>',
    rejected: '<b>Your correction was sent back</b>',
  },
  decidedBy: (name) => `Decided by: ${name}`,
  why: (words) => `Why: ${words}`,

  regradedTitle: '<b>A key was corrected, and your result was worked out again</b>',
  question: (stem) => `Question: ${stem}`,
  right: (key) => `Correct answer: ${key}`,
  result: (name, before, after, total) => `${name}: ${before}/${total} → ${after}/${total} right`,
  share: (before, after) => ` (${before}% → ${after}%)`,
  nowPassed: 'Not passed before, passed now.',
  nowFailed: 'Passed before, not passed now. If you have doubts, please ask the editors.',
  more: (n) => `${n} more of your attempts were graded again.`,
  inFile: 'A result that stands in your file is brought up to date by an entry of its own.',
  seeResult: 'Result',
};
