import type { Content } from '../../../domain/questions/rules.ts';
import type { PlainQuestion } from '../bank-question.ts';
import { joinCase } from '../case-text.ts';
import { truthOptions, unitIn } from '../mark-words.ts';
import { plainNumber } from '../plain-number.ts';
import { escapeGift } from './gift-marks.ts';
import { readCategory, writeCategory, writeNote } from './gift-notes.ts';

/** What would be taken for a weight or a format in front of a text. */
const LOOKS_LIKE_FORMAT = /^\[(?:html|moodle|plain|markdown)\]/;
const safe = (text: string): string => (LOOKS_LIKE_FORMAT.test(text) ? '[plain]' : '') + escapeGift(text);

/** An option with its weight in per cent where the sign does not say it, or where the text begins like one. */
const option = (text: string, isRight: boolean, weight?: string): string => {
  const percent = weight ?? (text.startsWith('%') ? (isRight ? '100' : '0') : undefined);
  const sign = isRight && weight === undefined ? '=' : '~';
  return `\t${sign}${percent === undefined ? '' : `%${percent}%`}${safe(text)}`;
};
const pair = (left: string, right: string): string =>
  `\t=${left === '' ? '' : safe(left)} -> ${escapeGift(right)}`;

/** The topic that a category line can carry; one with a line end, say, stays in a comment. */
export const categoryOf = (topic: string): string | undefined => {
  const line = writeCategory(topic);
  return !line.includes('\n') && readCategory(line) === topic ? line : undefined;
};

/** A question with our comments above it, that reads back as itself; its topic is in the category line above, if any. */
export function writeGiftQuestion({
  content,
  explanation,
  topic,
  difficulty,
  code,
  source,
}: PlainQuestion): string {
  const { stem } = content;
  const notes = [
    ...(code === undefined ? [] : [`// [id:${code}]`]),
    ...typeNotes(content),
    ...(difficulty === undefined ? [] : [writeNote('difficulty', String(difficulty))]),
    ...(topic === undefined || categoryOf(topic) !== undefined ? [] : [writeNote('topic', topic)]),
    ...(['document', 'article', 'quote'] as const).flatMap((key) => {
      const text = source?.[key];
      return text === undefined ? [] : [writeNote(key, text)];
    }),
  ];
  const text = content.type === 'case' ? joinCase(content.scenario, stem) : stem;
  const lines = [...answersOf(content), ...(explanation === undefined ? [] : [`\t####${safe(explanation)}`])];
  const title = code === undefined ? '' : `::${escapeGift(code)}::`;
  return [...notes, `${title}[plain]${escapeGift(text)} {`, ...lines, '}', ''].join('\n');
}

/** What GIFT has no words for. */
function typeNotes(content: Content & { stem: string }): string[] {
  switch (content.type) {
    case 'case':
    case 'ordering':
      return [writeNote('type', content.type)];
    case 'truefalse': {
      const { options } = content;
      const isUsual = options.join('\n') === truthOptions(content.stem).join('\n');
      return isUsual ? [] : [`// @options ${JSON.stringify(options)}`];
    }
    case 'numeric':
      return unitIn(content.stem) === content.unit ? [] : [writeNote('unit', content.unit)];
    case 'fill':
      return content.blanks.length === 1
        ? []
        : [
            writeNote('type', 'fill'),
            ...content.blanks.flatMap((ways, at) =>
              ways.slice(1).map((way) => writeNote('also', `${at + 1} ${way}`)),
            ),
          ];
    default:
      return [];
  }
}

function answersOf(content: Content): string[] {
  switch (content.type) {
    case 'truefalse':
      return [content.answer[0] === 0 ? '\tT' : '\tF'];
    case 'fill': {
      const [only, ...others] = content.blanks;
      return others.length === 0
        ? (only ?? []).map((way) => option(way, true))
        : content.blanks.map(([way = ''], at) => pair(String(at + 1), way));
    }
    case 'numeric': {
      const { answer, tolerance } = content;
      return [`\t#${plainNumber(answer)}:${plainNumber(tolerance)}`];
    }
    case 'ordering':
      return content.items.map((item, at) => pair(String(at + 1), item));
    case 'matching':
      return [
        ...content.pairs.map(({ left, right }) => pair(left, right)),
        ...(content.extra ?? []).map((right) => pair('', right)),
      ];
    default: {
      const { options, answer } = content;
      const isOne = answer.length === 1 && content.type !== 'multiple';
      const share = String(Math.floor(10_000_000 / answer.length) / 100_000);
      return options.map((text, at) => {
        const isRight = answer.includes(at);
        return option(text, isRight, isOne || !isRight ? undefined : share);
      });
    }
  }
}
