import * as menu from '../../src/messages/quiz-menu.ts';
import * as results from '../../src/messages/quiz-results.ts';
import { sourceView } from '../../src/messages/quiz-answered.ts';
import type { QuestionView } from '../../src/messages/quiz-question.ts';
import { questionView } from '../../src/messages/quizzes.ts';
import type { Language, View } from '../../src/messages/view.ts';
import { pack } from '../support/pack.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const LATER = new Date('2026-11-28T10:00:00Z');
const why = {
  explanation: '村民委员会由主任、副主任和委员组成。',
  document: '中华人民共和国村民委员会组织法',
  documentStatus: 're-verify',
  place: '第六条',
  quote: '村民委员会由主任、副主任和委员共三至七人组成。',
};
const several: QuestionView = {
  door: 'quiz',
  attemptId: ID,
  position: 98,
  protect: true,
  total: 100,
  name: '模拟考试',
  manner: 'several',
  isTruth: false,
  scenario: '老王是村委会主任，老李不是村委会成员，却每次都参加会议并表决。',
  stem: '村民委员会由哪些人组成？',
  options: ['主任', '副主任', '委员', '会计', '书记', '队长', '代表', '顾问'],
  left: null,
  length: 1,
  unit: null,
  chosen: [0],
  typed: [],
  whole: true,
  submitted: false,
  finished: false,
  isFinal: true,
  asksConfidence: true,
  confidence: 'sure',
  until: LATER,
  worth: null,
  key: null,
  why: null,
};
const ordering: QuestionView = {
  ...several,
  manner: 'sequence',
  scenario: null,
  length: 8,
  chosen: [2, 0],
  whole: false,
};
const left = ['警告', '严重警告', '撤销党内职务'];
const matching: QuestionView = { ...ordering, left, length: 3 };
const words: QuestionView = {
  ...several,
  manner: 'words',
  options: [],
  chosen: [],
  typed: ['一年半', '<党章>'],
  length: 2,
};
const numeric: QuestionView = { ...words, typed: ['18 个月'], length: 1, unit: '个月' };
/** Open questions of every manner. */
export const all = [several, { ...several, manner: 'one' as const }, ordering, matching, words, numeric];
/** Answered, with everything to be seen. */
export const answered = all.map((question) => ({
  ...question,
  submitted: true,
  worth: 0.5,
  key: { letters: [2, 1, 0], words: ['一年半', '党章'] },
  why,
}));
const result: results.ResultView = {
  attemptId: ID,
  preset: 'topic',
  protect: false,
  name: '专题练习 · 村民自治与选举',
  questions: answered,
  marks: { correct: 0, share: 0.5 },
  passMark: 0.6,
  keyShown: true,
  closesAt: LATER,
  endedBy: 'clock',
  counts: true,
  livesOver: true,
  certificate: false,
  tomorrow: 5,
  again: { preset: 'topic', topic: 'revitalisation' },
};

/** Everything a quiz can show, in its longest form. */
export const everyQuizView = (l: Language): View[] => [
  ...all.flatMap((question) => [
    questionView(l, question),
    questionView(l, { ...question, whole: true, chosen: question.chosen.slice(0, question.length) }),
    questionView(l, { ...question, isFinal: false }),
    questionView(l, { ...question, chosen: [], typed: [], whole: false }),
    questionView(l, { ...question, finished: true }),
  ]),
  ...answered.flatMap((question) => [
    questionView(l, question),
    questionView(l, { ...question, position: 99 }),
    sourceView(l, question),
  ]),
  results.resultView(l, result),
  results.resultView(l, { ...result, preset: 'daily', name: '每日一题', again: null }),
  results.resultView(l, { ...result, marks: null, keyShown: false, counts: false }),
  results.resultView(l, { ...result, keyShown: false }),
  results.resultView(l, { ...result, tomorrow: null }),
  results.wrongView(l, result, 0),
  results.wrongView(l, result, 9),
  results.resultView(l, { ...result, preset: 'exam', protect: true, certificate: true, again: null }),
  results.handInView(l, { attemptId: ID, total: 100, open: [0, 5, 99], protect: false }),
  results.handInView(l, { attemptId: ID, total: 100, open: [], protect: true }),
  menu.offerView(l, 5),
  menu.weeklyView(l, 2),
  menu.practiceView(
    l,
    [
      { preset: 'challenge', name: pack.quizPresets.challenge.name[l], items: 30, minutes: null },
      { preset: 'topic', name: pack.quizPresets.topic.name[l], items: 10, minutes: 40 },
    ],
    pack.dutyTopics.map(({ name }) => ({ post: '村务监督委员会主任', name: name[l] })),
    2,
  ),
  menu.practiceView(l, [], []),
  menu.topicsView(
    l,
    pack.quizTopics.map(({ id, name }) => ({ id, name: name[l] })),
  ),
];
