import type { certificates as zh } from '../zh/certificates.ts';

/** The certificate of an exam: the file, and what is said about a code. */
export const certificates = {
  title: 'Certificate',
  statement: (title) => `has passed the exam "${title}".`,
  rows: { unit: 'Unit', exam: 'Exam', date: 'Date', share: 'Result', issued: 'Issued' },
  share: (percent, pass) => `${percent}% (${pass}% to pass)`,
  howToVerify: 'Whoever is linked to Qingfeng can send /verify with the code above to check it.',
  fileName: (code) => `certificate-${code}.pdf`,
  caption: (title, code) =>
    `${title}\nCode: <code>${code}</code>\nAnybody who is linked can check it by /verify and the code.`,
  revokedOwn: 'This certificate has been revoked. Whoever called the exam can tell you why.',
  ask: 'Write the code of a certificate behind /verify, for example: /verify 7K3QD-0X9ZM',
  notACode: (text) =>
    `"${text}" is not the code of a certificate. It has 10 letters and digits, for example: /verify 7K3QD-0X9ZM`,
  unknown: 'There is no certificate of that code. Please check its letters and digits.',
  locked: 'Too many wrong codes. Please try again in an hour.',
  valid: '✅ <b>The certificate is valid</b>',
  revoked: (day) => `⛔ <b>The certificate was revoked on ${day} and is not valid</b>`,
  person: (name, unit) => `Name: ${name} (${unit})`,
  exam: (title) => `Exam: ${title}`,
  date: (day) => `Date: ${day}`,
  passed: 'Result: passed',
  revoke: 'Revoke',
  reasonAsk: (name) =>
    `<b>Revoke the certificate of ${name}</b>\nPlease write a short reason (at most 100 characters); it is logged. For example: not enough after the marks were corrected`,
  reasonProblem: 'Please write a reason of at most 100 characters.',
  revokePreview: (name, code, reason) =>
    `<b>Please check</b>\nThe certificate ${code} of ${name} will not be valid any more, for good.\nReason: ${reason}`,
  revokeNow: 'Revoke it',
  revokeDone: '✅ Revoked; whoever checks it will see that.',
} satisfies typeof zh;
