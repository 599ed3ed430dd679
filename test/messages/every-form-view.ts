import * as forms from '../../src/messages/forms.ts';
import type { Language, View } from '../../src/messages/view.ts';

const NOW = new Date('2026-11-25T02:00:00Z');
const NAMES = [
  '谈话提醒、批评教育、责令检查、诫勉',
  '党纪轻处分、组织调整',
  '党纪重处分、重大职务调整',
  '追究刑事责任',
];

/** Everything about the four forms that has buttons. */
export function everyFormView(l: Language, interviewId: string): View[] {
  const row: forms.HandledView = {
    interviewId,
    personName: '张样一',
    unitName: '青石第一村',
    kindName: '提醒谈话',
    heldAt: NOW,
    form: null,
    chooserName: null,
    chosenAt: null,
    reason: null,
  };
  const chosen = { ...row, form: 'first', chooserName: '王试明', chosenAt: NOW };
  const corrected = { ...chosen, form: 'second', reason: '选定时点错了' };
  const items = (['first', 'second', 'third', 'fourth'] as const).map((id, i) => ({
    id,
    name: { zh: NAMES[i] ?? '', en: `Form ${i + 1}` },
    source: '《中国共产党纪律处分条例》第五条',
    verified: i > 0,
  }));
  const counts = { first: 12, second: 3, third: 1, fourth: 0 };
  const units = Array.from({ length: 9 }, (_, i) => ({ name: `青石第${i}村`, counts }));
  const overview = { period: '2026-Q4', total: counts, units, others: counts };
  const none = { first: 0, second: 0, third: 0, fourth: 0 };
  const page = { total: 9_999, page: 888, pages: 999 };
  const [first] = items;
  return [
    forms.formListView(l, [row, chosen, corrected, row, row], page),
    forms.formListView(l, [], page),
    forms.formView(l, row, items),
    forms.formView(l, corrected, items),
    ...(first ? [forms.formPreview(l, row, first, 3)] : []),
    forms.formChangeView(l, chosen, items),
    forms.formReasonView(l, '张样一', 'second'),
    forms.formReasonView(l, '张样一', 'second', true),
    forms.formDoneView(l, chosen),
    forms.formDoneView(l, corrected),
    forms.formCountsView(l, overview, { back: 1, most: 7, page: 1 }),
    forms.formCountsView(l, { ...overview, total: none }, { back: 0, most: 7, page: 0 }),
    forms.formCountsView(
      l,
      { period: '2026-Q4', total: null, units: [], others: null },
      { back: 7, most: 7, page: 0 },
    ),
    forms.fileEnteredView(l),
  ];
}
