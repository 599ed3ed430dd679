import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { findCreditFile, insertAccess } from '../../db/queries/credit-files.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import {
  findLiveRequest,
  insertAccessRequest,
  lockRequest,
  markUsed,
  type AccessRequestRow,
} from '../../db/queries/file-access.ts';
import { lockPerson } from '../../db/queries/study-hours.ts';
import { readAs } from '../../db/queries/read-as.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { isPurpose, tellAt, type Purpose } from '../rules/file-access-rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { askApprovers } from './ask-approvers.ts';
import { checkReader, type Reader, type Recusal } from './check-reader.ts';
import { readSection, type CreditFile, type SectionRead } from './read-file.ts';

/** A look at somebody's file: what it rests on, and how long it may stay on the screen. */
export type Look = { request: AccessRequestRow; file: CreditFile | undefined; name: string; minutes: number };
export type FileOpened =
  | { ok: true; look: Look }
  /** A second person has to approve; `told` is how many could be asked. */
  | { ok: true; asked: AccessRequestRow; told: number }
  | { ok: false; problem: 'not-found' | 'reason-needed' | 'purpose-needed' | 'expired' | Recusal };

/** How long a purpose that nobody has to approve holds for going back and forth in a file. */
export const DIRECT_HOLDS_MS = 30 * 60_000;
const HOUR_MS = 3_600_000;

export type FileQuestion = { id: string; personId: string; purpose: Purpose; reason: string | null };

/**
 * Asks for somebody's file for a purpose: opened at once, or put to a second person, as the rule pack says of the purpose.
 * The same question again, while it holds, is the same request: the subject is told once.
 */
export function openFile(
  db: Db,
  actor: Reader,
  { id, personId, purpose, reason }: FileQuestion,
  pack: RulePack,
  now: Date,
): Promise<FileOpened> {
  const { [purpose]: policy } = pack.fileAccess.purposes;
  return db.transaction(async (tx): Promise<FileOpened> => {
    const checked = await checkReader(tx, actor, personId, now);
    if (!checked.ok) return checked;
    await lockPerson(tx, actor.personId);
    const question = { requesterId: actor.personId, subjectId: personId, purpose };
    const live = await findLiveRequest(tx, question, ['asked', 'approved', 'used'], now);
    if (live?.state === 'asked') return { ok: true, asked: live, told: 1 };
    if (live) return { ok: true, look: await look(tx, actor, live, checked.person.name, pack, now) };
    const sealed = policy.told.when === 'sealed';
    if (sealed && reason === null) return { ok: false, problem: 'reason-needed' };
    const holdsMs = policy.approval ? pack.fileAccess.approvalHours * HOUR_MS : DIRECT_HOLDS_MS;
    await insertAccessRequest(
      tx,
      {
        ...question,
        id,
        reason: sealed ? reason : null,
        sealed,
        needsApproval: policy.approval,
        rulePackVersion: pack.version,
        state: policy.approval ? 'asked' : 'approved',
        holdsUntil: new Date(now.getTime() + holdsMs),
      },
      now,
    );
    const made = await lockRequest(tx, id);
    if (made?.requesterId !== actor.personId) return { ok: false, problem: 'not-found' };
    if (policy.approval) return { ok: true, asked: made, told: await askApprovers(tx, made, now) };
    return { ok: true, look: await look(tx, actor, made, checked.person.name, pack, now) };
  });
}

/** Looks by a request of one's own that was approved and still holds. */
export function lookByRequest(
  db: Db,
  actor: Reader,
  id: string,
  pack: RulePack,
  now: Date,
): Promise<FileOpened> {
  return db.transaction(async (tx): Promise<FileOpened> => {
    const request = await lockRequest(tx, id);
    if (request?.requesterId !== actor.personId) return { ok: false, problem: 'not-found' };
    const checked = await checkReader(tx, actor, request.subjectId, now);
    if (!checked.ok) return checked;
    const isOpen = request.state === 'approved' || request.state === 'used';
    if (!isOpen || new Date(request.holdsUntil) <= now) return { ok: false, problem: 'expired' };
    return { ok: true, look: await look(tx, actor, request, checked.person.name, pack, now) };
  });
}

/** From a section back to the file, under the look that is in progress. */
export function lookAgain(
  db: Db,
  actor: Reader,
  personId: string,
  pack: RulePack,
  now: Date,
): Promise<FileOpened> {
  return db.transaction(async (tx): Promise<FileOpened> => {
    const checked = await checkReader(tx, actor, personId, now);
    if (!checked.ok) return checked;
    const request = await findCurrentLook(tx, actor, personId, now);
    if (!request) return { ok: false, problem: 'purpose-needed' };
    return { ok: true, look: await look(tx, actor, request, checked.person.name, pack, now) };
  });
}

/** The reader's look at this person's file that is in progress, for any purpose or for one. */
export const findCurrentLook = (
  tx: Tx,
  actor: Reader,
  subjectId: string,
  now: Date,
  purpose: Purpose | null = null,
) => findLiveRequest(tx, { requesterId: actor.personId, subjectId, purpose }, ['used'], now);

async function look(
  tx: Tx,
  actor: Reader,
  request: AccessRequestRow,
  name: string,
  pack: RulePack,
  now: Date,
): Promise<Look> {
  const policy = isPurpose(request.purpose) ? pack.fileAccess.purposes[request.purpose] : undefined;
  if (!policy) throw new Error(`the rule pack has no purpose ${request.purpose}`);
  const told = tellAt(policy, now);
  if (await markUsed(tx, request.id, told, now))
    await insertDelivery(
      tx,
      {
        id: newId(),
        kind: 'file-looked',
        personId: request.subjectId,
        subjectId: request.id,
        onceKey: `file-looked:${request.id}`,
        priority: PRIORITY.answer,
        policy: 'resend',
        notBefore: told,
      },
      now,
    );
  const file = await readAs(tx, actor, now, (as) => findCreditFile(as, request.subjectId));
  const shown = file?.sections.map((section) => section.id) ?? [];
  await log(tx, actor, request, 'file.read', { shown }, now);
  return { request, file, name, minutes: policy.minutes };
}

const log = (
  tx: Tx,
  { personId: actorId }: Reader,
  { id: requestId, subjectId: subjectPersonId, purpose, decidedBy }: AccessRequestRow,
  action: string,
  detail: Record<string, unknown>,
  now: Date,
): Promise<void> => {
  const about = { requestId, ...(decidedBy ? { approver: decidedBy } : {}) };
  return insertAccess(
    tx,
    { id: newId(), actorId, action, subjectPersonId, purpose, detail: { ...about, ...detail } },
    now,
  );
};

export type SectionLooked = { read: SectionRead; request: AccessRequestRow; minutes: number };

/** The entries behind one section of somebody's file, under the look that is in progress. */
export function lookAtSection(
  db: Db,
  actor: Reader,
  { personId, section }: { personId: string; section: string },
  pack: RulePack,
  now: Date,
): Promise<SectionLooked | { problem: 'not-found' | 'purpose-needed' | Recusal }> {
  return db.transaction(async (tx) => {
    const checked = await checkReader(tx, actor, personId, now);
    if (!checked.ok) return { problem: checked.problem };
    const request = await findCurrentLook(tx, actor, personId, now);
    if (!request || !isPurpose(request.purpose)) return { problem: 'purpose-needed' } as const;
    const read = await readAs(tx, actor, now, (as) => readSection(as, personId, section));
    if (!read) return { problem: 'not-found' } as const;
    await log(tx, actor, request, 'file.read-section', { section, entries: read.entries.length }, now);
    return { read, request, minutes: pack.fileAccess.purposes[request.purpose].minutes };
  });
}
