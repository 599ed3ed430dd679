import { alikeView, comparableView } from '../../src/messages/alike.ts';
import * as learning from '../../src/messages/learning.ts';
import type { Language, View } from '../../src/messages/view.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const count = { people: 99, finished: 88 };
const unit = { id: ID, name: '青石镇' };
const weak = {
  versionId: ID,
  article: '中华人民共和国村民委员会组织法 第三十条',
  facility: 0.41,
  answers: 120,
  people: 99,
  sureMistakes: 12,
};
const overview: learning.LearningView = {
  unit,
  days: 30,
  total: count,
  units: Array.from({ length: 12 }, (_, i) => ({
    ...count,
    id: ID.replace('6071', `${6000 + i}`),
    name: '青石第十二村',
  })),
  others: count,
  weak: [weak, weak, { ...weak, sureMistakes: undefined }],
  alike: true,
};
const proposal: learning.ProposalView = {
  unit,
  versionId: ID,
  document: '中华人民共和国村民委员会组织法',
  place: '第三十条',
  quotes: Array.from({ length: 9 }, () => '集体财务往来较多的，财务收支情况应当每月公布一次'.repeat(9)),
  plan: { name: { zh: '村民自治与村级财务', en: 'Village self-government and finance' } },
  mayAssign: true,
};
const pair = {
  names: ['张样一', '李样平'] as [string, string],
  sharedMistakes: 12,
  sameMistakes: 10,
  close: 9,
};
const where = { total: 9_999, page: 88, size: 5 };
const quiz = { id: ID, name: '每周一练', closesAt: '2026-11-23T00:00:00Z', people: 999 };

/** How a unit learns, in its longest form. */
export const everyLearningView = (l: Language): View[] => [
  learning.learningView(l, overview, 0),
  learning.learningView(l, overview, 2),
  learning.learningView(l, { ...overview, weak: [], units: [] }, 9),
  learning.learningView(l, { ...overview, total: null, units: [], weak: [] }, 0),
  learning.weakArticleView(l, proposal),
  learning.weakArticleView(l, { ...proposal, mayAssign: false }),
  learning.weakArticleView(l, { ...proposal, plan: null }),
  comparableView(l, [quiz, quiz, quiz, quiz, quiz], where),
  comparableView(l, [], { ...where, total: 0 }),
  alikeView(l, { name: '每周一练', closesAt: quiz.closesAt, people: 999, pairs: [pair, pair, pair, pair] }),
  alikeView(l, { name: '每周一练', closesAt: quiz.closesAt, people: 999, pairs: [] }),
];
