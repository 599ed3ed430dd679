import type { Content } from '../../domain/questions/rules.ts';
import { storeContent } from '../../domain/questions/store-content.ts';
import { isWhole, lengthOf, mannerOf } from '../../domain/quizzes/response-rules.ts';
import type { QuestionView } from '../../messages/quiz-question.ts';

/** A question with what was answered so far; `chosen` are indexes of the version, `order` the shown order. */
export type Asked = {
  content: Content;
  stem: string;
  order: readonly number[];
  chosen: readonly number[];
  typed: readonly string[];
};

const placesOf = ({ content, order }: Asked, options: readonly number[]): number[] => {
  const places = options.map((option) => order.indexOf(option));
  return mannerOf(content) === 'sequence' ? places : places.toSorted((a, b) => a - b);
};

/** What is asked and was answered, as it is shown; nothing of what is right. */
export function askedView(
  asked: Asked,
): Pick<
  QuestionView,
  | 'manner'
  | 'isTruth'
  | 'scenario'
  | 'stem'
  | 'options'
  | 'left'
  | 'length'
  | 'unit'
  | 'chosen'
  | 'typed'
  | 'whole'
> {
  const { content, stem, order, chosen, typed } = asked;
  const { options } = storeContent(content);
  return {
    manner: mannerOf(content),
    isTruth: content.type === 'truefalse',
    scenario: content.type === 'case' ? content.scenario : null,
    stem,
    options: order.map((option) => options[option] ?? ''),
    left: content.type === 'matching' ? content.pairs.map(({ left }) => left) : null,
    length: lengthOf(content),
    unit: content.type === 'numeric' ? content.unit : null,
    chosen: placesOf(asked, chosen),
    typed,
    whole: isWhole(content, asked),
  };
}

/** What is right: letters in their shown places, or words in the first form that is accepted. */
export const keyView = (asked: Asked): NonNullable<QuestionView['key']> => ({
  letters: placesOf(asked, storeContent(asked.content).answer),
  words: wordsOf(asked.content),
});

const wordsOf = (content: Content): string[] =>
  content.type === 'fill'
    ? content.blanks.map(([first = '']) => first)
    : content.type === 'numeric'
      ? [`${content.answer} ${content.unit}`]
      : [];

/** Why it is so: the explanation and the words of the article. */
export const whyView = (source: {
  explanation: string;
  document: { title: string; status: string };
  place: string;
  quote: string;
}): NonNullable<QuestionView['why']> => ({
  explanation: source.explanation,
  document: source.document.title,
  documentStatus: source.document.status,
  place: source.place,
  quote: source.quote,
});
