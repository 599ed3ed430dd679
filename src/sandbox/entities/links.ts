/** The user a `tg://user?id=` link names. */
export function linkedUserId(url: string): number | undefined {
  const match = /^tg:\/\/user\?(?:.*&)?id=(\d{1,15})(?:&|$)/i.exec(url);
  return match ? Number(match[1]) : undefined;
}

/** The custom emoji a `tg://emoji?id=` link names. */
export const linkedEmojiId = (url: string): string | undefined =>
  /^tg:\/\/emoji\?(?:.*&)?id=(\d+)(?:&|$)/i.exec(url)?.[1];

/** A link as Telegram keeps it, or undefined when it is none (such an entity is dropped without an error). */
export function checkedLink(url: string): string | undefined {
  const trimmed = url.trim();
  if (/^(tg|ton):\/\/?\S+$/i.test(trimmed)) return trimmed;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  if (!/^(https?|ftp):\/\/[^\s/?#]+/i.test(withScheme)) return undefined;
  let parsed: URL;
  try {
    parsed = new URL(withScheme);
  } catch {
    return undefined;
  }
  const host = parsed.hostname;
  if (!host.includes('.') && host !== 'localhost' && !host.startsWith('[')) return undefined;
  return parsed.pathname === '/' && !/[/?#]$/.test(trimmed) && !parsed.search && !parsed.hash
    ? `${withScheme}/`
    : withScheme;
}
