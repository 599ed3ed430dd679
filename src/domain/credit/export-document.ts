import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { findPersonByStaffNo } from '../../db/queries/people.ts';
import type { Purpose } from '../rules/file-access-rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import type { FileDocument } from './document-rules.ts';
import { findReader, type NamedReader } from './find-reader.ts';
import { openFile, type FileOpened } from './open-file.ts';
import { readDocument } from './read-document.ts';

export type DocumentExport =
  | { ok: true; document: FileDocument; reader: NamedReader }
  /**
   * asked: a second person has to approve first; in-chat: the reason has to be given there; unapproved: nobody approves looks of
   * this purpose, and this needs one.
   */
  | {
      ok: false;
      problem: 'no-reader' | 'not-found' | 'no-file' | 'recused' | 'asked' | 'in-chat' | 'unapproved';
    };

export type DocumentAsked = {
  staffNo: string;
  forStaffNo: string;
  purpose: Purpose;
  /** How it stands in the log: the whole file, or the draft of an opinion, for which a second person has to have approved. */
  as?: 'file.export' | 'file.opinion';
};

/**
 * The whole file of a person for use in the office, made by the operator for somebody whose scope holds that person. It is a look
 * like any other: recusal, approval by a second person where the purpose asks for it, the log, and the word to the person.
 */
export async function exportDocument(
  db: Db,
  { staffNo, forStaffNo, purpose, as = 'file.export' }: DocumentAsked,
  pack: RulePack,
  now: Date,
): Promise<DocumentExport> {
  const reader = await findReader(db, forStaffNo, now);
  if (!reader) return { ok: false, problem: 'no-reader' };
  const personId = await findPersonByStaffNo(db, staffNo);
  if (personId === undefined) return { ok: false, problem: 'not-found' };
  const opened = await openFile(db, reader, { id: newId(), personId, purpose, reason: null }, pack, now);
  if (!opened.ok) return { ok: false, problem: refusalOf(opened.problem) };
  if ('asked' in opened) return { ok: false, problem: 'asked' };
  if (as === 'file.opinion' && opened.look.request.decidedBy === null)
    return { ok: false, problem: 'unapproved' };
  const read = await readDocument(db, reader, { personId, action: as, purpose }, pack, now);
  return read.ok ? { ok: true, document: read.document, reader } : read;
}

function refusalOf(
  problem: Extract<FileOpened, { ok: false }>['problem'],
): 'recused' | 'in-chat' | 'not-found' {
  if (problem === 'self' || problem === 'relative' || problem === 'same-case') return 'recused';
  return problem === 'reason-needed' ? 'in-chat' : 'not-found';
}
