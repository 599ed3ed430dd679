import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Db, Tx } from '../../db/client.ts';
import { findDocument, findDocumentEntries, findRulePackBody } from '../../db/queries/credit-documents.ts';
import { findLastPurpose, insertAccess } from '../../db/queries/credit-files.ts';
import { findPersonInScope } from '../../db/queries/people.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { fileSectionSchema, type FileSection } from '../rules/file-section.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { joinDocument, type FileDocument } from './document-rules.ts';
import { PURPOSE_HOLDS_MS, type Purpose } from './read-file.ts';

/** Whoever reads: a bound person, or one whom the operator names. */
export type Reader = Pick<Actor, 'personId' | 'posts'>;

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
  { ok: true; document: FileDocument } | { ok: false; problem: 'not-found' | 'purpose-needed' | 'no-file' };

/**
 * Somebody's file with all of its entries, for a reader whose scope holds them; written to the access log in the same
 * transaction, with the purpose. Outside the scope, and for the reader's own file, the answer is "not found".
 * @param purpose `null` goes on with the purpose given within the last half hour, and fails when there was none
 * @param action what the log calls it
 */
export function readDocument(
  db: Db,
  reader: Reader,
  { personId, purpose, action }: { personId: string; purpose: Purpose | null; action: string },
  pack: RulePack,
  now: Date,
): Promise<DocumentRead> {
  return db.transaction(async (tx): Promise<DocumentRead> => {
    const isOwn = personId === reader.personId;
    const scope = scopeOf(reader, 'file.read');
    if (isOwn || !(await findPersonInScope(tx, scope, personId, dayOf(now))))
      return { ok: false, problem: 'not-found' };
    const since = new Date(now.getTime() - PURPOSE_HOLDS_MS);
    const given = purpose ?? (await findLastPurpose(tx, reader.personId, personId, since));
    if (given === null) return { ok: false, problem: 'purpose-needed' };
    const document = await documentOf(tx, personId, pack, now);
    if (!document) return { ok: false, problem: 'no-file' };
    await insertAccess(
      tx,
      {
        id: newId(),
        actorId: reader.personId,
        action,
        subjectPersonId: personId,
        purpose: given,
        detail: { period: document.period },
      },
      now,
    );
    return { ok: true, document };
  });
}

async function documentOf(
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
export async function sectionsUnder(tx: Tx, version: string, pack: RulePack): Promise<FileSection[]> {
  if (version === pack.version) return pack.fileSections;
  return packedSchema.parse(await findRulePackBody(tx, version)).fileSections;
}
