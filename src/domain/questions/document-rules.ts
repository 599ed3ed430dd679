/** A document as people may name it. `status` superseded: another stands in its place. */
export type NamedDocument = {
  id: string;
  title: string;
  version: string;
  inForceFrom: string;
  status: 'in-force' | 're-verify' | 'superseded';
};

/** Titles as they are compared: without title marks, brackets and blanks, in one width. */
const plainTitle = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s《》〈〉<>()[\]【】"“”]/gu, '');

/** The version of a title that stands: not superseded where there is one, the newest of those. */
function standing<D extends NamedDocument>(documents: readonly D[]): D | undefined {
  const order = (one: D) => `${one.status === 'superseded' ? 0 : 1}${one.inForceFrom}${one.version}`;
  return documents.toSorted((a, b) => (order(a) < order(b) ? 1 : -1))[0];
}

/**
 * The document that a text names: by its title, then the version that stands, or by its title and version, "《…》（2018）".
 * @returns undefined for any other text
 */
export function findNamed<D extends NamedDocument>(documents: readonly D[], text: string): D | undefined {
  const wanted = plainTitle(text);
  const titled = documents.filter(({ title }) => plainTitle(title) === wanted);
  return (
    standing(titled) ??
    documents.find(({ title, version }) => plainTitle(title) + plainTitle(version) === wanted)
  );
}

/** The inverse: the shortest name that `findNamed` takes for this very document. */
export function nameOf<D extends NamedDocument>(documents: readonly D[], document: D): string {
  const named = findNamed(documents, document.title);
  return named?.id === document.id ? document.title : `${document.title}（${document.version}）`;
}
