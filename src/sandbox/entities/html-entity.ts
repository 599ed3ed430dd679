const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** The character an HTML entity at `at` stands for (numeric, or one of the four Telegram knows). */
export function decodeHtmlEntity(text: string, at: number): { char: string; next: number } | undefined {
  const match = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]+));?/.exec(text.slice(at, at + 12));
  if (!match) return undefined;
  const [all, decimal, hex, name] = match;
  const next = at + all.length;
  if (name !== undefined) {
    const char = NAMED[name];
    return char === undefined ? undefined : { char, next };
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  if (code === 0 || code >= 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return { char: String.fromCodePoint(code), next };
}
