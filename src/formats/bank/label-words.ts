/** The labels by which plain text says what a line is for: "答案：B", "【解析】……", "Answer: B". */
const LABELS = {
  answer: ['答案', '正确答案', '参考答案', '标准答案', '正确选项', 'answer', 'correct answer', 'key', 'ans'],
  explanation: ['解析', '答案解析', '试题解析', '题目解析', '解释', 'explanation', 'feedback', 'rationale'],
  difficulty: ['难度', '难易度', '难易程度', '难度等级', 'difficulty', 'level'],
  topic: ['主题', '知识点', '考点', '分类', '章节', '类别', 'topic', 'category', 'subject'],
  basis: ['依据', '出处', '来源', '法条依据', '政策依据', '参考依据', 'basis', 'source', 'reference'],
  document: ['文件', '文件名称', '法规', '法规名称', '依据文件', 'document'],
  article: ['条款', '条文', '法条', '条目', 'article', 'clause'],
  quote: ['原文', '引文', '条文原文', '原文摘录', 'quote', 'quotation'],
  code: ['编号', '题目编号', '试题编号', '题目代码', 'code', 'id', 'question id', 'question code'],
  scenario: ['案例', '案例材料', '材料', '情景', '背景', '背景材料', '案情', 'scenario', 'case'],
  question: ['问题', '设问', '提问', 'question'],
  unit: ['单位', '计量单位', 'unit', 'units'],
  tolerance: ['误差', '允许误差', '误差范围', 'tolerance'],
} as const;
export type Label = keyof typeof LABELS;

const LABEL_OF = new Map(
  (Object.keys(LABELS) as Label[]).flatMap((label) =>
    LABELS[label].map((word): [string, Label] => [word, label]),
  ),
);
const WORDS = [...LABEL_OF.keys()].toSorted((a, b) => b.length - a.length).join('|');
/** With brackets a colon may be missing; without them it may not. */
const AT_START = new RegExp(
  `^\\s*(?:[【[](${WORDS})[】\\]]\\s*[:：]?|(${WORDS})\\s*[:：])[ \\t\\u3000]*`,
  'iu',
);
/** Within a line only the labels that are not words of a sentence, after a blank or in brackets. */
const INLINE = new RegExp(
  `[【[](?:${WORDS})[】\\]]|(?<=[\\s)）。；;])(?:${[...LABELS.answer, ...LABELS.explanation, ...LABELS.difficulty].join('|')})\\s*[:：]`,
  'giu',
);
/** A line of answers for questions that stand elsewhere: "参考答案" alone, "1-5 ABCDA", "1.A 2.B". */
const ANSWERS_APART =
  /^\s*(?:[【[]?(?:参考|标准)?答案[】\]]?\s*[:：]?\s*)?(?:\d+\s*[-–—~]\s*\d+\s*[:：.、]?\s*[A-K√×]{2,}|\d+\s*[.、:：]?\s*[A-K√×]{1,8}[\s,，;；]+\d+\s*[.、:：]?\s*[A-K√×]{1,8}(?:[\s,，;；]|$))/u;

/** The label a line begins with, and what stands behind it. */
export function takeLabel(line: string): { label: Label; text: string } | null {
  const found = AT_START.exec(line);
  const label = LABEL_OF.get((found?.[1] ?? found?.[2] ?? '').toLowerCase());
  return found && label ? { label, text: line.slice(found[0].length).trim() } : null;
}

/** A line cut before every label in it. */
export function cutAtLabels(line: string): string[] {
  const cuts = [...line.matchAll(INLINE)].map(({ index }) => index).filter((index) => index > 0);
  return [0, ...cuts]
    .map((start, at) => line.slice(start, cuts[at] ?? line.length))
    .filter((part) => part.trim() !== '');
}

export const isAnswersApart = (line: string): boolean => ANSWERS_APART.test(line);
