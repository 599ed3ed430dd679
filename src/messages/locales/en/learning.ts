import type { learning as zh } from '../zh/learning.ts';

export const learning: typeof zh = {
  title: (unit) => `<b>Learning · ${unit}</b>`,
  total: (days, people, finished, percent) =>
    `Finished a daily paper in the last ${days} days: ${finished} of ${people} (${percent}%)`,
  line: (name, people, finished) => `${name}: ${finished} of ${people}`,
  others: 'Small units together',
  small: 'Fewer than five people learn in this unit, so no figures are shown.',
  weakTitle: 'Articles known least (by first answers):',
  weak: (article, percent, answers, people) =>
    `${article} · ${percent}% right (${answers} answers, ${people} people)`,
  sure: (n) => `, ${n} wrong though sure`,
  noWeak: 'No article worth a class was answered by five people yet.',
  foot: 'No names, no ranking; nothing about fewer than five people.',
  alike: 'Alike answers',
  article: (document, place) => `<b>${document} ${place}</b>`,
  propose: 'Give to all',
  hasPlan: (plan) => `Study cards on it: "${plan}"`,
  noPlan: 'There are no study cards on this article yet.',

  alikeTitle: (n) =>
    `<b>Alike answers</b> (${n})\nOnly weekly sets and formal exams that have closed are compared.`,
  alikeNone: '<b>Alike answers</b>\nNo weekly set or formal exam that could be compared has closed yet.',
  alikeLine: (name, until, people) => `${name} (closed ${until}, ${people} people)`,
  alikeQuiz: (name, until) => `<b>Something to ask · ${name} (closed ${until})</b>`,
  pair: (a, b, shared, same, close) =>
    `${a} and ${b}: of ${shared} questions both had wrong, ${same} wrong in the same way, ${close} at nearly the same time.`,
  more: (n) => `${n} more; please ask these first.`,
  noPairs: (people) => `Among the answers of ${people} people nothing is alike beyond chance.`,
  proves:
    'This proves nothing: they may have studied together, or from the same wrong note. It is a question to ask in person; no penalty, and it enters no file.',
  logged: 'This look was logged.',
};
