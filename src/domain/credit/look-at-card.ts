import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { lockRequest, type AccessRequestRow } from '../../db/queries/file-access.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { isCardShown } from '../../db/queries/shown-files.ts';
import { isPurpose } from '../rules/file-access-rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { checkReader, type Reader, type Recusal } from './check-reader.ts';
import { redactDocument, type FileDocument } from './document-rules.ts';
import { findCurrentLook } from './open-file.ts';
import { documentOf } from './read-document.ts';

export type CardLooked = { document: FileDocument; request: AccessRequestRow; minutes: number };

/**
 * Somebody's file for a picture of it, without the words of its entries and without names of others, under the look that is in
 * progress: the same scope, recusal and approval, and written to the log as that look's. While a picture of this look is in the chat
 * there is no second one.
 */
export function lookAtCard(
  db: Db,
  actor: Reader,
  personId: string,
  pack: RulePack,
  now: Date,
): Promise<
  CardLooked | { problem: 'not-found' | 'expired' | Recusal } | { problem: 'shown'; minutes: number }
> {
  return db.transaction(async (tx) => {
    const checked = await checkReader(tx, actor, personId, now);
    if (!checked.ok) return { problem: checked.problem };
    const request = await findCurrentLook(tx, actor, personId, now);
    if (!request || !isPurpose(request.purpose)) return { problem: 'expired' } as const;
    const { minutes } = pack.fileAccess.purposes[request.purpose];
    await lockRequest(tx, request.id);
    if (await isCardShown(tx, request.id, now)) return { problem: 'shown', minutes } as const;
    const document = await readAs(tx, actor, now, (as) => documentOf(as, personId, pack, now));
    if (!document) return { problem: 'not-found' } as const;
    const { id: requestId, purpose, decidedBy } = request;
    const detail = { requestId, ...(decidedBy ? { approver: decidedBy } : {}), period: document.period };
    const log = { id: newId(), actorId: actor.personId, subjectPersonId: personId, purpose };
    await insertAccess(tx, { ...log, action: 'file.read-card', detail }, now);
    return { document: redactDocument(document), request, minutes };
  });
}
