import type { Content } from '../../domain/questions/rules.ts';
import { checkQuestion, plainText } from '../questions/check-question.ts';
import { questionSchema } from '../questions/question-schema.ts';
import { shorten } from '../roster/shorten.ts';
import type { BankFault, BankField } from './bank-problem.ts';
import type { BankQuestion, BankSource } from './bank-question.ts';
import type { Draft } from './draft.ts';
import { readDifficulty } from './mark-words.ts';
import { tidyText } from './tidy-text.ts';

const MAX_DOCUMENT = 200;
/** Stands for what a file of this kind need not have, so that a question can be held against the bank's own schema. */
const UNSAID = { id: 'x', text: '-', difficulty: 1, quote: '------' } as const;

/** Holds a draft against the limits and checks of the question bank (question-schema.ts, check-question.ts). */
export function checkDraft(
  draft: Draft,
): { ok: true; question: BankQuestion } | { ok: false; faults: BankFault[] } {
  const { place } = draft;
  const content = draft.content && tidyContent(draft.content);
  const faults = [...draft.faults];
  const stem = tidyText(draft.stem);
  const said = (text: string | undefined) => tidyText(text ?? '') || undefined;
  const [explanation, topic, code] = [said(draft.explanation), said(draft.topic), said(draft.code)];
  const source = sourceOf(draft.source);
  const written = said(draft.difficulty);
  const difficulty = written === undefined ? undefined : readDifficulty(written);
  if (written !== undefined && difficulty === undefined)
    faults.push({ code: 'bad-difficulty', found: shorten(written) });
  if (stem === '' && faults.length === 0) faults.push({ code: 'no-stem' });
  if (content === null) return { ok: false, faults };
  const { article, quote, document } = source ?? {};
  if (document !== undefined && document.length > MAX_DOCUMENT)
    faults.push({ code: 'too-long', field: 'document', max: MAX_DOCUMENT });
  const read = questionSchema.safeParse({
    ...content,
    ...(content.type === 'numeric' && content.unit === '' && { unit: UNSAID.text }),
    stem: stem || UNSAID.text,
    id: code ?? UNSAID.id,
    explanation: explanation ?? UNSAID.text,
    topic: topic ?? UNSAID.text,
    difficulty: difficulty ?? UNSAID.difficulty,
    source: { article: article ?? UNSAID.text, quote: quote ?? UNSAID.quote, provenance: 'partial' },
  });
  if (!read.success) {
    const found = read.error.issues.map((issue) => faultOf(issue, code ?? ''));
    faults.push(...found.filter((one, at) => found.findIndex((it) => isSame(it, one)) === at));
  } else
    for (const { fault } of checkQuestion(read.data)) {
      const ours = contentFault(fault, content);
      if (ours) faults.push(ours);
    }
  if (!read.success || faults.length > 0) return { ok: false, faults };
  const known = { explanation, topic, difficulty, code, source };
  const kept = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return { ok: true, question: { ...place, content: { ...content, stem }, ...kept } };
}

/** Every text of a content tidied; names of types are tidy. */
const tidyContent = (content: Content): Content => tidyValue(content) as Content;
function tidyValue(value: unknown): unknown {
  if (typeof value === 'string') return tidyText(value);
  if (Array.isArray(value)) return value.map(tidyValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, tidyValue(one)]));
}

function sourceOf(source: BankSource | undefined): BankSource | undefined {
  const parts = Object.entries(source ?? {}).flatMap(([key, text]) => {
    const tidy = tidyText(text ?? '');
    return tidy === '' ? [] : [[key, tidy] as const];
  });
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}

const FIELD_OF: Record<string, BankField> = {
  options: 'option',
  items: 'option',
  blanks: 'blank',
  pairs: 'pair',
  source: 'quote',
};
const isSame = (a: BankFault, b: BankFault): boolean => JSON.stringify(a) === JSON.stringify(b);

type Issue = { code: string; path: PropertyKey[]; maximum?: unknown; minimum?: unknown; origin?: unknown };

/** An issue of the schema as a fault of a file where nobody has seen the schema. */
function faultOf(issue: Issue, code: string): BankFault {
  const [first = '', second] = issue.path.map(String);
  if (first === 'id') return { code: 'bad-code', found: shorten(code) };
  const field = second === 'article' ? 'article' : (FIELD_OF[first] ?? (first as BankField));
  const isList = issue.origin === 'array';
  if (issue.code === 'too_big')
    return isList
      ? { code: 'too-many', field, limit: Number(issue.maximum) }
      : { code: 'too-long', field, max: Number(issue.maximum) };
  // An option or a blank without text is one too few.
  return isList
    ? { code: 'too-few', field, limit: Number(issue.minimum) }
    : { code: 'too-few', field, limit: 1 };
}

type Found = ReturnType<typeof checkQuestion>[number]['fault'];

function contentFault(fault: Found, content: Content): BankFault | null {
  switch (fault.code) {
    case 'equal-options':
      return { code: 'repeated-option', first: fault.first, second: fault.second };
    case 'answer-outside-options':
      return {
        code: 'answer-not-an-option',
        found: String.fromCharCode(65 + fault.answer),
        options: fault.options,
      };
    case 'single-answer-expected':
      return {
        code: 'two-right-in-single',
        right: 'answer' in content && Array.isArray(content.answer) ? content.answer.length : 0,
      };
    case 'several-answers-expected':
      return { code: fault.found < 2 ? 'one-right-in-multiple' : 'all-right' };
    case 'wrong-option-expected':
      return { code: 'all-right' };
    case 'two-options-expected':
      return { code: 'two-options-expected', options: fault.found };
    case 'gaps-expected':
      return { code: 'gaps-expected', gaps: fault.gaps, blanks: fault.blanks };
    default:
      // A quote may be short, and a place may be missing: the file was not made for the bank.
      return null;
  }
}

/** What makes two questions of a file the same: the stem and all that is asked. */
export const questionKey = ({ content }: BankQuestion): string => plainText(JSON.stringify(content));
