import type { GIFTQuestion, TextChoice, TextFormat } from 'gift-pegjs';
import type { Content } from '../../../domain/questions/rules.ts';
import { chooseRight, gatherFeedback, type WeighedOption } from '../choose-right.ts';
import { truthOptions } from '../mark-words.ts';
import { splitCase } from '../case-text.ts';
import { markGaps } from '../shape-typed.ts';
import { parseJson, type GiftNotes } from './gift-notes.ts';
import { shapeNumber } from './gift-number.ts';
import type { GiftShaped } from './gift-shaped.ts';
import { giftText } from './gift-text.ts';

const text = (value: TextFormat | null): string => (value ? giftText(value) : '');

/** What the parser has found as a question of ours. */
export function giftContent(question: GIFTQuestion, stem: string, notes: GiftNotes): GiftShaped {
  const general = 'globalFeedback' in question ? text(question.globalFeedback) : '';
  const base = { stem, content: null, explanation: general || undefined, faults: [], partial: [] };
  switch (question.type) {
    case 'TF': {
      const options = truthNote(notes) ?? truthOptions(stem);
      const content: Content = { type: 'truefalse', options, answer: [question.isTrue ? 0 : 1] };
      // The first is for who was wrong, the second for who was right.
      const said = [text(question.trueFeedback), text(question.falseFeedback)].filter((one) => one !== '');
      return { ...base, content, explanation: general || said.join('\n') || undefined };
    }
    case 'MC':
    case 'Short':
      return shapeChoices(question.type, question.choices.map(weigh), base, notes);
    case 'Numerical':
      return { ...base, ...shapeNumber(question.choices, stem, notes) };
    case 'Matching':
      return {
        ...base,
        ...shapePairs(
          question.matchPairs.map(({ subquestion, subanswer }) => ({
            left: text(subquestion),
            right: giftText({ format: subquestion.format, text: subanswer }),
          })),
          stem,
          notes,
        ),
      };
    default:
      return { ...base, faults: [{ code: 'unknown-type', found: question.type }] };
  }
}

const weigh = (choice: TextChoice): WeighedOption => ({
  text: text(choice.text),
  weight: choice.weight ?? (choice.isCorrect ? 100 : 0),
  feedback: text(choice.feedback),
});

type Base = Omit<GiftShaped, 'content'>;

function shapeChoices(
  kind: 'MC' | 'Short',
  options: WeighedOption[],
  base: Base,
  notes: GiftNotes,
): GiftShaped {
  const explanation = gatherFeedback(base.explanation ?? '', options);
  const full = options.filter(({ weight }) => weight >= 100);
  const partial = options.filter(({ weight }) => weight > 0 && weight < 100);
  if (kind === 'Short') {
    const left = partial.map((option) => option.text);
    if (full.length === 0) return { ...base, content: null, explanation, faults: [{ code: 'no-answer' }] };
    const content: Content = { type: 'fill', blanks: [full.map((option) => option.text)] };
    return { ...base, stem: markGaps(base.stem, 1), content, explanation, partial: left };
  }
  const right = chooseRight(options);
  if (!right.ok) return { ...base, content: null, explanation, faults: [right.fault] };
  const { answer, isMultiple } = right;
  const texts = options.map((option) => option.text);
  const left = isMultiple ? [] : partial.map((option) => option.text);
  if (notes.said.get('type')?.[0] !== 'case')
    return {
      ...base,
      content: { type: isMultiple ? 'multiple' : 'single', options: texts, answer },
      explanation,
      partial: left,
    };
  const parts = splitCase(base.stem);
  return parts
    ? {
        ...base,
        stem: parts.stem,
        content: { type: 'case', scenario: parts.scenario, options: texts, answer },
        explanation,
        partial: left,
      }
    : { ...base, content: null, explanation, faults: [{ code: 'no-scenario' }] };
}

function shapePairs(
  pairs: { left: string; right: string }[],
  stem: string,
  notes: GiftNotes,
): Partial<GiftShaped> {
  const type = notes.said.get('type')?.[0];
  if (type === 'ordering') return { content: { type, items: pairs.map(({ right }) => right) } };
  if (type === 'fill') {
    const blanks = pairs.map(({ right }) => [right]);
    for (const also of notes.said.get('also') ?? []) {
      const [, gap, way = ''] = /^(\d) ([\s\S]+)$/.exec(also) ?? [];
      blanks[Number(gap) - 1]?.push(way);
    }
    return { stem: markGaps(stem, blanks.length), content: { type, blanks } };
  }
  const extra = pairs.filter(({ left }) => left === '').map(({ right }) => right);
  return {
    content: {
      type: 'matching',
      pairs: pairs.filter(({ left }) => left !== ''),
      ...(extra.length > 0 && { extra }),
    },
  };
}

/** The two options of a true-or-false question that are not the usual ones. */
function truthNote(notes: GiftNotes): string[] | undefined {
  const value = parseJson(notes.said.get('options')?.[0] ?? '');
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string')
    ? value
    : undefined;
}
