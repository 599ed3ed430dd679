import type { Content, Response } from '../questions/rules.ts';
import { takesSeveral } from '../questions/rules.ts';

/** How a slot is answered: one press, several in any order, letters in an order, or words. */
export type Manner = 'one' | 'several' | 'sequence' | 'words';
/** What was answered so far. `chosen` are indexes of the version; of `several` ascending, of a `sequence` as they were named. */
export type Given = { chosen: readonly number[]; typed: readonly string[] };
/**
 * One thing a person does to a slot. `option` is an index of the version. What a letter's button does depends on the
 * question: it is the answer; it is put in (`n` 1) or taken out (0); or it is named as the `n`-th of a sequence, from 0.
 */
export type Move =
  | { kind: 'press'; option: number; n: number }
  | { kind: 'back'; length: number }
  | { kind: 'letters'; options: readonly number[] }
  | { kind: 'words'; typed: readonly string[] };
export type Moved = { given: Given; whole: boolean } | { problem: 'not-found' | 'stale' | 'too-many' };

export function mannerOf(content: Content): Manner {
  switch (content.type) {
    case 'fill':
    case 'numeric':
      return 'words';
    case 'ordering':
    case 'matching':
      return 'sequence';
    default:
      return takesSeveral(content) ? 'several' : 'one';
  }
}

/** How many letters or words a whole answer has; of a choice of several it is not known beforehand. */
export function lengthOf(content: Content): number {
  switch (content.type) {
    case 'fill':
      return content.blanks.length;
    case 'ordering':
      return content.items.length;
    case 'matching':
      return content.pairs.length;
    default:
      return 1;
  }
}

/** How many letters there are to choose from. */
export function lettersOf(content: Content): number {
  switch (content.type) {
    case 'fill':
    case 'numeric':
      return 0;
    case 'ordering':
      return content.items.length;
    case 'matching':
      return content.pairs.length + (content.extra?.length ?? 0);
    default:
      return content.options.length;
  }
}

/** Whether the answer could be handed in: something chosen, every place named, every gap filled. */
export function isWhole(content: Content, given: Given): boolean {
  switch (mannerOf(content)) {
    case 'one':
      return given.chosen.length === 1;
    case 'several':
      return given.chosen.length > 0;
    case 'sequence':
      return given.chosen.length === lengthOf(content);
    case 'words':
      return given.typed.length === lengthOf(content);
  }
}

export const responseOf = (content: Content, given: Given): Response =>
  mannerOf(content) === 'words' ? { typed: given.typed } : { chosen: given.chosen };

/**
 * What a move makes of an answer. The same move twice is the same as once; a move that belongs to an older state of the
 * slot is `stale`, and one that its kind of question does not have is `not-found`.
 */
export function applyMove(content: Content, given: Given, move: Move): Moved {
  const manner = mannerOf(content);
  const isLetter = (option: number) => Number.isInteger(option) && option >= 0 && option < lettersOf(content);
  const moved = (next: Partial<Given>): Moved => {
    const after = { chosen: [], typed: [], ...next };
    return { given: after, whole: isWhole(content, after) };
  };
  const nameNext = ({ option, n }: { option: number; n: number }): Moved => {
    if (given.chosen[n] === option) return moved({ chosen: given.chosen });
    const fits = n === given.chosen.length && n < lengthOf(content) && !given.chosen.includes(option);
    return fits ? moved({ chosen: [...given.chosen, option] }) : { problem: 'stale' };
  };
  switch (move.kind) {
    case 'press': {
      if (!isLetter(move.option)) return { problem: 'not-found' };
      if (manner === 'one') return moved({ chosen: [move.option] });
      if (manner === 'several') {
        const others = given.chosen.filter((option) => option !== move.option);
        return moved({ chosen: ascending(move.n === 0 ? others : [...others, move.option]) });
      }
      return manner === 'sequence' ? nameNext(move) : { problem: 'not-found' };
    }
    case 'back':
      return manner === 'sequence'
        ? moved({ chosen: given.chosen.slice(0, move.length) })
        : { problem: 'not-found' };
    case 'letters': {
      if (manner === 'words' || move.options.length === 0 || !move.options.every(isLetter))
        return { problem: 'not-found' };
      const named = [...new Set(move.options)];
      if (manner === 'several') return moved({ chosen: ascending(named) });
      const most = lengthOf(content);
      return named.length === most && named.length === move.options.length
        ? moved({ chosen: named })
        : { problem: 'too-many' };
    }
    case 'words':
      if (manner !== 'words' || move.typed.length === 0) return { problem: 'not-found' };
      return move.typed.length > lengthOf(content) ? { problem: 'too-many' } : moved({ typed: move.typed });
  }
}

/** Letters as they are shown, as indexes of the version. A letter that is not shown becomes an index that nothing has. */
export function inVersion(move: Move, order: readonly number[]): Move {
  const option = (shown: number) => order[shown] ?? -1;
  switch (move.kind) {
    case 'press':
      return { ...move, option: option(move.option) };
    case 'letters':
      return { ...move, options: move.options.map(option) };
    default:
      return move;
  }
}

const ascending = (options: readonly number[]): number[] => options.toSorted((a, b) => a - b);
