import { shorten } from '../roster/shorten.ts';
import type { TableRow } from '../table/table-result.ts';
import { unguardFormula } from '../no-formula.ts';
import type { BankPlace } from './bank-question.ts';
import { OPTION_COLUMNS, type BankColumn } from './column-words.ts';
import type { Draft } from './draft.ts';
import { readBasis } from './mark-words.ts';
import { typeOf, type DeclaredType } from './type-words.ts';
import type { LooseQuestion } from './loose-question.ts';
import { splitOptionCell, type Option } from './split-options.ts';
import { tidyText } from './tidy-text.ts';

/** Reads one row as a question; a row whose type has no meaning becomes a draft with that fault. */
export function readBankRow(
  row: TableRow,
  columns: ReadonlyMap<BankColumn, number>,
  section: DeclaredType | undefined,
  place: BankPlace,
): { ok: true; question: LooseQuestion } | { ok: false; draft: Draft } {
  const cell = (column: BankColumn): string => {
    const index = columns.get(column);
    return index === undefined ? '' : tidyText(unguardFormula(tidyText(row.cells[index] ?? '')));
  };
  const stem = cell('stem');
  const word = cell('type');
  const type = word === '' ? section : typeOf(word);
  if (word !== '' && type === undefined)
    return {
      ok: false,
      draft: { place, stem, content: null, faults: [{ code: 'unknown-type', found: shorten(word) }] },
    };
  const basis = cell('basis');
  const source = {
    ...(basis !== '' && readBasis(basis)),
    ...Object.fromEntries(
      (['document', 'article', 'quote'] as const).flatMap((key) =>
        cell(key) === '' ? [] : [[key, cell(key)]],
      ),
    ),
  };
  return {
    ok: true,
    question: {
      place,
      type,
      stem,
      scenario: cell('scenario') || undefined,
      options: optionsOf(cell),
      answer: cell('answer'),
      unit: columns.has('unit') ? cell('unit') : undefined,
      tolerance: cell('tolerance') || undefined,
      explanation: cell('explanation'),
      topic: cell('topic'),
      difficulty: cell('difficulty'),
      code: cell('code'),
      source,
    },
  };
}

/** Options of their own columns, or of the one column with all of them. */
function optionsOf(cell: (column: BankColumn) => string): Option[] {
  const options = OPTION_COLUMNS.flatMap((column): Option[] => {
    const text = cell(column);
    return text === '' ? [] : [{ letter: column.slice(-1), text }];
  });
  if (options.length === 0) return cell('options') === '' ? [] : splitOptionCell(cell('options'));
  const bare = options.map(({ letter, text }) => withoutLetter(letter, text));
  // "A. …" in the column of A is the letter again only where every option has its own.
  return bare.every((text) => text !== null)
    ? options.map(({ letter }, at) => ({ letter, text: bare[at] ?? '' }))
    : options;
}

/** An option without its own letter before it; null where it has none, or nothing behind it. */
export function withoutLetter(letter: string, text: string): string | null {
  const own = new RegExp(
    `^(?:[（(]\\s?${letter}\\s?[）)]\\s*[.．、:：]?|${letter}\\s?[.．、:：,，）)](?![0-9]))\\s*`,
  );
  const bare = text.replace(own, '');
  return bare === text || bare === '' ? null : bare;
}
