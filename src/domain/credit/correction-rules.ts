/** What the answer to an objection changes in an entry. */
export type Change =
  | { kind: 'count'; correct: number }
  | { kind: 'hours'; hours: number }
  | { kind: 'text'; text: string }
  /** The entry is to be disregarded: it stays, and counts for nothing. */
  | { kind: 'disregard' };

/** An entry with what its newest correction says instead. */
export type Correctable = {
  id: string;
  kind: string;
  data: Record<string, unknown>;
  corrected: Record<string, unknown> | null;
};

/** Longest corrected text, in characters. */
export const CORRECTED_TEXT_LIMIT = 500;
const MOST_HOURS = 500;

/** What stands now. */
const standing = ({ data, corrected }: Correctable): Record<string, unknown> => corrected ?? data;

/** The entry that a correction speaks of; any other entry is its own. */
export const correctedId = ({ id, kind, data }: Correctable): string =>
  kind === 'correction' && typeof data['corrects'] === 'string' ? data['corrects'] : id;

/** How an entry can be put right, besides being disregarded; null: in no other way. */
export function changeableIn(entry: Correctable): Exclude<Change['kind'], 'disregard'> | null {
  const data = standing(entry);
  if (typeof data['correct'] === 'number' && typeof data['total'] === 'number') return 'count';
  if (typeof data['hours'] === 'number') return 'hours';
  return typeof data['text'] === 'string' ? 'text' : null;
}

/** The most that the right value can be: the questions of a paper, the hours of an entry. */
export const mostOf = (entry: Correctable): number => {
  const total = standing(entry)['total'];
  return typeof total === 'number' ? total : MOST_HOURS;
};

/** What somebody typed as the right value; undefined where it cannot be that, or is what stands there already. */
export function readChange(entry: Correctable, typed: string): Change | undefined {
  const kind = changeableIn(entry);
  const text = typed.trim();
  const data = standing(entry);
  if (kind === 'text') {
    const isNew = text !== '' && [...text].length <= CORRECTED_TEXT_LIMIT && text !== data['text'];
    return isNew ? { kind, text } : undefined;
  }
  if (!/^\d{1,4}(\.\d)?$/.test(text)) return undefined;
  const n = Number(text);
  if (n > mostOf(entry)) return undefined;
  if (kind === 'count')
    return Number.isInteger(n) && n !== data['correct'] ? { kind, correct: n } : undefined;
  return kind === 'hours' && n !== data['hours'] ? { kind, hours: n } : undefined;
}

/**
 * The data of the correcting entry: all that the entry says, with what changes, since a roll-up reads the newest correction
 * in the entry's place. To disregard a correction is to say again what it had corrected.
 * @param original what the corrected entry said at first, where the objection is to a correction of it
 */
export function correctionData(
  entry: Correctable,
  change: Change,
  objectionId: string,
  original: Record<string, unknown> | null,
): Record<string, unknown> {
  const { before: _before, disregarded: _disregarded, ...stands } = standing(entry);
  const names = { corrects: correctedId(entry), objection: objectionId };
  switch (change.kind) {
    case 'count':
      return { ...stands, correct: change.correct, ...names };
    case 'hours':
      return { ...stands, hours: change.hours, ...names };
    case 'text':
      return { ...stands, text: change.text, ...names };
    case 'disregard':
      return original ? { ...original, ...names } : { ...stands, disregarded: true, ...names };
  }
}
