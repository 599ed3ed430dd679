import { parse, type GIFTQuestion } from 'gift-pegjs';
import { shorten } from '../../roster/shorten.ts';
import type { BankFault, BankWarning } from '../bank-problem.ts';
import type { Draft, Drafts } from '../draft.ts';
import { giftContent } from './gift-content.ts';
import { giftText } from './gift-text.ts';
import { readCategory, readNotes } from './gift-notes.ts';
import { unmark } from './gift-marks.ts';
import { prepareGift } from './prepare-gift.ts';
import { splitGift, type GiftBlock } from './split-gift.ts';

/** Longer than any question within the limits can be. */
const MAX_BLOCK = 60_000;

/** Reads a GIFT file, question by question (docs.moodle.org/en/GIFT_format). A full-width brace is as good as any. */
export function readGift(text: string): Drafts {
  const warnings: BankWarning[] = [];
  const drafts = splitGift(text, readCategory).map((block) => draftOf(block, warnings));
  return { drafts, warnings };
}

function draftOf(block: GiftBlock, warnings: BankWarning[]): Draft {
  const place = { line: block.line };
  const refuse = (stem: string, ...faults: BankFault[]): Draft => ({ place, stem, content: null, faults });
  const found = shorten(unmark(block.text).split('\n', 1)[0] ?? '');
  if (block.text.length > MAX_BLOCK)
    return refuse(found, { code: 'too-long', field: 'stem', max: MAX_BLOCK });
  const prepared = prepareGift(block.text);
  if (!prepared) return refuse(found, { code: 'not-readable', found });
  if (prepared.inner === null) return refuse(found, { code: 'no-answer' });
  // An untitled question without a stem would be no question to the parser.
  const question = parseOne(`${prepared.stem || '?'} {${prepared.inner}}`);
  if (!question || !('stem' in question)) return refuse(found, { code: 'not-readable', found });
  const notes = readNotes(block.comments);
  const stem = prepared.stem === '' ? prepared.title : giftText(question.stem);
  if (/<img\b|@@PLUGINFILE@@/i.test(unmark(block.text))) return refuse(stem, { code: 'has-picture' });
  const shaped = giftContent(question, stem, notes);
  warnings.push(
    ...shaped.partial.map((text) => ({
      ...place,
      code: 'partial-answer-left-out' as const,
      found: shorten(text),
    })),
  );
  const said = (key: 'topic' | 'difficulty' | 'document' | 'article' | 'quote') => notes.said.get(key)?.[0];
  return {
    place,
    stem: shaped.stem,
    content: shaped.content,
    faults: shaped.faults,
    explanation: shaped.explanation,
    topic: said('topic') ?? (block.topic || notes.tag),
    difficulty: said('difficulty'),
    code: notes.id,
    source: { document: said('document'), article: said('article'), quote: said('quote') },
  };
}

function parseOne(text: string): GIFTQuestion | null {
  try {
    const questions = parse(text);
    return questions.length === 1 ? (questions[0] ?? null) : null;
  } catch {
    return null;
  }
}
