import { entryKindText } from './credit-names.ts';
import { common as commonEn } from './locales/en/common.ts';
import { recognitions as en } from './locales/en/recognitions.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { recognitions as zh } from './locales/zh/recognitions.ts';
import { dayText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const cancel = (language: Language, flow = 'recognise') => [
  button(common[language].cancel, 'flow.cancel', flow),
];
const kindText = (language: Language, kind: string): string => words[language].kinds[kind] ?? kind;

export type RecognitionView = {
  id: string;
  personName: string;
  unitName: string;
  kind: string;
  text: string;
  objection: string | null;
  proposedByName: string;
  verdict: 'approved' | 'refused' | null;
  refusal: string | null;
  decidedByName: string | null;
};

/** What waits for an answer, and the way to propose. */
export function recognitionListView(
  language: Language,
  rows: readonly RecognitionView[],
  total: number,
): View {
  const w = words[language];
  const start = [button(w.start, 'recognise.new')];
  if (total === 0) return { text: lines(w.title, w.empty), buttons: [start] };
  return {
    text: lines(
      w.waiting(total),
      '',
      ...rows.map((row, i) => w.row(i + 1, escapeHtml(row.personName), kindText(language, row.kind))),
      '',
      w.hint,
    ),
    buttons: [rows.map((row, i) => button(String(i + 1), 'recognise.open', row.id)), start],
    protect: true,
  };
}

export const recogniseWhoView = (language: Language): View => ({
  text: words[language].whoAsk,
  buttons: [cancel(language)],
});
export const recogniseKindView = (language: Language, name: string, kinds: readonly string[]): View => ({
  text: words[language].kindAsk(escapeHtml(name)),
  buttons: [kinds.map((kind) => button(kindText(language, kind), 'recognise.kind', kind)), cancel(language)],
});

export type ObjectionView = { id: string; kind: string; text: string; at: Date | string };
export const recogniseClosesView = (language: Language, objections: readonly ObjectionView[]): View => ({
  text: lines(
    words[language].closesAsk,
    '',
    ...objections.map((one, i) =>
      words[language].closesRow(
        i + 1,
        dayText(language, one.at),
        entryKindText(language, one.kind),
        escapeHtml(shorten(one.text, 40)),
      ),
    ),
  ),
  buttons: [
    objections.map((one, i) => button(String(i + 1), 'recognise.closes', one.id)),
    [button(words[language].closesNone, 'recognise.closes', 'none')],
    cancel(language),
  ],
  protect: true,
});
export const recogniseTextView = (language: Language, kind: string): View => ({
  text: words[language].textAsk(kindText(language, kind)),
  buttons: [cancel(language)],
});

type Said = Pick<RecognitionView, 'personName' | 'unitName' | 'kind' | 'text' | 'objection'>;
const body = (language: Language, said: Said): string[] => {
  const w = words[language];
  return [
    w.who(escapeHtml(said.personName), escapeHtml(said.unitName)),
    w.what(kindText(language, said.kind)),
    escapeHtml(said.text),
    ...(said.objection === null ? [] : [w.closes(escapeHtml(shorten(said.objection, 60)))]),
  ];
};

/** @param stamp stands for what is shown; the button that submits carries it */
export const recognisePreview = (language: Language, said: Said, stamp: string): View => ({
  text: lines(words[language].previewTitle, ...body(language, said), words[language].previewHint),
  buttons: [
    [
      button(common[language].change, 'recognise.change'),
      ...cancel(language),
      button(common[language].submit, 'recognise.send', stamp),
    ],
  ],
  protect: true,
});
export const recognisedView = (
  language: Language,
  word: 'proposed' | 'proposedNobody' | 'proposedBefore',
): View => ({
  text: words[language][word],
  buttons: [[button(common[language].menu, 'menu.open')]],
});

/** A proposal as whoever decides sees it. */
export function recognitionView(language: Language, row: RecognitionView): View {
  const w = words[language];
  const back = button(common[language].return, 'recognise.list');
  if (row.verdict !== null)
    return { text: recognitionDecidedText(language, row), buttons: [[back]], protect: true };
  return {
    text: lines(w.askTitle, ...body(language, row), w.by(escapeHtml(row.proposedByName)), w.decideHint),
    buttons: [
      [back, button(w.refuse, 'recognise.refuse', row.id), button(w.approve, 'recognise.approve', row.id)],
    ],
    protect: true,
  };
}
export const recognitionDecidedText = (language: Language, row: RecognitionView): string => {
  const w = words[language];
  return w.decidedBefore(w.states[row.verdict ?? ''] ?? '', escapeHtml(row.decidedByName ?? ''));
};

export const refuseRecognitionView = (language: Language, name: string, problem: boolean): View => ({
  text: problem ? words[language].reasonProblem : words[language].refuseAsk(escapeHtml(name)),
  buttons: [cancel(language, 'recognise-refuse')],
});
export const recognitionDoneView = (
  language: Language,
  verdict: 'approved' | 'refused',
  name: string,
): View => ({
  text: verdict === 'approved' ? words[language].approvedDone(escapeHtml(name)) : words[language].refusedDone,
  buttons: [[button(words[language].goOn, 'recognise.list')]],
});

/** Word that there is one; whom it is about stands behind the button. */
export const recognitionAskedView = (language: Language, id: string): View => ({
  text: words[language].announce,
  buttons: [[button(common[language].details, 'recognise.open', id)]],
});

/** What the proposer hears. */
export function recognitionAnswerView(language: Language, row: RecognitionView): View {
  const w = words[language];
  const [name, kind] = [escapeHtml(row.personName), kindText(language, row.kind)];
  return {
    text: lines(
      row.verdict === 'approved' ? w.answerApproved(name, kind) : w.answerRefused(name, kind),
      row.refusal !== null && w.reason(escapeHtml(row.refusal)),
    ),
    buttons: [[button(common[language].menu, 'menu.open')]],
    protect: true,
  };
}

/** What the person hears. */
export const recognitionToldView = (language: Language, row: RecognitionView): View => ({
  text: lines(words[language].thanks[row.kind], escapeHtml(row.text), words[language].thanksFoot),
  buttons: [[button(common[language].myFile, 'file.own')]],
  protect: true,
});
export const recogniseWord = (language: Language, word: 'own'): string => words[language][word];
