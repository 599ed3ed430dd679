import { readNumber } from '../../domain/questions/number-rules.ts';
import { shorten } from '../roster/shorten.ts';
import { GAP } from './find-type.ts';
import { unitIn } from './mark-words.ts';
import type { LooseQuestion } from './loose-question.ts';
import { readBlanks, splitParts } from './read-answer.ts';
import { refuse, type Shaped } from './shaped.ts';

/** Empty brackets and full-width underscores, where the stem has no gaps of the usual kind. */
const OTHER_GAPS = /[（(][\s\u3000]*[)）]|[＿﹍]+|【\s*】/gu;
/** The stem of a fill-in with its gaps as they are kept: one is put behind it where it has none. */
export function markGaps(stem: string, blanks: number): string {
  if (GAP.test(stem)) return stem;
  const marked = stem.replace(OTHER_GAPS, '____');
  return GAP.test(marked) || blanks !== 1 ? marked : `${marked} ____`.trim();
}

/** A fill-in: as many answers as gaps. */
export function shapeFill({ stem, answer }: LooseQuestion): Shaped {
  const marked = markGaps(stem, splitParts(answer).length);
  const gaps = marked.match(/_{2,}/g)?.length ?? 0;
  const blanks = readBlanks(answer, gaps);
  return blanks.length === 0
    ? refuse(stem, { code: 'no-answer' })
    : { stem: marked, content: { type: 'fill', blanks }, faults: [] };
}

const NUMBER = /^[-+]?\d+(?:\.\d+)?$/;
/** A number, with what may be off by, and its unit. */
export function shapeNumeric(question: LooseQuestion): Shaped {
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
