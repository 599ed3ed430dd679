import type { Content } from '../../../domain/questions/rules.ts';
import type { BankFault } from '../bank-problem.ts';
import { chooseRight, gatherFeedback, type WeighedOption } from '../choose-right.ts';
import { readTruth, truthOptions, unitIn } from '../mark-words.ts';
import { markGaps } from '../shape-typed.ts';
import { attributeOf, childOf, childrenOf, textOf, type XmlNode } from './parse-xml.ts';
import { moodleText } from './moodle-text.ts';

type Shaped = {
  content?: Content;
  stem?: string;
  faults?: BankFault[];
  /** Answers that are right in part, which are left out. */
  partial?: string[];
  /** The explanation, from what the file says to everybody. */
  explain?: (general: string) => string | undefined;
};

/** What is asked, by the type that Moodle gives it; null for a type that the bank has not. */
export function moodleContent(node: XmlNode, type: string, stem: string): Shaped | null {
  const options = childrenOf(node, 'answer').map(weigh);
  const explain = (general: string) => gatherFeedback(general, options);
  const partial = options.filter(({ weight }) => weight > 0 && weight < 100).map(({ text }) => text);
  const full = options.filter(({ weight }) => weight >= 100);
  switch (type) {
    case 'multichoice':
    case 'multichoiceset':
      return { explain, ...shapeChoice(node, type, options, partial) };
    case 'truefalse':
      return { explain, ...shapeTruth(full, stem) };
    case 'shortanswer': {
      const texts = full.map(({ text }) => text);
      return texts.length === 0
        ? { faults: [{ code: 'no-answer' }] }
        : { explain, partial, stem: markGaps(stem, 1), content: { type: 'fill', blanks: [texts] } };
    }
    case 'numerical':
      return { explain, partial, ...shapeNumber(node, stem) };
    case 'matching':
    case 'match':
      return shapePairs(node);
    case 'ordering': {
      // Where Moodle numbers the items by their fractions, those are the order.
      const isNumbered = new Set(options.map(({ weight }) => weight)).size === options.length;
      const sorted = isNumbered ? options.toSorted((a, b) => a.weight - b.weight) : options;
      return sorted.length === 0
        ? { faults: [{ code: 'no-options' }] }
        : { content: { type: 'ordering', items: sorted.map(({ text }) => text) } };
    }
    default:
      return null;
  }
}

const weigh = (answer: XmlNode): WeighedOption => ({
  text: moodleText(answer),
  weight: Number(attributeOf(answer, 'fraction')) || 0,
  feedback: moodleText(childOf(answer, 'feedback')),
});

function shapeChoice(node: XmlNode, type: string, options: WeighedOption[], partial: string[]): Shaped {
  const single = textOf(childOf(node, 'single') ?? '').trim();
  const isSingle = type !== 'multichoiceset' && single !== 'false' && single !== '0';
  if (options.length === 0) return { faults: [{ code: 'no-options' }] };
  const right = chooseRight(options, isSingle);
  if (!right.ok) return { faults: [right.fault] };
  const content: Content = {
    type: right.isMultiple ? 'multiple' : 'single',
    options: options.map(({ text }) => text),
    answer: right.answer,
  };
  return { content, partial: right.isMultiple ? [] : partial };
}

function shapeTruth(full: readonly WeighedOption[], stem: string): Shaped {
  const truth = full.length === 1 ? readTruth(full[0]?.text ?? '') : undefined;
  if (full.length !== 1) return { faults: [{ code: 'no-answer' }] };
  return truth === undefined
    ? { faults: [{ code: 'true-or-false-expected', found: full[0]?.text ?? '' }] }
    : { content: { type: 'truefalse', options: truthOptions(stem), answer: [truth ? 0 : 1] } };
}

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;
function shapeNumber(node: XmlNode, stem: string): Shaped {
  const full = childrenOf(node, 'answer').filter((answer) => Number(attributeOf(answer, 'fraction')) >= 100);
  const [first] = full;
  if (first === undefined) return { faults: [{ code: 'no-answer' }] };
  if (full.length > 1) return { faults: [{ code: 'two-right-in-single', right: full.length }] };
  const figure = moodleText(first).trim();
  const margin = textOf(childOf(first, 'tolerance') ?? '').trim() || '0';
  const wrong = [figure, margin].find((text) => !NUMBER.test(text));
  if (wrong !== undefined) return { faults: [{ code: 'number-expected', found: wrong.slice(0, 40) }] };
  const unit = childrenOf(childOf(node, 'units'), 'unit')[0];
  const named = textOf(childOf(unit, 'unit_name') ?? '').trim();
  return {
    content: {
      type: 'numeric',
      answer: Number(figure),
      tolerance: Math.abs(Number(margin)),
      unit: named || unitIn(stem),
    },
  };
}

function shapePairs(node: XmlNode): Shaped {
  const both = childrenOf(node, 'subquestion').map((pair) => ({
    left: moodleText(pair),
    right: moodleText(childOf(pair, 'answer')),
  }));
  const filled = both.filter(({ right }) => right !== '');
  const extra = filled.filter(({ left }) => left === '').map(({ right }) => right);
  const pairs = filled.filter(({ left }) => left !== '');
  return { content: { type: 'matching', pairs, ...(extra.length > 0 && { extra }) } };
}
