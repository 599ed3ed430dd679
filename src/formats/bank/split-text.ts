import { cutAtLabels, isAnswersApart, takeLabel, type Label } from './label-words.ts';
import { headingType, takeTypeTag, type DeclaredType } from './type-words.ts';
import { findStyle, readStart } from './question-start-words.ts';
import { splitOptionLine, splitStemLine, type Option } from './split-options.ts';

/** A question of a plain text: its lines sorted by what they are for. */
export type TextQuestion = {
  line: number;
  type: DeclaredType | undefined;
  /** Whether a number or a type tag says that a question begins here. */
  isMarked: boolean;
  stem: string[];
  options: Option[];
  labels: Partial<Record<Label, string[]>>;
};
export type TextParts = { questions: TextQuestion[]; answersApart: number | null };

/**
 * Sorts the lines of a text into questions. A question begins with its number (which goes up, so that lists within a
 * question are not taken for questions), with its type in brackets, or after an empty line below an answered question.
 */
export function splitText(text: string): TextParts {
  const lines = text.split('\n');
  const style = findStyle(lines);
  const parts: TextParts = { questions: [], answersApart: null };
  let section: DeclaredType | undefined;
  let current: TextQuestion | null = null;
  let target: 'stem' | 'option' | Label = 'stem';
  let lastNumber = 0;
  let isAfterBlank = false;

  const begin = (line: number, stem: string, isMarked: boolean): TextQuestion => {
    const tagged = takeTypeTag(stem);
    const question: TextQuestion = {
      line,
      type: tagged.type ?? section,
      isMarked: isMarked || tagged.type !== undefined,
      stem: [],
      options: [],
      labels: {},
    };
    parts.questions.push(question);
    // "1. Scenario: …": the scenario may stand right behind the number.
    const label = takeLabel(tagged.stem);
    target = label?.label === 'scenario' ? 'scenario' : 'stem';
    if (target === 'stem') addStem(question, tagged.stem);
    else add(question, label?.text ?? '');
    return question;
  };
  const addStem = (question: TextQuestion, line: string) => {
    const { stem, options } = splitStemLine(line);
    if (stem.trim() !== '') question.stem.push(stem.trim());
    if (options.length > 0) addOptions(question, options);
  };
  const addOptions = (question: TextQuestion, options: Option[]) => {
    question.options.push(...options);
    target = 'option';
  };
  const add = (question: TextQuestion, line: string) => {
    if (target === 'stem') return addStem(question, line);
    if (target !== 'option') return void (question.labels[target] ??= []).push(line.trim());
    const last = question.options.at(-1);
    if (last) last.text = `${last.text}\n${line.trim()}`.trim();
  };
  const isDone = (question: TextQuestion | null) => question?.labels.answer !== undefined;

  for (const [index, whole] of lines.entries()) {
    const number = index + 1;
    if (whole.trim() === '') {
      isAfterBlank = true;
      continue;
    }
    if (isAnswersApart(whole)) parts.answersApart ??= number;
    const heading = headingType(whole);
    if (heading !== undefined) {
      section = heading;
      current = null;
      lastNumber = 0;
      isAfterBlank = false;
      continue;
    }
    for (const [at, line] of cutAtLabels(whole).entries()) {
      const start = at === 0 ? readStart(line, style) : null;
      const isNext =
        start !== null &&
        (current === null || start.number > lastNumber || (isAfterBlank && isDone(current)));
      const label = takeLabel(line);
      const options = isNext || label ? [] : splitOptionLine(line, nextLetter(current));
      if (start && isNext) {
        current = begin(number, start.text, true);
        lastNumber = start.number;
      } else if (label && (label.label !== 'scenario' || !isDone(current))) {
        current ??= begin(number, '', false);
        target = label.label === 'question' ? 'stem' : label.label;
        const text = label.text;
        if (target === 'stem') moveToScenario(current);
        if (target !== 'stem') current.labels[target] ??= [];
        if (text !== '') add(current, text);
      } else if (options.length > 0 && current && !isListed(current, target)) addOptions(current, options);
      else if (current === null || (isAfterBlank && isDone(current)) || takeTypeTag(line).type !== undefined)
        current = begin(number, label ? label.text : line, false);
      else add(current, line);
      isAfterBlank = false;
    }
  }
  return parts;
}

const nextLetter = (question: TextQuestion | null): string =>
  String.fromCharCode((question?.options.at(-1)?.letter ?? '@').charCodeAt(0) + 1);

/** Behind an answer a line "A. …" belongs to the explanation. */
const isListed = (question: TextQuestion, target: string): boolean =>
  target !== 'stem' && target !== 'option' && target !== 'scenario' && question.labels.answer !== undefined;

/** What stood before "问题：" was the scenario. */
function moveToScenario(question: TextQuestion): void {
  if (question.stem.length === 0) return;
  question.labels.scenario = [...(question.labels.scenario ?? []), ...question.stem];
  question.stem = [];
}
