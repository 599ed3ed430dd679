import { v4 as randomId } from 'uuid';
import type { Db } from '../../db/client.ts';
import {
  findVoiceCode,
  findVoiceDay,
  findVoiceGiver,
  insertVoice,
  insertVoiceWords,
  keepVoiceDay,
  lockVoiceCode,
  markVoiceWorded,
  type VoiceCodeRow,
} from '../../db/queries/voices.ts';
import { findContentProblem, type ContentProblem } from '../notices/content-rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { accountMark, monthBefore, newHalf, topicOf } from './rules.ts';

/** Who speaks: an account of Telegram, bound or not, by which bot. `secret` is the bot's token. */
export type Speaker = { account: number; botId: number; secret: string };
/** What a button stands for: a code, and a place in the list of topics. */
export type VoicePress = { codeId: string; marks: readonly number[] };

/** The village of a code as it stands in a link; one that was renewed is dead. */
export const openVoiceCode = (db: Db, code: string, botId: number): Promise<VoiceCodeRow | undefined> =>
  findVoiceCode(db, code, botId);

export type VoiceGiven =
  { ok: true; first: boolean; mayWrite: boolean } | { ok: false; problem: 'over' | 'stale' | 'full' };

/**
 * Counts a topic (row G7): once for an account, a village and a day, and of a village at most so many a day. The database
 * holds the limits, and knows the account only as a mark of that day (see schema/voices.ts).
 */
export function giveVoice(
  db: Db,
  { account, botId, secret }: Speaker,
  { codeId, marks }: VoicePress,
  { opinions }: RulePack,
  now: Date,
): Promise<VoiceGiven> {
  const topic = topicOf(opinions.topics, marks);
  if (!topic) return Promise.resolve({ ok: false, problem: 'stale' });
  return db.transaction(async (tx): Promise<VoiceGiven> => {
    const code = await lockVoiceCode(tx, codeId, botId);
    if (!code) return { ok: false, problem: 'over' };
    const day = dayOf(now);
    const half = await keepVoiceDay(tx, day, newHalf());
    const giver = { day, unitId: code.unitId, account: accountMark(secret, half, account, code.unitId) };
    const { worded, given } = await findVoiceGiver(tx, giver);
    if (worded !== null) return { ok: true, first: false, mayWrite: !worded };
    if (given >= opinions.mostADay) return { ok: false, problem: 'full' };
    await insertVoice(tx, giver, monthBefore(day, 0), topic.id);
    return { ok: true, first: true, mayWrite: true };
  });
}

export type WordsProblem =
  | ContentProblem
  | { problem: 'empty' }
  | { problem: 'too-long'; length: number; limit: number }
  | { problem: 'over' }
  | { problem: 'stale' };

export type WordsGiven = { ok: true; first: boolean } | ({ ok: false } & WordsProblem);

/**
 * Keeps the words to an opinion of today, once, for whoever sorts them. They go nowhere else, and without the account. They
 * stand under the topic whose button asked for them.
 */
export async function giveWords(
  db: Db,
  { account, botId, secret }: Speaker,
  { codeId, marks }: VoicePress,
  given: string,
  { opinions }: RulePack,
  now: Date,
): Promise<WordsGiven> {
  const topic = topicOf(opinions.topics, marks);
  if (!topic) return { ok: false, problem: 'stale' };
  const text = given.trim();
  const length = [...text].length;
  if (length === 0) return { ok: false, problem: 'empty' };
  if (length > opinions.textLimit)
    return { ok: false, problem: 'too-long', length, limit: opinions.textLimit };
  const content = findContentProblem(text);
  if (content) return { ok: false, ...content };
  return db.transaction(async (tx): Promise<WordsGiven> => {
    const code = await lockVoiceCode(tx, codeId, botId);
    if (!code) return { ok: false, problem: 'over' };
    const day = dayOf(now);
    const half = await findVoiceDay(tx, day);
    if (half === undefined) return { ok: false, problem: 'stale' };
    const { unitId } = code;
    const giver = { day, unitId, account: accountMark(secret, half, account, unitId) };
    // Without an opinion of today there is nothing to add them to; words that came before stay as they are.
    if ((await findVoiceGiver(tx, giver)).worded === null) return { ok: false, problem: 'stale' };
    const first = await markVoiceWorded(tx, giver);
    if (first) await insertVoiceWords(tx, { id: randomId(), unitId, topic: topic.id, text, day });
    return { ok: true, first };
  });
}
