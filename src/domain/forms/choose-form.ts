import { v7 as newId } from 'uuid';
import type { Db, Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import {
  findHandledOne,
  insertChoice,
  lockHandled,
  type Chooser,
  type HandledRow,
} from '../../db/queries/form-choices.ts';
import { insertEntries } from '../../db/queries/ledger.ts';
import { lockPerson } from '../../db/queries/study-hours.ts';
import { rollUpPerson } from '../credit/roll-up-person.ts';
import { tellOne } from '../deliveries/tell-one.ts';
import { findTextProblem } from '../notices/rules.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { isAllowedInput, type RulePack } from '../rules/rule-pack.ts';
import type { Form } from '../rules/form-rules.ts';
import { dayOf } from '../schedule/calendar.ts';
import { FORM_REASON_LIMIT } from './rules.ts';

export const chooserOf = (actor: Actor, pack: RulePack, now: Date): Chooser => ({
  personId: actor.personId,
  scope: scopeOf(actor, 'forms.choose'),
  kinds: pack.forms.interviewKinds,
  day: dayOf(now),
});

export type FormChosen =
  | { ok: true; row: HandledRow }
  | { ok: false; problem: 'not-found' | 'text' }
  | { ok: false; problem: 'chosen-before'; row: HandledRow };

/**
 * Stores the form that a person chose for a closed interview (row F7), as an entry of the file at once; nothing proposes
 * one. The subject hears that there is a new entry. The same press again is the same choice.
 */
export function chooseForm(
  db: Db,
  actor: Actor,
  { interviewId, form }: { interviewId: string; form: Form },
  pack: RulePack,
  now: Date,
): Promise<FormChosen> {
  return db.transaction(async (tx): Promise<FormChosen> => {
    const row = await lockedRow(tx, actor, interviewId, pack, now);
    if (!row) return { ok: false, problem: 'not-found' };
    if (row.form !== null)
      return row.form === form && row.chosenBy === actor.personId && row.reason === null
        ? { ok: true, row }
        : { ok: false, problem: 'chosen-before', row };
    return store(tx, actor, { id: newId(), row, form, reason: null }, pack, now);
  });
}

/**
 * Puts another form in the place of the one that holds, with a reason: a choice and a correcting entry of their own.
 * @param change its id is the wizard's, so that the same again is there already; `replaces` is the choice that was shown
 */
export function correctForm(
  db: Db,
  actor: Actor,
  change: { id: string; interviewId: string; form: Form; replaces: string; reason: string },
  pack: RulePack,
  now: Date,
): Promise<FormChosen> {
  const { id, interviewId, form, replaces } = change;
  const reason = change.reason.trim();
  return db.transaction(async (tx): Promise<FormChosen> => {
    const row = await lockedRow(tx, actor, interviewId, pack, now);
    if (!row) return { ok: false, problem: 'not-found' };
    if (row.choiceId === id) return { ok: true, row };
    if (row.choiceId !== replaces || row.form === form) return { ok: false, problem: 'chosen-before', row };
    if (reason === '' || [...reason].length > FORM_REASON_LIMIT || findTextProblem(reason))
      return { ok: false, problem: 'text' };
    return store(tx, actor, { id, row, form, reason }, pack, now);
  });
}

async function lockedRow(tx: Tx, actor: Actor, interviewId: string, pack: RulePack, now: Date) {
  await lockHandled(tx, interviewId);
  return findHandledOne(tx, chooserOf(actor, pack, now), interviewId);
}

type Choice = { id: string; row: HandledRow; form: Form; reason: string | null };

async function store(
  tx: Tx,
  actor: Actor,
  { id, row, form, reason }: Choice,
  pack: RulePack,
  now: Date,
): Promise<FormChosen> {
  const { interviewId, personId, choiceId, firstChosenAt } = row;
  await lockPerson(tx, personId);
  const entryId = await enterFile(tx, actor, { id, row, form, reason }, pack, now);
  const choice = { id, interviewId, personId, form, replaces: choiceId, reason, entryId };
  await insertChoice(
    tx,
    { ...choice, chosenBy: actor.personId, rulePackVersion: pack.version, day: dayOf(now) },
    now,
  );
  const about = { id: newId(), actorId: actor.personId, subjectPersonId: personId, purpose: null };
  const action = choiceId === null ? 'form.choose' : 'form.correct';
  await insertAccess(tx, { ...about, action, detail: { interviewId, choiceId: id } }, now);
  if (entryId !== null) {
    await rollUpPerson(tx, { personId, since: firstChosenAt === null ? now : new Date(firstChosenAt) }, now);
    await tellOfEntry(tx, { personId, entryId }, now);
  }
  const chosen = await findHandledOne(tx, chooserOf(actor, pack, now), interviewId);
  if (!chosen) throw new Error(`interview ${interviewId} went away while its form was chosen`);
  return { ok: true, row: chosen };
}

/** The entry of the file: a conclusion by its chooser, with the article; a later choice corrects the first entry. */
async function enterFile(
  tx: Tx,
  { personId: recordedBy }: Actor,
  { id, row, form, reason }: Choice,
  pack: RulePack,
  now: Date,
): Promise<string | null> {
  const kind = row.firstEntryId === null ? 'form-chosen' : 'correction';
  if (!isAllowedInput(pack, kind)) return null;
  const source = pack.forms.items.find((item) => item.id === form)?.source;
  const entry = {
    id: newId(),
    personId: row.personId,
    kind,
    nature: 'conclusion' as const,
    occurredAt: now,
    sourceKind: 'form',
    sourceId: id,
    recordedBy,
    confirmedBy: recordedBy,
    data: {
      form,
      interview: row.interviewId,
      document: source?.document,
      article: source?.article,
      ...(row.firstEntryId === null ? {} : { corrects: row.firstEntryId, was: row.form, reason }),
    },
  };
  await insertEntries(tx, [entry], pack.version, now);
  return entry.id;
}

/** Word to somebody that their file has a new entry; what it says stands in the file. */
async function tellOfEntry(
  tx: Tx,
  { personId, entryId }: { personId: string; entryId: string },
  now: Date,
): Promise<void> {
  await tellOne(tx, { kind: 'file-entered', personId, subjectId: entryId }, now);
}
