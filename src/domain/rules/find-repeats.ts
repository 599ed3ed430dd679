/** The positions of items whose key an earlier item has already used. */
export function findRepeats<T>(items: readonly T[], keyOf: (item: T) => unknown): number[] {
  const seen = new Set<unknown>();
  return items.flatMap((item, at) => {
    const key = keyOf(item);
    if (key === undefined || !seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [at];
  });
}
