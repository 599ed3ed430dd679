import { broadcast as en } from './locales/en/broadcast.ts';
import { common as commonEn } from './locales/en/common.ts';
import { receipts as receiptsEn } from './locales/en/receipts.ts';
import { broadcast as zh } from './locales/zh/broadcast.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { receipts as receiptsZh } from './locales/zh/receipts.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const seeBoard = { zh: receiptsZh.board.see, en: receiptsEn.board.see };

/** Gives the wizard up; named, so that an old one ends no other wizard. */
export const cancelButton = (language: Language): Button =>
  button(common[language].cancel, 'flow.cancel', 'broadcast');

/** Buttons in rows of so many. */
export function inRows(buttons: readonly Button[], perRow: number): Button[][] {
  const rows = [];
  for (let i = 0; i < buttons.length; i += perRow) rows.push(buttons.slice(i, i + perRow));
  return rows;
}

/** Asks for the content; `fileName` is what is attached already. */
export function broadcastTextAsk(language: Language, fileName?: string): View {
  const w = words[language];
  const kept = fileName !== undefined;
  return {
    text: lines(w.textAsk, kept && w.fileKept(escapeHtml(fileName))),
    buttons: [
      [
        button(w.useTemplate, 'broadcast.templates', 0),
        ...(kept ? [button(w.dropFile, 'broadcast.drop-file')] : []),
        cancelButton(language),
      ],
    ],
  };
}

/** A file came without words: they are asked for. */
export const captionAskView = (language: Language, fileName: string): View => ({
  text: words[language].captionAsk(escapeHtml(fileName)),
  buttons: [[button(words[language].dropFile, 'broadcast.drop-file'), cancelButton(language)]],
});

export const fileProblemView = (
  language: Language,
  problem: 'too-big' | 'lost' | 'not-text',
  limitMb: number,
): View => {
  const w = words[language].problems;
  const text = problem === 'too-big' ? w.fileTooBig(limitMb) : problem === 'lost' ? w.fileLost : w.notText;
  return { text, buttons: [[cancelButton(language)]] };
};

/** What a file is called to the author: a photo has no name of its own. */
export const fileName = (language: Language, file: { kind: 'photo' | 'document'; name: string }): string =>
  file.kind === 'photo' ? words[language].photoName : file.name;

/** Units to choose from: the author's own first (everybody), then its children. A button says what it makes of its unit. */
export function broadcastUnitsView(
  language: Language,
  units: readonly { id: string; name: string; root: boolean; chosen: boolean }[],
  listed = 0,
): View {
  const w = words[language];
  const chosen = units.filter((unit) => unit.chosen).length;
  const choice = (unit: { id: string; name: string; root: boolean; chosen: boolean }) =>
    button(
      `${unit.chosen ? '✓ ' : ''}${unit.root ? w.wholeUnit(unit.name) : unit.name}`,
      'broadcast.unit',
      unit.id,
      unit.chosen ? 0 : 1,
    );
  const l = common[language];
  return {
    text: lines(w.unitAsk, chosen > 0 && w.selected(chosen), listed > 0 && w.listed(listed)),
    buttons: [
      ...units.filter((unit) => unit.root).map((unit) => [choice(unit)]),
      ...inRows(units.filter((unit) => !unit.root).map(choice), 2),
      [button(`${listed > 0 ? '✓ ' : ''}${w.useList}`, 'broadcast.list', 'units')],
      [button(l.back, 'broadcast.text'), cancelButton(language), button(l.next, 'broadcast.preview')],
    ],
  };
}

export type SentView = {
  noticeId: string;
  outcome: 'sent' | 'scheduled' | 'awaiting-approval';
  first: boolean;
  people: number;
  unreachable: number;
  needsAcknowledgement: boolean;
  sendAt: Date | null;
  /** Of the digest it rides in. */
  digestAt: Date | null;
  /** It arrives then, because of the quiet hours. */
  quietUntil: Date | null;
  approvers: readonly string[];
};

/** What happened, and how to follow or undo it. */
export function broadcastSent(language: Language, sent: SentView): View {
  const w = words[language];
  const follow = sent.outcome === 'sent' ? seeBoard[language] : w.see;
  const buttons = [
    [button(follow, 'board.open', sent.noticeId), button(w.stop, 'board.stop', sent.noticeId)],
  ];
  if (!sent.first) return { text: w.sentBefore, buttons: [buttons[0]?.slice(0, 1) ?? []] };
  const when = sent.sendAt ? timeText(language, sent.sendAt) : '';
  const names = escapeHtml(sent.approvers.join(language === 'zh' ? '、' : ', '));
  const unreachable = sent.unreachable > 0 && w.unreachable(sent.unreachable, sent.needsAcknowledgement);
  if (sent.outcome === 'awaiting-approval')
    return {
      text: lines(w.waitingTitle, w.waitingBody(names, sent.approvers.length, sent.sendAt && when)),
      buttons,
    };
  if (sent.outcome === 'scheduled')
    return { text: lines(w.scheduledTitle, w.scheduledBody(when, sent.people), unreachable), buttons };
  return {
    text: lines(
      w.sentTitle,
      w.sentBody(sent.people),
      sent.digestAt !== null && w.sentDigest(timeText(language, sent.digestAt)),
      sent.quietUntil !== null && w.quietNow(timeText(language, sent.quietUntil)),
      unreachable,
    ),
    buttons,
  };
}

export type BroadcastWord =
  'nobody' | 'chooseUnit' | 'albumOne' | 'needsConfirming' | 'notUrgentKind' | 'timeFirst' | 'reasonProblem';
export const broadcastWord = (language: Language, word: BroadcastWord): string => words[language][word];
/** Why what was confirmed cannot be done, and what to change. */
export const refusedText = (language: Language, problem: keyof typeof zh.refused): string =>
  words[language].refused[problem];
export const unknownYearText = (language: Language, year: number): string =>
  words[language].unknownYear(year);
export const droppedWord = (language: Language, what: 'urgent' | 'asks'): string =>
  words[language].dropped[what];
