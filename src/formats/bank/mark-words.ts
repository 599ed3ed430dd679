/** Right and wrong as people write them. */
const TRUE_MARKS = '对 正确 是 √ ✓ ✔ ☑ t true right yes y correct'.split(' ');
const FALSE_MARKS = '错 错误 不对 不正确 否 × ✗ ✘ ☒ x f false wrong no n incorrect'.split(' ');
/** Whether a word says "right" or "wrong"; undefined where it says neither. */
export function readTruth(word: string): boolean | undefined {
  const mark = word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.。;；,，()"'“”]/gu, '');
  if (TRUE_MARKS.includes(mark)) return true;
  return FALSE_MARKS.includes(mark) ? false : undefined;
}

/** The two options of a true-or-false question whose file names none: in the language of the question. */
export const truthOptions = (stem: string): [string, string] =>
  /\p{Script=Han}/u.test(stem) ? ['正确', '错误'] : ['True', 'False'];

/** "请填年数（单位：年）": the unit a stem asks for. */
export const unitIn = (stem: string): string =>
  /[(（](?:单位|unit)\s*[:：]\s*([^()（）]{1,20})[)）]/iu.exec(stem)?.[1]?.trim() ?? '';

/** "《条例》第八条：……" as the document, the article and what is quoted. */
export function readBasis(text: string): { document?: string; article?: string; quote?: string } {
  const [, title, article, quote] =
    /^《([^》]{1,200})》\s*(第[^：:，,。\s]{1,30}[条款项章节])?\s*(?:[：:，,]\s*([\s\S]+))?$/u.exec(text) ??
    [];
  if (title === undefined)
    return /^第[^\s：:，,。]{1,30}[条款项章节]$/u.test(text) ? { article: text } : { document: text };
  return { document: title, ...(article && { article }), ...(quote && { quote: quote.trim() }) };
}

const DIFFICULTIES: readonly (readonly string[])[] = [
  '1 易 简单 容易 较易 低 初级 ★ 一星 easy low'.split(' '),
  '2 中 中等 一般 适中 中级 ★★ 二星 medium middle normal'.split(' '),
  '3 难 困难 较难 高 高级 ★★★ 三星 hard difficult high'.split(' '),
];
/** 1–3; undefined for any other word. */
export function readDifficulty(text: string): number | undefined {
  const key =
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s.。]|(?:度|级|等)$/gu, '') || text.trim();
  const at = DIFFICULTIES.findIndex((words) => words.some((word) => word === key || word === text.trim()));
  return at < 0 ? undefined : at + 1;
}
