import type { Db } from '../../db/client.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import { findProposalOf, findProposalUnder, type RecognitionRow } from '../../db/queries/recognitions.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { scopeOf } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

/** Whoever decides is told that there is a proposal, and reads whom it is about when they open it. */
export type RecognitionSubject =
  | { kind: 'recognition-asked'; proposalId: string }
  | { kind: 'recognition-decided' | 'recognition-told'; proposal: RecognitionRow };

/** Word of a proposal; undefined where it was answered meanwhile, or whoever was to decide may not any more. */
export async function readRecognitionSubject(
  db: Db,
  kind: RecognitionSubject['kind'],
  { personId, subjectId }: DeliveryRow,
  now: Date,
): Promise<RecognitionSubject | undefined> {
  if (subjectId === null) return undefined;
  const day = dayOf(now);
  if (kind !== 'recognition-asked') {
    const proposal = await findProposalOf(db, subjectId, personId, day);
    return proposal && proposal.verdict !== null ? { kind, proposal } : undefined;
  }
  const scope = scopeOf({ posts: await findPostsOf(db, personId, day) }, 'recognitions.approve');
  const proposal = await findProposalUnder(db, subjectId, personId, scope, day);
  return proposal?.verdict === null ? { kind, proposalId: subjectId } : undefined;
}
