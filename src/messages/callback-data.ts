/** A row's id (UUID) or a small word or number. */
export type CallbackPart = string | number;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SHORT = /^~([A-Za-z0-9_-]{22})$/;

const shortenId = (id: string): string =>
  `~${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`;

function restoreId(short: string): string {
  const hex = Buffer.from(short, 'base64url').toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * Callback data names the row and the slot, never the truth: "quiz.press:~<id>:2:1". A UUID takes 23 bytes.
 * @throws Error over Telegram's limit of 64 bytes, which is a mistake in the code
 */
export function packCallback(action: string, ...parts: CallbackPart[]): string {
  const data = [
    action,
    ...parts.map((part) => (typeof part === 'string' && UUID.test(part) ? shortenId(part) : String(part))),
  ].join(':');
  if (Buffer.byteLength(data) > 64) throw new Error(`callback data over 64 bytes: ${data}`);
  return data;
}

/** The parts behind the action, ids restored. Anything may come in: the reader checks every part. */
export function unpackCallback(data: string): { action: string; parts: string[] } {
  const [action = '', ...parts] = data.split(':');
  return { action, parts: parts.map(restorePart) };
}

/** An id has one spelling: the last character of a short one has bits to spare, which must be as we write them. */
function restorePart(part: string): string {
  if (!SHORT.test(part)) return part;
  const id = restoreId(part.slice(1));
  return shortenId(id) === part ? id : part;
}

export const isId = (part: string | undefined): part is string => part !== undefined && UUID.test(part);
