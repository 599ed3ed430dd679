import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { cancelPending } from '../../db/queries/deliveries.ts';
import {
  findRecordVersions,
  insertRecordVersion,
  markInterviewRecorded,
} from '../../db/queries/interview-records.ts';
import { findInterviewOf, lockPeople, type InterviewRow } from '../../db/queries/interviews.ts';
import { findPostsOf } from '../../db/queries/people.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { findContentProblem } from '../notices/content-rules.ts';
import type { Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { deadlineIn } from '../schedule/working-days.ts';
import { logInterview } from './arrange-interview.ts';
import { CONTENT_LIMIT, FOLLOW_UP_LIMIT, isWithin, sealBody, type WrittenRecord } from './record-rules.ts';

type Typed = { content: string; followUp: string };
export type Recorded =
  | { ok: true; interview: InterviewRow; first: boolean }
  | { ok: false; problem: 'not-found' | 'not-yet' | 'over' | 'bad-text' };

/** Lines that somebody types; the others follow from what is known. */
const TYPED = ['content', 'follow-up', 'statement'];
/** For a kind that the pack no longer has. */
const USUAL = ['subject', 'unit-and-post', 'interviewer', 'recorder', 'held-at', 'place', 'content'];

/** The ids of the lines that the record of a kind has. */
export const fieldsOf = (kind: string, pack: RulePack): string[] =>
  pack.interviewKinds.find(({ id }) => id === kind)?.fields ?? USUAL;

/** The lines of a record that are known already, in the order of the pack; they are confirmed, not typed. */
export async function readKnownFields(
  db: Db | Tx,
  interview: InterviewRow,
  pack: RulePack,
  heldAt: Date = new Date(interview.startsAt),
): Promise<WrittenRecord['fields']> {
  const posts = await findPostsOf(db, interview.personId, dayOf(heldAt));
  const orderer = [interview.ordererUnit, interview.ordererName].filter(Boolean).join(' ');
  const known: Record<string, string> = {
    subject: interview.personName,
    'unit-and-post': posts.map((post) => `${post.unitName} ${post.title}`).join('；'),
    interviewer: orderer,
    recorder: interview.ordererName,
    'held-at': heldAt.toISOString(),
    place: interview.place,
  };
  return fieldsOf(interview.kind, pack)
    .filter((id) => !TYPED.includes(id))
    .map((id) => ({ id, value: known[id] ?? '' }));
}

/** What would be stored, in the order of the pack; a line that nobody filled is left out. */
export async function draftRecord(
  db: Db | Tx,
  interview: InterviewRow,
  { content, followUp }: Typed,
  pack: RulePack,
): Promise<WrittenRecord> {
  const known = await readKnownFields(db, interview, pack);
  const typed = [
    { id: 'content', value: content },
    { id: 'follow-up', value: followUp },
  ].filter(({ value }) => value !== '');
  return {
    interviewId: interview.id,
    kind: interview.kind,
    rulePackVersion: pack.version,
    fields: [...known, ...typed],
  };
}

/**
 * Stores the record of an interview that has begun (row F4), as its first version, and asks the person to agree or to
 * state their view within the working days of the pack. The same record again, after a crash, is the same.
 */
export function recordInterview(
  db: Db,
  orderer: Actor,
  { id, content, followUp }: Typed & { id: string },
  pack: RulePack,
  now: Date,
): Promise<Recorded> {
  return db.transaction(async (tx): Promise<Recorded> => {
    const known = await findInterviewOf(tx, id, orderer.personId);
    if (known?.orderedBy !== orderer.personId) return { ok: false, problem: 'not-found' };
    await lockPeople(tx, [known.personId, orderer.personId]);
    const fits = isWithin(content, CONTENT_LIMIT) && [...followUp].length <= FOLLOW_UP_LIMIT;
    if (!fits || findContentProblem(`${content}\n${followUp}`)) return { ok: false, problem: 'bad-text' };
    if (new Date(known.startsAt) > now) return { ok: false, problem: 'not-yet' };
    const sealed = sealBody(await draftRecord(tx, known, { content, followUp }, pack));
    const due = await deadlineIn(tx, pack.interviewRules.statementWorkingDays, now);
    const dueAt = due.ok ? due.at : null;
    const first = await markInterviewRecorded(tx, { id, orderedBy: orderer.personId, dueAt }, now);
    const interview = await findInterviewOf(tx, id, orderer.personId);
    if (!interview) return { ok: false, problem: 'not-found' };
    if (!first) {
      const [written] = await findRecordVersions(tx, id);
      return written?.hash === sealed.hash ? { ok: true, interview, first } : { ok: false, problem: 'over' };
    }
    await cancelPending(tx, [id]);
    const version = { id: newId(), interviewId: id, version: 1, what: 'written' as const };
    await insertRecordVersion(tx, { ...version, ...sealed, authorId: orderer.personId }, now);
    await tellOne(tx, { kind: 'interview-record', personId: interview.personId, subjectId: id }, now);
    await logInterview(tx, orderer, 'interviews.record', interview, { hash: sealed.hash }, now);
    return { ok: true, interview, first };
  });
}
