import { pinyin as readAloud } from 'pinyin-pro';

export type NamePinyin = { pinyin: string; initials: string };

/**
 * How a name is searched for: lower-case pinyin without tones ("zhang san", ü as v) and its initials ("zs"). The first
 * character is read as a surname (单 is "shan"); words in Latin letters stay as they are.
 */
export function namePinyin(name: string): NamePinyin {
  const syllables = readAloud(name.trim(), {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    v: true,
    nonZh: 'consecutive',
  })
    .flatMap((syllable) => syllable.toLowerCase().split(/[\s·.-]+/u))
    .filter((syllable) => syllable !== '');
  return { pinyin: syllables.join(' '), initials: syllables.map((syllable) => [...syllable][0]).join('') };
}

/** How a character is written where it cannot be shown: its pinyin, else its number in Unicode, "U+20BB7". */
export function spellCharacter(character: string): string {
  const { pinyin } = namePinyin(character);
  // What it does not know it gives back as it is.
  if (/^[a-z]+$/.test(pinyin)) return pinyin;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
