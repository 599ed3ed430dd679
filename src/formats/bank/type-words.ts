import type { QuestionType } from '../../domain/questions/rules.ts';

/** The types of the bank. */
const BANK_TYPES = [
  'single',
  'multiple',
  'truefalse',
  'fill',
  'numeric',
  'ordering',
  'matching',
  'case',
] as const satisfies readonly QuestionType[];

/** A choice of which the number of answers says whether it is single or multiple. */
export type DeclaredType = QuestionType | 'choice';

/** What is written as the type of a question. */
export const TYPE_NAMES: Record<'zh' | 'en', Record<QuestionType, string>> = {
  zh: {
    single: '单选题',
    multiple: '多选题',
    truefalse: '判断题',
    fill: '填空题',
    numeric: '数值题',
    ordering: '排序题',
    matching: '匹配题',
    case: '案例题',
  },
  en: {
    single: 'single choice',
    multiple: 'multiple choice',
    truefalse: 'true/false',
    fill: 'fill in',
    numeric: 'numeric',
    ordering: 'ordering',
    matching: 'matching',
    case: 'case',
  },
};

/** The words by which people name a type, in the form of `layoutKey`. */
const TYPE_WORDS: Record<DeclaredType, readonly string[]> = {
  single: ['单选', '单项选择', '单项选择题', '单选题', 'single', 'singlechoice', 'singleanswer', 'radio'],
  multiple: [
    '多选',
    '多项选择',
    '多项选择题',
    '多选题',
    'multiple',
    'multiplechoice',
    'multipleanswer',
    'checkbox',
  ],
  truefalse: [
    '判断',
    '是非',
    '是非题',
    '对错题',
    '判断题',
    '判断正误',
    'truefalse',
    'tf',
    'trueorfalse',
    'boolean',
  ],
  fill: ['填空', '填空题', 'fill', 'fillin', 'fillintheblank', 'fillintheblanks', 'shortanswer', 'blank'],
  numeric: ['数值', '计算', '数字题', '计算题', '数值题', 'numeric', 'numerical', 'number', 'calculation'],
  ordering: ['排序', '顺序题', '排序题', 'ordering', 'order', 'sequence', 'sorting'],
  matching: ['匹配', '连线', '配对', '连线题', '配对题', '匹配题', 'matching', 'match', 'pairs'],
  case: ['案例', '案例分析', '案例选择题', '情景题', '案例分析题', '案例题', 'case', 'casestudy', 'scenario'],
  choice: ['选择', '选择题', '不定项', '不定项选择', '不定项选择题', '不定项题', 'choice', 'mcq'],
};

/** "True / False", "true_false" and a full-width "ＴＲＵＥ／ＦＡＬＳＥ" are one. */
const layoutKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.*:/\-[\]【】()<>《》、]|\p{Cf}/gu, '');

const TYPE_OF = new Map(
  (Object.keys(TYPE_WORDS) as DeclaredType[]).flatMap((type) =>
    TYPE_WORDS[type].map((word) => [word, type] as const),
  ),
);
for (const names of Object.values(TYPE_NAMES))
  for (const type of BANK_TYPES) TYPE_OF.set(layoutKey(names[type]), type);

/** The type a word stands for; undefined for any other word. */
export const typeOf = (word: string): DeclaredType | undefined => TYPE_OF.get(layoutKey(word));

const TYPE_WORD = '[^\\s()【】[\\]：:，,。；;]{2,12}?';
/** "一、单项选择题（每题2分）", "【单选题】", "(二) 判断题：", "Part 1. True/False": the word is in a group. */
const HEADING = new RegExp(
  `^(?:第?[一二三四五六七八九十]+(?:部分|大题)?[、.．:：\\s]\\s*|[(（][一二三四五六七八九十]+[)）][、.．]?\\s*|part\\s*\\d+[.:]?\\s*|#+\\s*)?[【[]?(${TYPE_WORD}|true ?/ ?false|[a-z]+(?: [a-z]+){0,3})[】\\]]?\\s*(?:[(（][^()（）]*[)）]|[:：])?\\s*$`,
  'iu',
);
/** A type in brackets at the beginning of a stem. */
const TYPE_TAG = /^\s*(?:【([^】]{2,12})】|\[([^\]]{2,16})\]|[(（]([^()（）]{2,16})[)）])\s*/u;

const MAX_HEADING = 60;
/** The type that a heading over a group of questions names; undefined for any other line. */
export function headingType(line: string): DeclaredType | undefined {
  const plain = line.trim();
  const word = plain.length > MAX_HEADING ? undefined : HEADING.exec(plain)?.[1];
  return word === undefined ? undefined : typeOf(word);
}

/** A stem without the type in brackets before it, and that type. */
export function takeTypeTag(stem: string): { stem: string; type: DeclaredType | undefined } {
  const found = TYPE_TAG.exec(stem);
  const type = typeOf(found?.slice(1).find((word) => word !== undefined) ?? '');
  return found && type !== undefined
    ? { stem: stem.slice(found[0].length), type }
    : { stem, type: undefined };
}
