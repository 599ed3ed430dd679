import type { QuestionType } from '../../domain/questions/rules.ts';
import { shorten } from '../roster/shorten.ts';
import { findBracketAnswer } from './bracket-answer.ts';
import type { Draft } from './draft.ts';
import { findType } from './find-type.ts';
import { readTruth, truthOptions } from './mark-words.ts';
import type { LooseQuestion } from './loose-question.ts';
import { readChoice, readLetters } from './read-answer.ts';
import { shapeMatching, shapeOrdering } from './shape-lists.ts';
import { shapeFill, shapeNumeric } from './shape-typed.ts';
import { refuse, type Shaped } from './shaped.ts';
import { findDisorder } from './split-options.ts';

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

function shapeChoice(
  type: 'single' | 'multiple' | 'case',
  { stem, scenario, options, answer }: LooseQuestion,
): Shaped {
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
