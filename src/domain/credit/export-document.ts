import type { Db } from '../../db/client.ts';
import { findPersonByStaffNo } from '../../db/queries/people.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { findReader, type NamedReader } from './find-reader.ts';
import { readDocument } from './read-document.ts';
import type { FileDocument } from './document-rules.ts';
import type { Purpose } from './read-file.ts';

export type DocumentExport =
  | { ok: true; document: FileDocument; reader: NamedReader }
  | { ok: false; problem: 'no-reader' | 'not-found' | 'no-file' };

/**
 * The whole file of a person for use in the office, made by the operator for somebody whose scope holds that person; it is
 * logged as theirs, with the purpose.
 */
export async function exportDocument(
  db: Db,
  { staffNo, forStaffNo, purpose }: { staffNo: string; forStaffNo: string; purpose: Purpose },
  pack: RulePack,
  now: Date,
): Promise<DocumentExport> {
  const reader = await findReader(db, forStaffNo, now);
  if (!reader) return { ok: false, problem: 'no-reader' };
  const personId = await findPersonByStaffNo(db, staffNo);
  if (personId === undefined) return { ok: false, problem: 'not-found' };
  const read = await readDocument(db, reader, { personId, purpose, action: 'file.export' }, pack, now);
  if (read.ok) return { ok: true, document: read.document, reader };
  return { ok: false, problem: read.problem === 'no-file' ? 'no-file' : 'not-found' };
}
