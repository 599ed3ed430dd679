import { createHmac } from 'node:crypto';

export type RoomCode = { digits: number; seconds: number; graceSeconds: number };

const stepOf = ({ seconds }: RoomCode, time: Date): number => Math.floor(time.getTime() / 1000 / seconds);

/** One code of a meeting: HMAC-SHA-256 of its secret and the number of the step, cut as in HOTP (RFC 4226, 5.3). */
function codeOfStep(secret: string, { digits }: RoomCode, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha256', secret).update(counter).digest();
  const offset = (hash[hash.length - 1] ?? 0) & 0xf;
  const number = hash.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The code to show at an instant, and when the next one takes its place. */
export function codeAt(secret: string, rule: RoomCode, now: Date): { code: string; until: Date } {
  const step = stepOf(rule, now);
  return { code: codeOfStep(secret, rule, step), until: new Date((step + 1) * rule.seconds * 1000) };
}

/** Whether a code was right when it came: the one of that time, or for a short while the one before. */
export function isCodeRight(secret: string, rule: RoomCode, code: string, receivedAt: Date): boolean {
  const step = stepOf(rule, receivedAt);
  if (code === codeOfStep(secret, rule, step)) return true;
  const since = receivedAt.getTime() - step * rule.seconds * 1000;
  return since < rule.graceSeconds * 1000 && code === codeOfStep(secret, rule, step - 1);
}

/** A code as people type it: digits in any width, with blanks or hyphens between them; undefined for anything else. */
export function readCode(text: string, { digits }: Pick<RoomCode, 'digits'>): string | undefined {
  const plain = text.normalize('NFKC').replace(/[\s-]/g, '');
  return /^\d+$/.test(plain) && plain.length === digits ? plain : undefined;
}
