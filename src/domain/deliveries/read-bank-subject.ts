import type { Db } from '../../db/client.ts';
import { findImportOutcome, type ImportOutcome } from '../../db/queries/question-imports.ts';
import { findProposal, type ProposalRow } from '../../db/queries/question-proposals.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';

export type BankSubject =
  { kind: 'proposal-decided'; proposal: ProposalRow } | { kind: 'import-decided'; outcome: ImportOutcome };

/** What is said to whoever wrote questions; undefined where there is nothing to say any more. */
export async function readBankSubject(
  db: Db,
  kind: BankSubject['kind'],
  { personId, subjectId }: DeliveryRow,
): Promise<BankSubject | undefined> {
  if (!subjectId) return undefined;
  if (kind === 'import-decided') {
    const outcome = await findImportOutcome(db, subjectId, personId);
    return outcome ? { kind, outcome } : undefined;
  }
  const proposal = await findProposal(db, subjectId);
  return proposal?.writerId === personId && proposal.verdict !== null ? { kind, proposal } : undefined;
}
