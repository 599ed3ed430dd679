import { createHash } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import {
  findGroupWarmUp,
  findWarmUpQuestions,
  putGroupWarmUp,
  type WarmUpRow,
} from '../../db/queries/warm-ups.ts';
import { mayDo, type Actor } from '../people/rules.ts';

export type { WarmUpRow };
/** What fits into a poll of Telegram (Bot API 10.1, sendPoll): characters of the question and an option, and options. */
const POLL = { stem: 300, option: 100, options: 12 };
/** A group has one question in so long. */
const WARM_UP_EVERY_MS = 10 * 60_000;
/** So many questions pass before one comes again. */
const RECENT = 50;

export type WarmUp =
  | { ok: true; question: WarmUpRow }
  | { ok: false; problem: 'not-allowed' | 'no-question' }
  | { ok: false; problem: 'too-soon'; until: Date };

/**
 * The question that a group warms up with (row D13): published, with one right option, short enough for a poll, and not
 * among the last ones there. It counts for nothing, and nothing is kept of anybody.
 */
export async function drawWarmUp(
  db: Db,
  actor: Actor | undefined,
  group: { botId: number; chatId: number; updateId: number },
  now: Date,
): Promise<WarmUp> {
  if (!actor || !mayDo(actor, 'warmup.ask')) return { ok: false, problem: 'not-allowed' };
  const last = await findGroupWarmUp(db, group.botId, group.chatId);
  const questions = await findWarmUpQuestions(db, POLL);
  const again = last?.updateId === group.updateId ? last.recent[0] : undefined;
  if (again !== undefined) {
    const question = questions.find(({ versionId }) => versionId === again);
    return question ? { ok: true, question } : { ok: false, problem: 'no-question' };
  }
  const until = new Date((last ? new Date(last.at).getTime() : -Infinity) + WARM_UP_EVERY_MS);
  if (last && until > now) return { ok: false, problem: 'too-soon', until };
  const recent = last?.recent ?? [];
  const [question] = inTurn(questions, recent, group);
  if (!question) return { ok: false, problem: 'no-question' };
  const row = { ...group, recent: [question.versionId, ...recent].slice(0, RECENT) };
  const put = await putGroupWarmUp(db, row, new Date(now.getTime() - WARM_UP_EVERY_MS), now);
  // Another secretary was a moment faster.
  return put
    ? { ok: true, question }
    : { ok: false, problem: 'too-soon', until: new Date(now.getTime() + WARM_UP_EVERY_MS) };
}

/** Those that have not come lately first, each half shuffled by the update that asks. */
function inTurn(
  questions: readonly WarmUpRow[],
  recent: readonly string[],
  { chatId, updateId }: { chatId: number; updateId: number },
): WarmUpRow[] {
  const keyed = questions.map((question) => ({
    question,
    late: recent.indexOf(question.versionId),
    key: createHash('sha256').update(`${chatId}:${updateId}:${question.versionId}`).digest('hex'),
  }));
  return keyed
    .toSorted((a, b) => Number(a.late >= 0) - Number(b.late >= 0) || a.key.localeCompare(b.key))
    .map(({ question }) => question);
}
