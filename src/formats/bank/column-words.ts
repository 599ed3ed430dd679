/** As many as a matching has right-hand sides at most: eight, and three that fit nothing. */
const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K'] as const;

/** The columns of a table of questions. `options` is one column with all of them, `basis` one with document and article. */
export type BankColumn =
  | 'code'
  | 'type'
  | 'stem'
  | 'scenario'
  | `option${(typeof LETTERS)[number]}`
  | 'options'
  | 'answer'
  | 'explanation'
  | 'difficulty'
  | 'topic'
  | 'document'
  | 'article'
  | 'quote'
  | 'basis'
  | 'unit'
  | 'tolerance'
  | 'number';

export const OPTION_COLUMNS = LETTERS.map((letter) => `option${letter}` as const);

/** Headings as people write them, in the form of `headingKey`; the first of each language is what is written. */
const HEADINGS: Record<Exclude<BankColumn, (typeof OPTION_COLUMNS)[number]>, [zh: string[], en: string[]]> = {
  code: [
    ['编号', '题目编号', '试题编号', '题目代码'],
    ['code', 'questioncode', 'questionid'],
  ],
  type: [
    ['题型', '题目类型', '试题类型', '类型'],
    ['type', 'questiontype'],
  ],
  stem: [
    ['题干', '题目', '试题', '试题内容', '题目内容', '问题', '题干内容', '题目名称', '试题题干', '题目描述'],
    ['question', 'stem', 'questiontext', 'prompt'],
  ],
  scenario: [
    ['案例', '案例材料', '材料', '情景', '背景材料', '案情'],
    ['scenario', 'casetext', 'background'],
  ],
  options: [
    ['选项', '备选项', '备选答案', '选项内容', '候选项'],
    ['options', 'choices'],
  ],
  answer: [
    ['答案', '正确答案', '参考答案', '标准答案', '正确选项', '题目答案', '试题答案'],
    ['answer', 'correctanswer', 'key', 'answers', 'correct'],
  ],
  explanation: [
    ['解析', '答案解析', '试题解析', '题目解析', '解释', '说明'],
    ['explanation', 'feedback', 'rationale', 'generalfeedback'],
  ],
  difficulty: [
    ['难度', '难易度', '难易程度', '难度等级', '难度系数'],
    ['difficulty', 'level'],
  ],
  topic: [
    ['主题', '知识点', '分类', '考点', '章节', '类别', '所属分类', '题目分类'],
    ['topic', 'category', 'subject', 'tag'],
  ],
  document: [
    ['文件', '文件名称', '法规', '法规名称', '依据文件'],
    ['document', 'documenttitle'],
  ],
  article: [
    ['条款', '条文', '法条', '条目'],
    ['article', 'clause'],
  ],
  quote: [
    ['原文', '引文', '条文原文', '原文摘录', '条款原文'],
    ['quote', 'quotation'],
  ],
  basis: [
    ['依据', '出处', '来源', '法条依据', '政策依据', '参考依据'],
    ['basis', 'source', 'reference'],
  ],
  unit: [
    ['单位', '计量单位'],
    ['unit', 'units'],
  ],
  tolerance: [
    ['误差', '允许误差', '误差范围'],
    ['tolerance', 'margin'],
  ],
  number: [
    ['序号', '题号'],
    ['no', 'number', 'index'],
  ],
};

/** What is written above an option column: the word before the letter. */
const OPTION_WORDS = { zh: '选项', en: 'Option ' };
const OPTION_HEADING = /^(?:选项|备选项|备选答案|答案选项|option|choice|answer)?([a-k])(?:选项|项)?$/u;

/** "Option A*", "选项 A（必填）", "option_a" and full-width letters are one. */
const headingKey = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*\)$/u, '')
    .replace(/[\s_.*:#-]|\p{Cf}/gu, '');

const COLUMN_OF = new Map(
  Object.entries(HEADINGS).flatMap(([column, words]) =>
    words.flat().map((word) => [word, column as BankColumn] as const),
  ),
);

/** The column a heading stands for; undefined for any other text. */
export function columnOf(heading: string): BankColumn | undefined {
  const key = headingKey(heading);
  const letter = OPTION_HEADING.exec(key)?.[1]?.toUpperCase();
  return COLUMN_OF.get(key) ?? OPTION_COLUMNS.find((column) => column === `option${letter}`);
}

/** The heading that is written above a column. */
export function headingOf(column: BankColumn, language: 'zh' | 'en'): string {
  const letter = /^option([A-K])$/.exec(column)?.[1];
  if (letter !== undefined) return `${OPTION_WORDS[language]}${letter}`;
  const words = HEADINGS[column as keyof typeof HEADINGS][language === 'zh' ? 0 : 1];
  return words[0] ?? column;
}
