import { v7 as newId } from 'uuid';
import type { Db } from '../../db/client.ts';
import {
  findVoiceCodeIn,
  findVoiceCodeOf,
  findVoiceUnit,
  findVoiceUnits,
  findVoiceWords,
  insertVoiceCode,
  markVoiceCodeEnded,
  markVoiceWordsHandled,
  type VoiceCodeRow,
  type VoiceUnitRow,
  type VoiceWordsRow,
} from '../../db/queries/voices.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { monthBefore, newCode, shownTopics } from './rules.ts';

export type VoiceCode = VoiceCodeRow;
type Topics = RulePack['opinions']['topics'];
/** A village with what may be shown of a month, and how many words wait to be sorted. */
export type VoiceUnit = {
  id: string;
  name: string;
  topics: { topic: Topics[number]; n: number }[];
  waiting: number;
};

/** Months that can be looked back to. */
export const MONTHS_BACK = 24;
const ACTION = 'opinions.read';

const readUnit = ({ counts, ...row }: VoiceUnitRow, { opinions }: RulePack): VoiceUnit => ({
  ...row,
  topics: shownTopics(counts, opinions.topics, opinions.leastShown),
});

/** The villages of somebody's scope with the topics of this month, in the order of their names. */
export async function listVoiceUnits(
  db: Db,
  actor: Actor,
  pack: RulePack,
  page: { offset: number; limit: number },
  now: Date,
): Promise<{ rows: VoiceUnit[]; total: number; month: string }> {
  const month = monthBefore(dayOf(now), 0);
  const { rows, total } = await findVoiceUnits(db, scopeOf(actor, ACTION), month, page);
  return { rows: rows.map((row) => readUnit(row, pack)), total, month };
}

/** One of them in the month that lies `back` months before this one; undefined out of scope. */
export async function readVoiceUnit(
  db: Db,
  actor: Actor,
  pack: RulePack,
  unitId: string,
  back: number,
  now: Date,
): Promise<(VoiceUnit & { month: string }) | undefined> {
  const month = monthBefore(dayOf(now), back);
  const row = await findVoiceUnit(db, scopeOf(actor, ACTION), unitId, month);
  return row && { ...readUnit(row, pack), month };
}

/** The code of a village, made when it has none; undefined out of scope. */
export function keepVoiceCode(
  db: Db,
  actor: Actor,
  unitId: string,
  botId: number,
  now: Date,
): Promise<VoiceCode | undefined> {
  return db.transaction(async (tx) => {
    const unit = await findVoiceUnit(tx, scopeOf(actor, ACTION), unitId, monthBefore(dayOf(now), 0));
    if (!unit) return undefined;
    const known = await findVoiceCodeOf(tx, unitId);
    if (known) return known;
    const row = { id: newId(), unitId, code: newCode(), botId, createdBy: actor.personId };
    await insertVoiceCode(tx, row, now);
    return findVoiceCodeOf(tx, unitId);
  });
}

/** Puts a new code in the place of one, which is dead from then on; undefined where it is not live or out of scope. */
export function renewVoiceCode(
  db: Db,
  actor: Actor,
  codeId: string,
  botId: number,
  now: Date,
): Promise<VoiceCode | undefined> {
  return db.transaction(async (tx) => {
    const old = await findVoiceCodeIn(tx, codeId, scopeOf(actor, ACTION));
    if (!old) return undefined;
    await markVoiceCodeEnded(tx, codeId, now);
    const row = { id: newId(), unitId: old.unitId, code: newCode(), botId, createdBy: actor.personId };
    await insertVoiceCode(tx, row, now);
    return findVoiceCodeOf(tx, old.unitId);
  });
}

/** One of the words that wait in a village of somebody's scope. */
export const readVoiceWords = (
  db: Db,
  actor: Actor,
  unitId: string,
  place: number,
): Promise<VoiceWordsRow | undefined> => findVoiceWords(db, scopeOf(actor, ACTION), unitId, place);

/** Takes words off the list; the id of their village, or undefined out of scope. Twice is once. */
export const handleVoiceWords = (db: Db, actor: Actor, id: string, now: Date): Promise<string | undefined> =>
  markVoiceWordsHandled(db, scopeOf(actor, ACTION), id, actor.personId, now);
