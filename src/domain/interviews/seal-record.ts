import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertDelivery, settleByAnswer } from '../../db/queries/deliveries.ts';
import {
  findRecordVersions,
  findUnsealed,
  insertRecordVersion,
  markInterviewHeld,
  setStatementDue,
} from '../../db/queries/interview-records.ts';
import {
  findInterview,
  findInterviewOf,
  lockPeople,
  type InterviewRow,
} from '../../db/queries/interviews.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import type { Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { deadlineIn } from '../schedule/working-days.ts';
import { isWithin, sealBody, STATEMENT_LIMIT, writtenSchema, type Statement } from './record-rules.ts';

export type Stated =
  | { ok: true; interview: InterviewRow; as: 'agreed' | 'statement' | 'addition'; first: boolean }
  | { ok: false; problem: 'not-found' | 'bad-text' };

/**
 * What the person says to the record (row F4): null agrees, a text is their statement, kept word for word. The first of
 * them seals the record; a text that comes after it was sealed is an addition. The orderer hears of it.
 */
export function giveStatement(
  db: Db,
  person: Actor,
  { id, text }: { id: string; text: string | null },
  now: Date,
): Promise<Stated> {
  return db.transaction(async (tx): Promise<Stated> => {
    const known = await findInterviewOf(tx, id, person.personId);
    if (known?.personId !== person.personId || !known.hasRecord) return { ok: false, problem: 'not-found' };
    if (text !== null && !isWithin(text, STATEMENT_LIMIT)) return { ok: false, problem: 'bad-text' };
    await lockPeople(tx, [known.personId, known.orderedBy]);
    const before = await findInterviewOf(tx, id, person.personId);
    if (!before) return { ok: false, problem: 'not-found' };
    await settleByAnswer(tx, id, person.personId, now);
    const isLate = before.statementDueAt !== null && new Date(before.statementDueAt) <= now;
    if (before.state === 'recorded' && !isLate) {
      await seal(
        tx,
        before,
        text === null ? { kind: 'agreed' } : { kind: 'given', text },
        person.personId,
        now,
      );
      const interview = (await findInterviewOf(tx, id, person.personId)) ?? before;
      return { ok: true, interview, as: text === null ? 'agreed' : 'statement', first: true };
    }
    // Its time is over, whether the clock has been here or not.
    if (before.state === 'recorded') await seal(tx, before, { kind: 'none' }, null, now);
    const interview = (await findInterviewOf(tx, id, person.personId)) ?? before;
    const versions = await findRecordVersions(tx, id);
    const last = versions.at(-1);
    if (text === null || !last) return { ok: true, interview, as: 'agreed', first: false };
    // The same words again, after a crash before they were answered.
    if (last.authorId === person.personId && last.what !== 'written' && says(last.body, text))
      return { ok: true, interview, as: last.what === 'sealed' ? 'statement' : 'addition', first: false };
    const addition = sealBody({ interviewId: id, previous: last.hash, text });
    const version = { id: newId(), interviewId: id, version: last.version + 1, what: 'addition' as const };
    await insertRecordVersion(tx, { ...version, ...addition, authorId: person.personId }, now);
    await tell(tx, interview.orderedBy, id, `interview-sealed:${id}:${version.version}`, now);
    return { ok: true, interview, as: 'addition', first: true };
  });
}

/** Whether the last version says just this. */
function says(body: string, text: string): boolean {
  const read = JSON.parse(body) as { text?: unknown; statement?: { text?: unknown } };
  return (read.text ?? read.statement?.text) === text;
}

/** Seals what was written together with the statement: from now on the interview has been held. */
async function seal(
  tx: Tx,
  { id, orderedBy, personId }: InterviewRow,
  statement: Statement,
  authorId: string | null,
  now: Date,
): Promise<void> {
  const [written] = await findRecordVersions(tx, id);
  if (!written || !(await markInterviewHeld(tx, id, 'recorded')))
    throw new Error(`interview ${id} has no record to be sealed`);
  const body = writtenSchema.parse(JSON.parse(written.body));
  const sealed = sealBody({ ...body, previous: written.hash, statement });
  const version = { id: newId(), interviewId: id, version: 2, what: 'sealed' as const };
  await insertRecordVersion(tx, { ...version, ...sealed, authorId }, now);
  await tell(tx, orderedBy, id, `interview-sealed:${id}`, now);
  if (authorId === null) await tell(tx, personId, id, `interview-sealed:${id}:person`, now);
}

async function tell(tx: Tx, personId: string, id: string, onceKey: string, now: Date): Promise<void> {
  const row = { id: newId(), kind: 'interview-sealed', personId, subjectId: id, onceKey };
  await insertDelivery(tx, { ...row, priority: PRIORITY.answer, policy: 'resend', notBefore: now }, now);
}

/** Looked at in one run. */
const MOST = 200;

/**
 * Seals the records to which nobody said anything in time, as "no statement given"; what could not be counted when it was
 * recorded is counted once the calendar reaches that far. One transaction each, so that a bad one holds up no other.
 */
export async function sealOverdue(db: Db, pack: RulePack, now: Date): Promise<number> {
  let sealed = 0;
  for (const { id, isDue, recordedAt } of await findUnsealed(db, now, MOST)) {
    if (!isDue) {
      const due = await deadlineIn(db, pack.interviewRules.statementWorkingDays, new Date(recordedAt));
      if (due.ok) await setStatementDue(db, id, due.at);
      continue;
    }
    sealed += await db.transaction(async (tx) => {
      const known = await findInterview(tx, id);
      if (!known) return 0;
      await lockPeople(tx, [known.personId, known.orderedBy]);
      const row = await findInterview(tx, id);
      if (row?.state !== 'recorded') return 0;
      await seal(tx, row, { kind: 'none' }, null, now);
      return 1;
    });
  }
  return sealed;
}
