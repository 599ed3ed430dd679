const TRUE_WORDS = ['对', '正确', '√', 'true', 't', 'yes', '是'];
const FALSE_WORDS = ['错', '错误', '×', 'false', 'f', 'no', '否'];

/** What was typed: the places of letters, from 0, or whether something is true, which is place 0 or 1. */
export type Letters = { isTruth: boolean; places: number[] };

/** "A", "ab", "A、C", "对"; undefined for anything else. */
export function readLetters(text: string): Letters | undefined {
  const word = text
    .trim()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,、，]/g, '');
  if (TRUE_WORDS.includes(word)) return { isTruth: true, places: [0] };
  if (FALSE_WORDS.includes(word)) return { isTruth: true, places: [1] };
  if (!/^[a-k]{1,11}$/.test(word)) return undefined;
  return { isTruth: false, places: [...word].map((letter) => letter.charCodeAt(0) - 97) };
}
