import type { doubtful as zh } from '../zh/doubtful.ts';

export const doubtful: typeof zh = {
  tab: (n) => (n > 0 ? `Doubtful ${n}` : 'Doubtful'),
  listTitle: (n) => `<b>Questions with doubtful figures</b> (${n})`,
  listEmpty:
    'No question has doubtful figures.\nThey are worked out each night on first answers; what is odd about a question that 5 people or more answered shows here.',
  listLine: (fault, stem, people, percent) => `${fault} · ${stem} (${people} people, ${percent}% earned)`,
  listHint: 'Figures are a hint; only the text tells whether a question is wrong. Press a number.',
  faults: {
    inverse: 'The able miss it',
    'wrong-key': 'A wrong option leads',
    'too-hard': 'Hardly anybody right',
    'below-guess': 'Below blind guessing',
    weak: 'Does not tell apart',
  },
  title: (code) => `<b>Figures</b> · ${code}`,
  fault: (fault) => `⚠ ${fault}`,
  facility: (people, percent) => `First answers of ${people} people earned ${percent}% on average`,
  guess: (percent) => `Blind guessing earns ${percent}%`,
  discrimination: (value, efficiency) => `Discrimination ${value}, efficiency ${efficiency}`,
  unknown: '—',
  unanswered: (n) => `Not answered: ${n}`,
  asOf: (day) => `As of the night of ${day}; first answers only, nobody's name or result.`,
  export: 'Export',
  quizzes: 'Quizzes',
  quizzesTitle: (n) => `<b>How quizzes did</b> (${n})`,
  quizzesEmpty:
    'There are no figures yet.\nOnce 5 people have finished a quiz, they are worked out the night after.',
  quizLine: (name, slot, people, percent, consistency) =>
    `${name} ${slot}: ${people} people, mean ${percent}%, consistency ${consistency}`,
  quizzesHint: 'Consistency is Cronbach’s alpha: near 1 the questions agree; drawn papers usually have less.',
  file: (day) => `questions-${day}`,
  caption: (n) => `${n} questions, first answers only, none of fewer than 5 people.`,
  columns: {
    code: 'Code',
    stem: 'Question',
    people: 'People',
    facility: 'Mean share',
    guess: 'By guessing',
    deviation: 'Deviation',
    discrimination: 'Discrimination',
    efficiency: 'Efficiency',
    options: 'Who chose what',
    unanswered: 'Not answered',
    faults: 'Hints',
    day: 'As of',
  },
};
