import annual from '../../content/assessments/annual-2026.json' with { type: 'json' };
import { readAssessmentForm } from '../../src/domain/assessments/form.ts';
import * as cycles from '../../src/messages/assessment-cycles.ts';
import * as assessments from '../../src/messages/assessments.ts';
import pack from '../../content/rules/default.json' with { type: 'json' };
import { readRulePack } from '../../src/domain/rules/rule-pack.ts';
import * as opinions from '../../src/messages/review-opinions.ts';
import * as reviews from '../../src/messages/reviews.ts';
import type { Language, View } from '../../src/messages/view.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const AT = new Date('2026-11-28T10:00:00Z');
const BEFORE = new Date('2026-11-20T10:00:00Z');
const AFTER = new Date('2027-01-20T10:00:00Z');
const form = readAssessmentForm(annual);
const cycle = {
  id: ID,
  title: form.title.zh,
  titleEn: form.title.en,
  unitName: '青石镇',
  opensAt: AT,
  closesAt: new Date('2026-12-08T10:00:00Z'),
  reviewClosesAt: new Date('2026-12-15T10:00:00Z'),
  submitted: 412,
  drafts: 88,
};
const row = { id: ID, name: '欧阳样一', unitName: '青石第一村', submittedAt: AT };
const plan = {
  form,
  unitName: '青石镇',
  people: 412,
  opensAt: AT,
  closesAt: cycle.closesAt,
  reviewDays: 7,
};
const known = form.facts.map(({ prefill, name }) => ({ prefill, name, n: 999, of: 999 }));

const ticket = { id: ID, name: '欧阳样一', reviewClosesAt: cycle.reviewClosesAt };
const sealed = 'A'.repeat(54);
const items = form.review ?? [];

const pair = (n: number) => form.review?.[0]?.options.map(({ text }) => ({ text, n })) ?? [];
const waits = {
  id: ID,
  grade: 'excellent',
  text: '全年工作扎实，群众反映好，公开及时。',
  enteredBy: ID,
  enteredByName: '刘试芳',
  verdict: null,
  reason: null,
};
const reviewed: opinions.ReviewedView = {
  id: ID,
  name: '欧阳样一',
  unitName: '青石第一村',
  title: form.title.zh,
  titleEn: form.title.en,
  opinion: waits,
  compared: items.map(({ stem, options }) => ({
    stem,
    own: options[0]?.text ?? null,
    peer: pair(8),
    people: [],
  })),
};
const confirmed = { ...reviewed, opinion: { ...waits, verdict: 'confirmed' as const } };
const returned = {
  ...reviewed,
  opinion: { ...waits, verdict: 'returned' as const, reason: '请补充评语' },
};
const { grades } = readRulePack(pack).reviews;

/** What is shown about rounds of self-assessment, in its longest form. */
export const everyCycleView = (l: Language): View[] => [
  ...[BEFORE, AT, new Date('2026-12-10T10:00:00Z'), AFTER].map((now) =>
    cycles.cycleHomeView(l, [cycle, cycle, cycle], true, now),
  ),
  cycles.cycleHomeView(l, [], false, AT),
  cycles.formAskView(l, [form, form]),
  ...[undefined, 'past', 'too-far', { text: '下周五左右' }].map((problem) =>
    cycles.cycleOpensView(l, [AT, AT, AT, AT], problem),
  ),
  ...[undefined, 'too-short', 'too-long', { text: '下周五左右' }].map((problem) =>
    cycles.cycleClosesView(l, [AT, AT, AT], 60, problem),
  ),
  cycles.cyclePreview(l, plan, 'ABCDEFGH'),
  cycles.cyclePreview(l, { ...plan, opensAt: null, reviewDays: null }, 'ABCDEFGH'),
  cycles.cycleOrderedView(l, cycle, true),
  cycles.cycleOrderedView(l, cycle, false),
  cycles.cycleView(l, cycle, true),
  cycles.submittedListView(l, cycle, [row, row, row, row, row], { page: 1, pages: 83, from: 5 }),
  cycles.submittedListView(l, cycle, [], { page: 0, pages: 0, from: 0 }),
  cycles.reopenAskView(l, '欧阳样一', false),
  cycles.reopenAskView(l, '欧阳样一', true),
  cycles.reopenedView(l, '欧阳样一'),
  cycles.reopenedToldView(l, { ...cycle, cycleId: ID, reason: '请补充下半年的工作', byName: '刘试芳' }),
  reviews.ticketsView(l, { rows: Array.from({ length: 5 }, () => ticket), open: 88, used: 88 }, AT),
  reviews.ticketsView(l, { rows: [], open: 0, used: 88 }, AT),
  reviews.ticketsView(l, { rows: [], open: 0, used: 0 }, AT),
  ...items.map(({ options }, i) =>
    reviews.voteItemView(
      l,
      '欧阳样一',
      items,
      i,
      options.map(() => sealed),
    ),
  ),
  reviews.voteCheckView(l, '欧阳样一', ID, sealed),
  reviews.voteCastView(l, '欧阳样一', true),
  reviews.voteCastView(l, '欧阳样一', false),
  opinions.reviewedListView(l, [reviewed, confirmed, returned, { ...reviewed, opinion: null }], 88),
  opinions.reviewedListView(l, [], 0),
  ...[reviewed, confirmed, returned, { ...reviewed, opinion: null }].flatMap((row) => [
    opinions.reviewedView(l, row, grades, ID),
    opinions.reviewedView(l, row, grades, 'another'),
  ]),
  opinions.gradeAskView(l, '欧阳样一', grades),
  opinions.opinionTextView(l),
  opinions.opinionPreview(l, { ...waits, name: '欧阳样一' }, grades, { given: 4, reviewed: 12 }, 'ABCDEFGH'),
  opinions.opinionEnteredView(l, '欧阳样一', { first: true, told: true }),
  opinions.opinionEnteredView(l, '欧阳样一', { first: true, told: false }),
  opinions.opinionEnteredView(l, '欧阳样一', { first: false, told: true }),
  opinions.opinionConfirmedView(l, '欧阳样一'),
  opinions.returnAskView(l, '欧阳样一', false),
  opinions.returnAskView(l, '欧阳样一', true),
  opinions.opinionReturnedView(l),
  opinions.opinionAskedView(l, ID),
  opinions.opinionAnswerView(l, { name: '欧阳样一', verdict: 'confirmed', reason: null }),
  opinions.opinionAnswerView(l, { name: '欧阳样一', verdict: 'returned', reason: '请补充评语' }),
  opinions.resultView(l, confirmed, grades),
  opinions.compareView(l, confirmed),
  reviews.reviewOpenView(l, cycle, 88, AT),
  reviews.reviewCountedView(l, cycle),
  ...[undefined, 'too-long'].map((problem) =>
    assessments.assessmentFacts(
      l,
      { id: ID, answers: problem ? { _remark: '有两次会议因公请假' } : {} },
      known,
      form.covers,
      problem,
    ),
  ),
];
