import type { DocumentEntryRow, DocumentRow } from '../../db/queries/credit-documents.ts';
import type { FileSection } from '../rules/file-section.ts';
import { quarterOf, startOfDay, type Period } from '../schedule/calendar.ts';

export type DocumentEntry = DocumentEntryRow;

/** A section as stored, with what the pack says about it and the entries it rests on, the oldest first. */
export type DocumentSection = Pick<FileSection, 'id' | 'name' | 'rule' | 'source' | 'verified'> &
  Omit<DocumentRow['sections'][number], 'entries'> & {
    /** Its state in the period before; null where there is no earlier file or it had no such section. */
    before: string | null;
    entries: DocumentEntry[];
  };

/** A whole file with its entries, as documents are made of it. */
export type FileDocument = Omit<DocumentRow, 'sections' | 'before'> & {
  /** The period before, where there is a file of it. */
  beforePeriod: string | null;
  sections: DocumentSection[];
};

/** The sections in the pack's order, each with its entries; what the pack has no section for is left out. */
export function joinDocument(
  { sections: stored, before, ...row }: DocumentRow,
  packed: readonly FileSection[],
  entries: readonly DocumentEntry[],
): FileDocument {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const sections = packed
    .toSorted((a, b) => a.order - b.order)
    .flatMap(({ id, name, rule, source, verified }): DocumentSection[] => {
      const it = stored.find((one) => one.id === id);
      if (!it) return [];
      const own = it.entries.flatMap((entryId) => byId.get(entryId) ?? []);
      const earlier = before?.sections.find((one) => one.id === id)?.state ?? null;
      return [{ ...it, name, rule, source, verified, before: earlier, entries: own.toSorted(byTime) }];
    });
  return { ...row, beforePeriod: before?.period ?? null, sections };
}

/** What of an entry's data says what it belongs to and whether it counts; everything else is words. */
const TIES = ['corrects', 'replaces', 'disregarded', 'item'];

/**
 * The same file with when, of what kind and until when due its entries are, and without their words and the names of others, as
 * somebody else may look at it in chat.
 */
export function redactDocument(document: FileDocument): FileDocument {
  const sections = document.sections.map((section) => {
    const { rule } = section;
    const keys = rule.kind === 'open-items' ? [...TIES, rule.dueField] : TIES;
    const bare = <T extends { data: Record<string, unknown> }>(one: T): T => ({
      ...one,
      data: Object.fromEntries(Object.entries(one.data).filter(([key]) => keys.includes(key))),
    });
    const entries = section.entries.map((entry) => ({
      ...bare(entry),
      recordedByName: null,
      confirmedByName: null,
      corrections: entry.corrections.map(bare),
      extensions: entry.extensions.map(bare),
      objections: [],
    }));
    return { ...section, entries };
  });
  return { ...document, sections };
}

type Placed = Pick<DocumentEntry, 'occurredAt' | 'seq'>;
const byTime = (a: Placed, b: Placed): number =>
  new Date(a.occurredAt).getTime() - new Date(b.occurredAt).getTime() || a.seq - b.seq;

/** The quarter of an id such as "2026-Q4". */
export function quarterNamed(id: string): Period {
  const [year = '', quarter = ''] = id.split('-Q');
  return quarterOf(startOfDay(`${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`));
}

/** Every entry of the file once, the oldest first. */
const entriesOf = ({ sections }: FileDocument): DocumentEntry[] =>
  [...new Map(sections.flatMap((one) => one.entries).map((entry) => [entry.id, entry])).values()].toSorted(
    byTime,
  );

/** What happened in the file's period, the oldest first. */
export function entriesOfPeriod(document: FileDocument): DocumentEntry[] {
  const { from, to } = quarterNamed(document.period);
  return entriesOf(document).filter(({ occurredAt }) => {
    const time = new Date(occurredAt);
    return time >= from && time < to;
  });
}

export type OpenItem = { entry: DocumentEntry; dueOn: string | null; overdue: boolean };

/**
 * What was opened and not closed yet, the earliest due first: as the roll-up counts it, so that a card never says otherwise than the
 * file. What is to be disregarded counts for nothing, and the newest day that was granted holds.
 * @param day the local day by which an item is overdue
 */
export function openItemsOf({ sections, chain }: FileDocument, day: string): OpenItem[] {
  // What came later is not in the states yet that stand beside it.
  const isIn = ({ seq }: { seq: number }): boolean => seq <= (chain?.seq ?? 0);
  const items = sections.flatMap(({ rule, entries }) => {
    if (rule.kind !== 'open-items') return [];
    const { opened, closed, extended, dueField } = rule;
    const correctionOf = ({ id, corrections }: DocumentEntry) =>
      corrections.filter((one) => isIn(one) && one.data['corrects'] === id).at(-1)?.data;
    const standing = entries.filter((entry) => correctionOf(entry)?.['disregarded'] !== true);
    const done = new Set(standing.filter(({ kind }) => kind === closed).map((one) => one.sourceId));
    return standing
      .filter(({ kind, sourceId }) => kind === opened && !done.has(sourceId))
      .map((entry): OpenItem => {
        const granted = entry.extensions
          .filter((one) => isIn(one) && one.kind === extended)
          .toSorted(byTime)
          .at(-1)?.data;
        const due = (granted ?? correctionOf(entry) ?? entry.data)[dueField];
        const dueOn = typeof due === 'string' ? due : null;
        return { entry, dueOn, overdue: dueOn !== null && dueOn < day };
      });
  });
  // Those without a day come last.
  return items.toSorted((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'));
}
