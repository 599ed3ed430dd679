import { common as commonEn } from './locales/en/common.ts';
import { notices as en } from './locales/en/notices.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { notices as zh } from './locales/zh/notices.ts';
import { noticeView } from './notices.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export const broadcastTextAsk = (language: Language): View => ({
  text: words[language].textAsk,
  buttons: [[button(common[language].cancel, 'flow.cancel', 'broadcast')]],
});

export type TextProblemView =
  | { problem: 'empty' | 'not-text' }
  | { problem: 'too-long'; length: number; limit: number }
  | { problem: 'secret-mark'; mark: string }
  | { problem: 'private-number'; what: 'id-card' | 'bank-card' | 'phone' };

/** What was wrong with the text, and what to do; the step stays. */
export function broadcastTextProblem(language: Language, problem: TextProblemView): View {
  const w = words[language].problems;
  const text = (() => {
    switch (problem.problem) {
      case 'empty':
        return w.empty;
      case 'not-text':
        return w.notText;
      case 'too-long':
        return w.tooLong(problem.length, problem.limit);
      case 'secret-mark':
        return w.secretMark(escapeHtml(problem.mark));
      case 'private-number':
        return w[problem.what];
    }
  })();
  return { text, buttons: [[button(common[language].cancel, 'flow.cancel', 'broadcast')]] };
}

/** Units to choose from: the author's own first (everybody), then its children. */
export function broadcastUnitsView(
  language: Language,
  units: readonly { id: string; name: string; root: boolean; chosen: boolean }[],
): View {
  const w = words[language];
  const chosen = units.filter((unit) => unit.chosen).length;
  const label = (unit: { name: string; root: boolean; chosen: boolean }) =>
    `${unit.chosen ? '✓ ' : ''}${unit.root ? w.wholeUnit(unit.name) : unit.name}`;
  const rows = units
    .filter((unit) => unit.root)
    .map((unit) => [button(label(unit), 'broadcast.unit', unit.id, unit.chosen ? 0 : 1)]);
  const rest = units
    .filter((unit) => !unit.root)
    .map((unit) => button(label(unit), 'broadcast.unit', unit.id, unit.chosen ? 0 : 1));
  for (let i = 0; i < rest.length; i += 2) rows.push(rest.slice(i, i + 2));
  const l = common[language];
  rows.push([
    button(l.back, 'broadcast.text'),
    button(l.cancel, 'flow.cancel', 'broadcast'),
    button(l.next, 'broadcast.preview'),
  ]);
  return { text: lines(w.unitAsk, chosen > 0 && w.selected(chosen)), buttons: rows };
}

export type PreviewView = {
  text: string;
  authorName: string;
  unitNames: readonly string[];
  people: number;
  unreachable: number;
  exempt: number;
};

/**
 * Exactly what will happen and to how many, then exactly what they will see.
 * @param stamp stands for what is shown; the button that sends carries it
 */
export function broadcastPreview(language: Language, preview: PreviewView, now: Date, stamp = ''): View {
  const w = words[language];
  const l = common[language];
  const seen = noticeView(language, {
    id: '',
    text: preview.text,
    authorName: preview.authorName,
    sentAt: now,
    needsAcknowledgement: false,
    acknowledgement: null,
  });
  const separator = language === 'zh' ? '、' : ', ';
  return {
    text: lines(
      w.previewTitle,
      w.audience(escapeHtml(preview.unitNames.join(separator)), preview.people),
      preview.unreachable > 0 && w.unreachable(preview.unreachable),
      preview.exempt > 0 && w.exempt(preview.exempt),
      w.manner,
      w.seenBelow,
      seen.text,
    ),
    buttons: [
      [
        button(l.change, 'broadcast.text'),
        button(l.cancel, 'flow.cancel', 'broadcast'),
        button(l.confirmSend, 'broadcast.send', stamp),
      ],
    ],
  };
}

export const broadcastSent = (
  language: Language,
  noticeId: string,
  people: number,
  first: boolean,
): View => ({
  text: first
    ? lines(words[language].sentTitle, words[language].sentBody(people))
    : words[language].sentBefore,
  buttons: [[button(words[language].seeBoard, 'board.open', noticeId)]],
});

export const broadcastWord = (language: Language, word: 'nobody' | 'chooseUnit'): string =>
  words[language][word];
export const shortNotice = (text: string): string => escapeHtml(shorten(text, 16));
