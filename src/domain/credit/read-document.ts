import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Db, Tx } from '../../db/client.ts';
import { findDocument, findDocumentEntries, findRulePackBody } from '../../db/queries/credit-documents.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { fileSectionSchema, type FileSection } from '../rules/file-section.ts';
import type { Purpose } from '../rules/file-access-rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { joinDocument, type FileDocument } from './document-rules.ts';
import { checkReader, type Reader } from './check-reader.ts';
import { findCurrentLook } from './open-file.ts';

/** The reader's own file with all of its entries; undefined before the first roll-up. */
export function readOwnDocument(
  db: Db,
  { personId }: Reader,
  pack: RulePack,
  now: Date,
): Promise<FileDocument | undefined> {
  return db.transaction((tx) => documentOf(tx, personId, pack, now));
}

export type DocumentRead =
  { ok: true; document: FileDocument } | { ok: false; problem: 'not-found' | 'no-file' };

/**
 * Somebody's file with all of its entries, under a look of the reader that is in progress; written to the access log in the same
 * transaction, as that look's. Whoever has none, or may not look any more, gets "not found".
 */
export function readDocument(
  db: Db,
  reader: Reader,
  { personId, action, purpose = null }: { personId: string; action: string; purpose?: Purpose | null },
  pack: RulePack,
  now: Date,
): Promise<DocumentRead> {
  return db.transaction(async (tx): Promise<DocumentRead> => {
    const checked = await checkReader(tx, reader, personId, now);
    const look = checked.ok ? await findCurrentLook(tx, reader, personId, now, purpose) : undefined;
    if (!look) return { ok: false, problem: 'not-found' };
    const document = await readAs(tx, reader, now, (as) => documentOf(as, personId, pack, now));
    if (!document) return { ok: false, problem: 'no-file' };
    await insertAccess(
      tx,
      {
        id: newId(),
        actorId: reader.personId,
        action,
        subjectPersonId: personId,
        purpose: look.purpose,
        detail: { period: document.period, requestId: look.id },
      },
      now,
    );
    return { ok: true, document };
  });
}

/** A person's file with all of its entries, for whoever has been found to be allowed to. */
export async function documentOf(
  tx: Tx,
  personId: string,
  pack: RulePack,
  now: Date,
): Promise<FileDocument | undefined> {
  const row = await findDocument(tx, personId, dayOf(now));
  if (!row) return undefined;
  const ids = [...new Set(row.sections.flatMap((section) => section.entries))];
  const entries = await findDocumentEntries(tx, [personId], ids);
  return joinDocument(row, await sectionsUnder(tx, row.rulePackVersion, pack), entries);
}

const packedSchema = z.object({ fileSections: z.array(fileSectionSchema) });

/**
 * The sections as the version in which the file was made has them: a printed state stands beside the rule it came from.
 * @throws Error where that version is not stored or cannot be read
 */
async function sectionsUnder(tx: Tx, version: string, pack: RulePack): Promise<FileSection[]> {
  if (version === pack.version) return pack.fileSections;
  return packedSchema.parse(await findRulePackBody(tx, version)).fileSections;
}
