import type { Content } from './rules.ts';

/** Two texts that say nearly the same. `similarity` is 0–1; 1 is the same apart from blanks, punctuation and case. */
export type Duplicate = {
  /** Index of the text, from 0. */
  index: number;
  /** Its like: an earlier one of the same file, or one of those that are there already. */
  of: { list: 'file' | 'existing'; index: number };
  similarity: number;
};

/** All that is asked, as one text: questions with the same stem and other options are different ones. */
export function askedText(stem: string, content: Content): string {
  switch (content.type) {
    case 'case':
      return [content.scenario, stem, ...content.options.toSorted()].join(' ');
    case 'truefalse':
    case 'fill':
    case 'numeric':
      return stem;
    case 'ordering':
      return [stem, ...content.items.toSorted()].join(' ');
    case 'matching':
      return [stem, ...content.pairs.flatMap(({ left, right }) => [left, right])].join(' ');
    default:
      return [stem, ...content.options.toSorted()].join(' ');
  }
}

const GRAM = 3;
/** Of the trigrams of two texts, how many they share: four out of five. */
const THRESHOLD = 0.8;

/** What is compared: letters, figures and signs of scripts in one width and case, without blanks and punctuation. */
export const comparedText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The different runs of three characters; a shorter text is one run. */
function gramsOf(text: string): Set<string> {
  const points = Array.from(text);
  const grams = new Set<string>();
  for (let at = 0; at + GRAM <= points.length; at += 1) grams.add(points.slice(at, at + GRAM).join(''));
  if (grams.size === 0 && text !== '') grams.add(text);
  return grams;
}

/** The share of trigrams that two texts have in common (Jaccard): 0–1. Texts without a letter are like nothing. */
export function similarityOf(a: string, b: string): number {
  const [left, right] = [gramsOf(comparedText(a)), gramsOf(comparedText(b))];
  const shared = [...left].filter((gram) => right.has(gram)).length;
  return shared === 0 ? 0 : shared / (left.size + right.size - shared);
}

/**
 * Finds texts of a file that are like an earlier one of it, or like one that is there already; each with all its likes,
 * the most similar first. An inverted index over the rarest trigrams of each text finds the few candidates: two texts
 * above the threshold share one of those for certain (prefix filtering: Bayardo, Ma, Srikant, WWW 2007).
 * @param texts the stems of a file
 * @param existing the stems that are there
 * @param threshold the similarity from which on texts are named, above 0
 * @param most how many candidates are looked at for each text, and how many likes it may have: what a hostile file
 *   would make without end, thousands of texts that are all alike
 */
export function findDuplicates(
  texts: readonly string[],
  existing: readonly string[] = [],
  threshold: number = THRESHOLD,
  most: { candidates: number; likes: number } = { candidates: Infinity, likes: Infinity },
): Duplicate[] {
  const lists = [...existing, ...texts].map((text) => [...gramsOf(comparedText(text))]);
  const ranked = rankGrams(lists);
  const index = new Map<number, number[]>();
  const found: Duplicate[] = [];
  for (const [at, grams] of ranked.entries()) {
    const own = at - existing.length;
    const prefix = grams.slice(0, grams.length - Math.ceil(threshold * grams.length) + 1);
    if (own >= 0) {
      const likes = likesOf(grams, candidatesOf(prefix, index, most.candidates), ranked, threshold);
      found.push(
        ...likes
          .toSorted((a, b) => b.similarity - a.similarity || a.other - b.other)
          .slice(0, most.likes)
          .map(({ other, similarity }) => ({ index: own, of: placeOf(other, existing.length), similarity })),
      );
    }
    for (const gram of prefix) {
      const holders = index.get(gram);
      if (holders) holders.push(at);
      else index.set(gram, [at]);
    }
  }
  return found;
}

const placeOf = (at: number, existing: number): Duplicate['of'] =>
  at < existing ? { list: 'existing', index: at } : { list: 'file', index: at - existing };

/** Trigrams as numbers, the rarest first, in each text sorted by them. */
function rankGrams(lists: readonly (readonly string[])[]): number[][] {
  const counts = new Map<string, number>();
  for (const grams of lists) for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const order = [...counts].sort(([, a], [, b]) => a - b);
  const rankOf = new Map(order.map(([gram], rank) => [gram, rank]));
  return lists.map((grams) => grams.map((gram) => rankOf.get(gram) ?? 0).sort((a, b) => a - b));
}

/** Texts that share one of the rarest trigrams, those of the rarest first. */
function candidatesOf(
  prefix: readonly number[],
  index: ReadonlyMap<number, readonly number[]>,
  most: number,
): Set<number> {
  const candidates = new Set<number>();
  for (const gram of prefix)
    for (const other of index.get(gram) ?? []) {
      if (candidates.size >= most) return candidates;
      candidates.add(other);
    }
  return candidates;
}

function likesOf(
  grams: readonly number[],
  candidates: ReadonlySet<number>,
  ranked: readonly (readonly number[])[],
  threshold: number,
): { other: number; similarity: number }[] {
  const likes: { other: number; similarity: number }[] = [];
  for (const other of candidates) {
    const theirs = ranked[other] ?? [];
    const [short, long] = grams.length < theirs.length ? [grams, theirs] : [theirs, grams];
    if (short.length < threshold * long.length) continue;
    const shared = countShared(short, long);
    const similarity = shared / (short.length + long.length - shared);
    if (similarity >= threshold) likes.push({ other, similarity });
  }
  return likes;
}

/** How many numbers two sorted lists share. */
function countShared(a: readonly number[], b: readonly number[]): number {
  let [left, right, shared] = [0, 0, 0];
  while (left < a.length && right < b.length) {
    const difference = (a[left] ?? 0) - (b[right] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
  }
  return shared;
}
