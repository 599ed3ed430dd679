import type { interviewProposals as zh } from '../zh/interview-proposals.ts';

export const interviewProposals: typeof zh = {
  button: 'Suggested',
  title: (n) =>
    `<b>Suggested interviews</b> (${n})\nBy the rules; whether to arrange them is yours to decide.`,
  none: 'No interview is suggested at present.\nNew posts, holidays and the end of the year bring some here.',
  with: (name) => `<b>Suggested: an interview with ${name}</b>`,
  why: (name) => `Why: ${name}`,
  kind: (name) => `Kind: ${name}`,
  due: (when) => `To be arranged by ${when}`,
  source: (source) => `By: ${source}`,
  unverified: '(to be checked)',
  arrange: 'Arrange',
  dismiss: 'No need',
  ask: (name) =>
    `Please say in a line why no interview with ${name} is needed (up to 200 characters); it is kept. E.g. We talked in person last month.`,
  problem: 'Please use 1 to 200 characters, e.g. We talked in person last month.',
  dismissed: '✅ Noted; the reason is kept.',
  decided: 'This suggestion has been dealt with already; nothing was changed.',
};
