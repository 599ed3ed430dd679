import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

type Topic = { id: string };

/**
 * How an account stands in the database on one day, for one village: HMAC-SHA-256 under HKDF-SHA-256 of the bot's token and
 * that day's random half, 43 characters. Without both of them nobody gets from one to the other.
 * @param half hex
 */
export function accountMark(secret: string, half: string, account: number, unitId: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, Buffer.from(half, 'hex'), 'qingfeng-voice', 32));
  return createHmac('sha256', key).update(`${account} ${unitId}`).digest('base64url');
}
export const newHalf = (): string => randomBytes(32).toString('hex');
/** 72 bits in 12 characters that a link of Telegram may carry. */
export const newCode = (): string => randomBytes(9).toString('base64url');

/** A number that tells lists of topics apart, so that an old button does not count for what stands in its place today. */
export const stampOfTopics = (topics: readonly Topic[]): number =>
  (createHash('sha256')
    .update(topics.map(({ id }) => id).join())
    .digest()[0] ?? 0) % 255;

/** The topic that the marks of a button stand for. */
export const topicOf = <T extends Topic>(
  topics: readonly T[],
  [place = -1, stamp]: readonly number[],
): T | undefined => (stamp === stampOfTopics(topics) ? topics[place] : undefined);

/** What may be shown of the counts, in the order of the topics: no ranking, and nothing of fewer than `least`. */
export const shownTopics = <T extends Topic>(
  counts: Readonly<Record<string, number>>,
  topics: readonly T[],
  least: number,
): { topic: T; n: number }[] =>
  topics.flatMap((topic) => {
    const n = counts[topic.id] ?? 0;
    return n >= least ? [{ topic, n }] : [];
  });

/** The first day of the month that lies so many months before that of a day. */
export function monthBefore(day: string, months: number): string {
  const n = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${String(Math.floor(n / 12)).padStart(4, '0')}-${String((n % 12) + 1).padStart(2, '0')}-01`;
}
