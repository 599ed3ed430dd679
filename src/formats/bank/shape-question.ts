import type { Content, QuestionType } from '../../domain/questions/rules.ts';
import { readNumber } from '../../domain/questions/number-rules.ts';
import { shorten } from '../roster/shorten.ts';
import type { BankFault } from './bank-problem.ts';
import { findBracketAnswer } from './bracket-answer.ts';
import type { Draft } from './draft.ts';
import { findType, GAP } from './find-type.ts';
import { readTruth, truthOptions, unitIn } from './layout-words.ts';
import type { LooseQuestion } from './loose-question.ts';
import { readBlanks, readChoice, readLetters, readPair, splitParts } from './read-answer.ts';
import { findDisorder } from './split-options.ts';

type Shaped = { stem: string; content: Content | null; faults: BankFault[] };
const refuse = (stem: string, ...faults: BankFault[]): Shaped => ({ stem, content: null, faults });

/** Makes a question of what was written: its type found out, its answer understood, or all that hinders it. */
export function shapeQuestion(loose: LooseQuestion): Draft {
  const { place, explanation, topic, difficulty, code, source } = loose;
  return { place, explanation, topic, difficulty, code, source, ...shape(loose) };
}

function shape(loose: LooseQuestion): Shaped {
  const disorder = findDisorder(loose.options);
  if (disorder) return refuse(loose.stem, { code: 'options-out-of-order', ...disorder });
  const inStem =
    loose.answer === '' && (loose.type === undefined || !['fill', 'numeric', 'ordering'].includes(loose.type))
      ? findBracketAnswer(loose.stem, loose.options.length > 0)
      : null;
  const question = inStem ? { ...loose, ...inStem } : loose;
  const type = findType(question);
  if (loose.stem === '' && !(type === 'case' && loose.scenario)) return refuse('', { code: 'no-stem' });
  if (type === null) return refuse(loose.stem, { code: question.answer === '' ? 'no-answer' : 'no-options' });
  // The items of an ordering may be given in order, and pairs are their own answer.
  if (question.answer === '' && type !== 'matching' && (type !== 'ordering' || question.options.length === 0))
    return refuse(question.stem, { code: 'no-answer' });
  return shapeAs(type, question);
}

function shapeAs(type: QuestionType, question: LooseQuestion): Shaped {
  switch (type) {
    case 'truefalse':
      return shapeTruth(question);
    case 'fill':
      return shapeFill(question);
    case 'numeric':
      return shapeNumeric(question);
    case 'ordering':
      return shapeOrdering(question);
    case 'matching':
      return shapeMatching(question);
    default:
      return shapeChoice(type, question);
  }
}

function shapeChoice(type: 'single' | 'multiple' | 'case', { stem, scenario, options, answer }: LooseQuestion): Shaped {
  if (options.length === 0) return refuse(stem, { code: 'no-options' });
  const texts = options.map(({ text }) => text);
  const read = readChoice(answer, texts);
  if (!read.ok) return refuse(stem, read.fault);
  if (type !== 'case') return { stem, content: { type, options: texts, answer: read.value }, faults: [] };
  const parts = scenario ? { scenario, stem } : splitScenario(stem);
  if (!parts) return refuse(stem, { code: 'no-scenario' });
  if (parts.stem === '') return refuse(stem, { code: 'no-stem' });
  const content = { type, scenario: parts.scenario, options: texts, answer: read.value };
  return { stem: parts.stem, content, faults: [] };
}

/** Where nothing parts them, the last line of several is the question. */
function splitScenario(text: string): { scenario: string; stem: string } | null {
  const end = text.lastIndexOf('\n');
  return end < 0 ? null : { scenario: text.slice(0, end).trim(), stem: text.slice(end).trim() };
}

function shapeTruth({ stem, options, answer }: LooseQuestion): Shaped {
  const truth = readTruth(answer);
  const texts = options.length > 0 ? options.map(({ text }) => text) : truthOptions(stem);
  const letters = readLetters(answer);
  // A word for right or wrong counts before a letter: F is wrong, not the sixth option.
  const named = texts.findIndex((text) => truth !== undefined && readTruth(text) === truth);
  const content = (at: number): Shaped => ({
    stem,
    content: { type: 'truefalse', options: [...texts], answer: [at] },
    faults: [],
  });
  if (named >= 0) return content(named);
  const at = letters?.length === 1 ? letters[0] : undefined;
  return options.length > 0 && at !== undefined && at < texts.length
    ? content(at)
    : refuse(stem, { code: 'true-or-false-expected', found: shorten(answer) });
}

/** Empty brackets and full-width underscores, where the stem has no gaps of the usual kind. */
const OTHER_GAPS = /[（(][\s\u3000]*[)）]|[＿﹍]+|【\s*】/gu;
/** The stem of a fill-in with its gaps as they are kept: one is put behind it where it has none. */
export function markGaps(stem: string, blanks: number): string {
  if (GAP.test(stem)) return stem;
  const marked = stem.replace(OTHER_GAPS, '____');
  return GAP.test(marked) || blanks !== 1 ? marked : `${marked} ____`.trim();
}

function shapeFill({ stem, answer }: LooseQuestion): Shaped {
  const marked = markGaps(stem, splitParts(answer).length);
  const gaps = marked.match(/_{2,}/g)?.length ?? 0;
  const blanks = readBlanks(answer, gaps);
  return blanks.length === 0
    ? refuse(stem, { code: 'no-answer' })
    : { stem: marked, content: { type: 'fill', blanks }, faults: [] };
}

const NUMBER = /^[-+]?\d+(?:\.\d+)?$/;
function shapeNumeric(question: LooseQuestion): Shaped {
  const { stem } = question;
  const [figure = '', margin = question.tolerance || '0'] = question.answer.split(/\s*(?:±|\+\/-)\s*/u);
  const unit = question.unit ?? unitIn(stem);
  const plain = figure.normalize('NFKC').replace(/^'|(?<=\d),(?=\d{3})/g, '');
  const answer = NUMBER.test(plain) ? Number(plain) : readNumber(plain, unit);
  // "18 metres" names its unit where nothing else does.
  const [, digits, tail] = /^([-+]?\d+(?:\.\d+)?)\s*([^\d\s]{1,20})$/u.exec(plain) ?? [];
  const tolerance = margin.normalize('NFKC').trim();
  if (!NUMBER.test(tolerance)) return refuse(stem, { code: 'number-expected', found: shorten(margin) });
  const content = (value: number, named: string): Shaped => ({
    stem,
    content: { type: 'numeric', answer: value, unit: named, tolerance: Number(tolerance) },
    faults: [],
  });
  if (answer !== undefined) return content(answer, unit);
  return digits !== undefined && unit === ''
    ? content(Number(digits), tail ?? '')
    : refuse(stem, { code: 'number-expected', found: shorten(question.answer) });
}

function shapeOrdering({ stem, options, answer }: LooseQuestion): Shaped {
  const found = shorten(answer);
  if (options.length === 0) {
    const items = answer.split(/\s*(?:→|->|[;；\n])\s*/u).filter((item) => item !== '');
    return items.length > 1
      ? { stem, content: { type: 'ordering', items }, faults: [] }
      : refuse(stem, { code: 'no-options' });
  }
  const texts = options.map(({ text }) => text);
  if (answer === '') return { stem, content: { type: 'ordering', items: texts }, faults: [] };
  const letters = readLetters(answer) ?? readNumbers(answer);
  if (!letters) return refuse(stem, { code: 'answer-unclear', found });
  if (letters.some((at) => at < 0 || at >= texts.length))
    return refuse(stem, { code: 'answer-not-an-option', found, options: texts.length });
  if (letters.length !== texts.length || new Set(letters).size !== texts.length)
    return refuse(stem, { code: 'order-incomplete' });
  return { stem, content: { type: 'ordering', items: letters.map((at) => texts[at] ?? '') }, faults: [] };
}

/** "③①②" or "3-1-2" as indexes. */
function readNumbers(answer: string): number[] | null {
  const plain = answer.replace(/[①-⑧]/gu, (sign) => `${sign.charCodeAt(0) - 0x245f} `).replace(/[^\d]+/g, ' ').trim();
  const numbers = (/^[1-8]{2,8}$/.test(plain) ? Array.from(plain) : plain.split(' ')).map(Number);
  return plain === '' ? null : numbers.map((number) => number - 1);
}

function shapeMatching({ stem, options, answer }: LooseQuestion): Shaped {
  const texts = options.length > 0 ? options.map(({ text }) => text) : answer.split(/[;；\n]/u);
  const parts = texts.map((text) => text.trim()).filter((text) => text !== '');
  if (parts.length === 0) return refuse(stem, { code: 'no-answer' });
  const pairs = parts.map(readPair);
  const unclear = pairs.indexOf(null);
  if (unclear >= 0) return refuse(stem, { code: 'pairs-expected', found: shorten(parts[unclear] ?? '') });
  const both = pairs.filter((pair) => pair !== null);
  const extra = both.filter(({ left }) => left === '').map(({ right }) => right);
  const content: Content = {
    type: 'matching',
    pairs: both.filter(({ left }) => left !== ''),
    ...(extra.length > 0 && { extra }),
  };
  return { stem, content, faults: [] };
}
