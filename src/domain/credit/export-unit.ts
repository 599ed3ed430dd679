import type { Db } from '../../db/client.ts';
import {
  countUnitPeople,
  findDocumentEntries,
  findUnitDocuments,
  type DocumentEntryRow,
} from '../../db/queries/credit-documents.ts';
import { insertAccesses } from '../../db/queries/credit-files.ts';
import { scopeOf } from '../people/rules.ts';
import type { FileSection } from '../rules/file-section.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { joinDocument, type FileDocument } from './document-rules.ts';
import { sectionsUnder, type Reader } from './read-document.ts';
import type { Purpose } from './read-file.ts';

export type UnitExport =
  { ok: true; documents: FileDocument[] } | { ok: false; problem: 'not-found' | 'too-many' };

/**
 * The files of everybody in the reader's scope but the reader, by unit and staff number. Logged once for each person, with
 * the purpose. Whoever has no file yet is left out.
 * @param most more people than this are refused, and nothing is read
 */
export function exportUnit(
  db: Db,
  reader: Reader,
  { purpose, most }: { purpose: Purpose; most: number },
  pack: RulePack,
  now: Date,
): Promise<UnitExport> {
  return db.transaction(async (tx): Promise<UnitExport> => {
    const scope = scopeOf(reader, 'file.read');
    if (scope.length === 0) return { ok: false, problem: 'not-found' };
    const whom = { scope, except: reader.personId, day: dayOf(now) };
    if ((await countUnitPeople(tx, whom)) > most) return { ok: false, problem: 'too-many' };
    const rows = await findUnitDocuments(tx, whom);
    const personIds = rows.map((row) => row.personId);
    const entryIds = new Set(rows.flatMap((row) => row.sections.flatMap((section) => section.entries)));
    const entries = new Map<string, DocumentEntryRow[]>(personIds.map((id) => [id, []]));
    for (const entry of await findDocumentEntries(tx, personIds, [...entryIds]))
      entries.get(entry.personId)?.push(entry);
    const packed = new Map<string, FileSection[]>();
    for (const { rulePackVersion: version } of rows)
      if (!packed.has(version)) packed.set(version, await sectionsUnder(tx, version, pack));
    const log = { actorId: reader.personId, action: 'file.export-unit', purpose, detail: {} };
    await insertAccesses(tx, log, personIds, now);
    const documents = rows.map((row) =>
      joinDocument(row, packed.get(row.rulePackVersion) ?? [], entries.get(row.personId) ?? []),
    );
    return { ok: true, documents };
  });
}
