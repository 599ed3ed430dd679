import { elder as en } from './locales/en/elder.ts';
import { elder as zh } from './locales/zh/elder.ts';
import type { Button, Language, View } from './view.ts';

const words = { zh, en };

const LINK = /<a href="([^"]*)">(.*?)<\/a>/gs;
const TAG = /<[^>]*>/g;
const EMOJI = /[\p{Extended_Pictographic}\u{FE0F}\u{200D}]+ ?/gu;
const OPTION = /^((?:✓ |✗ |▸ )?)([A-K])\. /gm;
/** More names than this are not listed: the numbers of a long list speak for themselves. */
const MOST_NAMED = 6;

/** Without format and pictures, options as "A、…"; a link's address is written out. Still escaped for Telegram HTML. */
export const plainText = (html: string): string =>
  html.replace(LINK, '$2 $1').replace(TAG, '').replace(EMOJI, '').replace(OPTION, '$1$2、').trim();

/**
 * A view for whoever reads with difficulty: plain text, one or two large buttons a row, and a line that says what may be
 * typed instead of pressing.
 */
export function elderView(language: Language, view: View): View {
  const w = words[language];
  const buttons = view.buttons.map((row) =>
    row.map((button) => ({ ...button, label: plainLabel(language, button.label) })),
  );
  const text = plainText(view.text);
  const named = buttons.flat().map(({ label }) => label.replace(/^✓ /, ''));
  const hint =
    named.length > MOST_NAMED
      ? w.typeMany(named.slice(0, MOST_NAMED).join(w.comma))
      : w.type(named.join(w.comma));
  return {
    ...view,
    text: named.length > 0 ? `${text}\n\n${hint}` : text,
    buttons: buttons.flatMap((row) => largeRows(row)),
  };
}

/** The signs of a page are said in words. */
function plainLabel(language: Language, label: string): string {
  const w = words[language];
  if (label === '◀') return w.previousPage;
  if (label === '▶') return w.nextPage;
  return label.replace(EMOJI, '').trim() || label;
}

/** Letters and numbers two a row, words one. */
function largeRows(row: readonly Button[]): Button[][] {
  const width = row.every(({ label }) => [...label.replace(/^✓ /, '')].length <= 2) ? 2 : 1;
  return Array.from({ length: Math.ceil(row.length / width) }, (_, i) =>
    row.slice(i * width, (i + 1) * width),
  );
}
