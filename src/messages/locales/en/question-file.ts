import type { questionFile as zh } from '../zh/question-file.ts';

export const questionFile: typeof zh = {
  place: (line) => `Line ${line}`,
  sheetPlace: (sheet, line) => `Sheet "${sheet}", line ${line}`,
  sentence: (place, what) => `${place}: ${what}`,
  more: (n) => `There are ${n} more; correct these and send the file again to see them.`,
  fields: {
    stem: 'question',
    scenario: 'scenario',
    option: 'option',
    blank: 'answer for a gap',
    pair: 'pair',
    extra: 'extra item',
    answer: 'answer',
    unit: 'unit',
    tolerance: 'tolerance',
    explanation: 'explanation',
    topic: 'topic',
    document: 'document',
    article: 'article',
    quote: 'quote',
  },
  formats: {
    gift: 'GIFT',
    aiken: 'Aiken',
    'moodle-xml': 'Moodle XML',
    csv: 'CSV table',
    xlsx: 'XLSX workbook',
    text: 'text',
  },
  noStem: 'the question has no text; please add it.',
  noAnswer: 'the question has no answer; please add "Answer:" below it, or fill in the answer column.',
  noOptions: 'the question has no options; please add them, or name the type if it is no choice.',
  noScenario: 'the case has no scenario; please add "Scenario:" before the question.',
  hasPicture: 'the question has a picture, sound or film, which cannot be imported; please use words.',
  unknownType: (found) =>
    `there is no type "${found}"; please use single choice, multiple choice, true/false, fill in, numeric, ordering, matching or case.`,
  answerNotAnOption: (found, options) =>
    `the answer "${found}" is none of the ${options} options; please check the answer or add the option.`,
  answerUnclear: (found) => `the answer "${found}" cannot be understood; please write letters, such as BAC.`,
  truthExpected: (found) => `the answer to a true/false question is "${found}"; please write true or false.`,
  numberExpected: (found) =>
    `"${found}" is no number; please write the figure alone, and the unit in its column.`,
  pairsExpected: (found) => `"${found}" has no two sides; please write "left -> right".`,
  answersDiffer: (found, other) =>
    `the answer in the brackets is "${found}", the one below is "${other}"; please make them the same.`,
  twoRight: (right) =>
    `a single choice has 1 answer, this one has ${right}; please change the answer, or the type to multiple choice.`,
  oneRight:
    'a multiple choice has at least 2 answers; please change the answer, or the type to single choice.',
  allRight: 'every option is an answer; please leave at least one wrong option.',
  orderIncomplete: 'the answer to an ordering names every option once; please complete it.',
  twoOptions: (options) =>
    `a true/false question has 2 options, this one has ${options}; please change the options or the type.`,
  repeatedOption: (first, second) => `options ${first} and ${second} say the same; please change one.`,
  optionsOutOfOrder: (expected, found) =>
    `option ${expected} should follow, but ${found} does; please write them in the order A, B, C.`,
  gapsExpected: (gaps, blanks) =>
    `the question has ${gaps} gaps (____) and ${blanks} answers; please make them as many. Answers for several gaps stand apart by ; and ways to fill one gap by |.`,
  tooLong: (field, max) => `${field}: too long; please keep it within ${max} characters.`,
  tooMany: (field, limit) => `${field}: too many; please keep it within ${limit}.`,
  tooFew: (field, limit) => `${field}: too few, or empty; please give at least ${limit}.`,
  badDifficulty: (found) =>
    `the difficulty "${found}" cannot be understood; please write easy, medium or hard, or 1, 2, 3.`,
  badCode: (found) =>
    `the code "${found}" cannot be used; please use 1 to 64 letters, digits or . _ - and begin with a letter or digit.`,
  repeatedCode: (line) => `the code is the one of line ${line}; please change one of them.`,
  repeatedQuestion: (line) => `the question is the very one of line ${line}; please remove one of them.`,
  notReadable: (found) =>
    `"${found}" is not well formed; please check that the braces {} and the signs = and ~ are complete.`,
  noQuestions: 'the file has no questions; please check that it is the right one.',
  notMoodle: 'this is no Moodle XML question bank; please export it from Moodle again.',
  xmlEntities: 'the file declares a DOCTYPE or entities, which are not read for safety; please remove them.',
  brokenXml: (found) => `the XML is not complete (${found}); please export it from Moodle again.`,
  answersApart: 'the answers stand together in one place; please write each below its question.',
  missingColumn: {
    stem: 'the headings have no column "question"; please add it.',
    answer: 'the headings have no column "answer"; please add it.',
  },
  repeatedColumn: (found) => `the heading "${found}" comes twice; please keep one column.`,
  tooManyQuestions: (max) => `a file may have ${max} questions; please split it.`,
  lineTooLong: (max) =>
    `the line has more than ${max} characters, as no question has; please check the file.`,
  file: {
    empty: 'the file is empty; please send another.',
    tooBig: (megabytes) => `the file is too big; please split it into files of ${megabytes} MB at most.`,
    inflates: (megabytes) =>
      `the workbook unpacks to more than ${megabytes} MB; please save one with the questions only.`,
    encrypted: 'the file has a password; please remove it and send the file again.',
    'old-xls': 'this is an old .xls file; please save it as .xlsx.',
    macros: 'workbooks with macros are not read; please save it as .xlsx.',
    truncated: 'the file is not complete; please send it again.',
    damaged: 'the file is damaged; please export it again.',
    'forged-sizes': 'the file lies about its size and is not read; please save it again.',
    'not-a-table': 'files of this kind are not read; please send .xlsx, .csv, .txt, GIFT or Moodle XML.',
    entries: (limit) => `the workbook has more than ${limit} parts; please save one with the questions only.`,
    rows: (limit) => `there are too many rows; please keep within ${limit}.`,
    columns: (line, limit) => `line ${line} has too many columns; please keep within ${limit}.`,
    cell: (line, column, limit) =>
      `line ${line}, column ${column} is too long; please keep it within ${limit} characters.`,
    quote: (line) => `line ${line} has a double quote without its other half; please add it.`,
    'too-complex':
      'the file is too complex and was not read to the end; please save one with the questions only.',
  },
  warnings: {
    textLeftOut: (found) => `"${found}" is no question and was left out.`,
    unknownColumn: (found) => `the column "${found}" was not read.`,
    partialLeftOut: (found) => `"${found}" is right only in part and was not taken as an answer.`,
    sheetLeftOut: (found) => `the sheet "${found}" has no headings of questions and was not read.`,
  },
};
