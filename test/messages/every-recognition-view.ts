import * as recognitions from '../../src/messages/recognitions.ts';
import type { Language, View } from '../../src/messages/view.ts';

const ID = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const waiting: recognitions.RecognitionView = {
  id: ID,
  personName: '张样一',
  unitName: '青石镇 / 青石第一村',
  kind: 'refused-gift',
  text: '主动退还<礼品>并登记，2026 年 11 月。',
  objection: '这一条与事实不符，当天我在县里开会。',
  proposedByName: '杨样明',
  verdict: null,
  refusal: null,
  decidedByName: null,
};
const kinds = ['commendation', 'refused-gift', 'clearing'];
const approved = { ...waiting, verdict: 'approved' as const, decidedByName: '刘试芳' };
const refused = { ...approved, verdict: 'refused' as const, refusal: '请补充表彰文件的文号' };
const objection = { id: ID, kind: 'quiz-result', text: '答案有误', at: '2026-11-25T10:00:00+08:00' };

/** What is shown about recognition and clearing, in its longest form. */
export const everyRecognitionView = (l: Language): View[] => [
  recognitions.recognitionListView(l, [waiting, waiting, waiting, waiting, waiting], 88),
  recognitions.recognitionListView(l, [], 0),
  recognitions.recogniseWhoView(l),
  recognitions.recogniseKindView(l, '张样一', kinds),
  recognitions.recogniseClosesView(
    l,
    Array.from({ length: 5 }, () => objection),
  ),
  ...kinds.flatMap((kind) => [
    recognitions.recogniseTextView(l, kind),
    recognitions.recognitionToldView(l, { ...approved, kind }),
  ]),
  recognitions.recognisePreview(l, waiting, 'ABCDEFGH'),
  ...(['proposed', 'proposedNobody', 'proposedBefore'] as const).map((word) =>
    recognitions.recognisedView(l, word),
  ),
  ...[waiting, approved, refused].map((row) => recognitions.recognitionView(l, row)),
  recognitions.refuseRecognitionView(l, '张样一', false),
  recognitions.refuseRecognitionView(l, '张样一', true),
  ...(['approved', 'refused'] as const).map((verdict) =>
    recognitions.recognitionDoneView(l, verdict, '张样一'),
  ),
  recognitions.recognitionAskedView(l, ID),
  ...[approved, refused].map((row) => recognitions.recognitionAnswerView(l, row)),
];
