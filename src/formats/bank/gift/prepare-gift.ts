import { readTruth } from '../mark-words.ts';
import { markBlanks, markSigns, unmark } from './gift-marks.ts';

/** A question of GIFT in the plain form its parser takes: title apart, the answers last, a gap where they stood. */
export type PreparedGift = {
  title: string;
  stem: string;
  /** What stood between the braces; null where there are none. */
  inner: string | null;
};

/** The signs between the braces, where somebody has typed them in full width. */
function normaliseAnswers(inner: string): string {
  const isWide = /^\s*[＝～＃]/u.test(inner);
  const half = (sign: string) => sign.normalize('NFKC');
  if (!isWide) return inner.replace(/\n[ \t]*[＝～]/gu, half);
  return inner
    .replace(/[＝～＃]/gu, half)
    .replaceAll('－＞', '->')
    .replace(/([=~] ?)％(-?[\d.]{1,9})％/gu, '$1%$2%');
}

/** "TRUE", "对" … as the one letter that the parser knows. */
function normaliseTruth(inner: string): string {
  const [, word = '', rest = ''] = /^\s*([^#=~\s]{1,9})\s*(#[\s\S]*)?$/u.exec(inner) ?? [];
  const truth = readTruth(unmark(word));
  return truth === undefined ? inner : `${truth ? 'T' : 'F'}${rest}`;
}

/**
 * Takes one block of a GIFT file apart.
 * @param block its escaped signs marked (see gift-marks.ts)
 * @returns null where the braces do not make one pair
 */
export function prepareGift(block: string): PreparedGift | null {
  const text = block.replace(/^\s*：：([^\n]*?)：：/u, '::$1::');
  const [whole = '', title = ''] = /^\s*::([\s\S]*?)::/.exec(text) ?? [];
  const body = text.slice(whole.length);
  const start = body.indexOf('{');
  const end = body.indexOf('}');
  if (start < 0 && end < 0) return { title: unmark(title).trim(), stem: markStem(body), inner: null };
  const after = body.slice(end + 1);
  if (start < 0 || end < start || /[{}]/.test(after) || body.slice(start + 1, end).includes('{')) return null;
  const inner = normaliseTruth(normaliseAnswers(body.slice(start + 1, end)));
  const tail = after.replace(/^\s*\/\/.*$/m, '').trim();
  const isTruth = /^[TF](?:#|$)/.test(inner);
  const joint = tail === '' ? '' : isTruth ? '\n' : gapBetween(body.slice(0, start), tail);
  return {
    title: unmark(title).trim(),
    stem: markStem(`${body.slice(0, start).trimEnd()}${joint}${tail}`),
    inner: markBlanks(/^\s*#/.test(inner) ? inner : markSigns(inner, /:/g)),
  };
}

/** Chinese has no blanks around a gap; other languages keep those that stood there. */
const gapBetween = (before: string, tail: string): string =>
  /\p{Script=Han}\s*$/u.test(before) || /^\p{Script=Han}/u.test(tail) ? '____' : ' ____ ';

/** In a stem no sign has a meaning, and lines are lines; only a format in brackets may stand in front. */
function markStem(stem: string): string {
  const [format = ''] = /^\s*\[(?:html|moodle|plain|markdown)\]/.exec(stem) ?? [];
  const text = stem.slice(format.length).trim();
  return format.trim() + markSigns(markBlanks(text), /[:=~#{}\\\n]/g);
}
