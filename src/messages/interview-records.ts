import { common as commonEn } from './locales/en/common.ts';
import { interviewRecords as en } from './locales/en/interview-records.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { interviewRecords as zh } from './locales/zh/interview-records.ts';
import { leftText, timeText } from './times.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type RecordLine = { id: string; value: string };
export type LineName = { id: string; name: { zh: string; en: string } };
export type RecordView = {
  id: string;
  personName: string;
  /** Whether whoever looks at it is the subject. */
  own: boolean;
  state: string;
  /** A written inquiry has an answer in place of a statement. */
  isWritten: boolean;
  statementDueAt: Date | string | null;
  fields: readonly RecordLine[];
  sealed: {
    statement: { kind: 'agreed' | 'none' } | { kind: 'given'; text: string };
    at: Date | string;
    hash: string;
    late: boolean;
  } | null;
  additions: readonly { text: string; at: Date | string }[];
};

/** The lines of a record with the names that the rule pack has for them. */
function fieldLines(language: Language, fields: readonly RecordLine[], names: readonly LineName[]): string {
  const w = words[language];
  return lines(
    ...fields.map(({ id, value }) => {
      const name = names.find((one) => one.id === id)?.name[language] ?? id;
      const text = id === 'held-at' ? timeText(language, value) : value;
      return w.line(name, text === '' ? w.none : escapeHtml(text));
    }),
  );
}

const cancelRecord = (language: Language): Button =>
  button(common[language].cancel, 'flow.cancel', 'interview-record');

export const recordKnownView = (
  language: Language,
  fields: readonly RecordLine[],
  names: readonly LineName[],
): View => ({
  text: lines(words[language].knownTitle, fieldLines(language, fields, names)),
  buttons: [[cancelRecord(language), button(common[language].next, 'interview.record-next')]],
  protect: true,
});

export const recordContentAsk = (language: Language): View => ({
  text: words[language].contentAsk,
  buttons: [[cancelRecord(language)]],
});

export const recordFollowUpAsk = (language: Language): View => ({
  text: words[language].followUpAsk,
  buttons: [[button(words[language].noFollowUp, 'interview.record-none'), cancelRecord(language)]],
});

/** @param stamp stands for what is shown; the button that confirms carries it */
export const recordPreview = (
  language: Language,
  fields: readonly RecordLine[],
  names: readonly LineName[],
  stamp: string,
): View => ({
  text: lines(
    words[language].previewTitle,
    fieldLines(language, fields, names),
    '',
    words[language].previewHint,
  ),
  buttons: [
    [
      button(common[language].change, 'interview.record-change'),
      cancelRecord(language),
      button(common[language].confirmSend, 'interview.record-now', stamp),
    ],
  ],
  protect: true,
});

export function recordedView(
  language: Language,
  { id, personName, statementDueAt }: Pick<RecordView, 'id' | 'personName' | 'statementDueAt'>,
  first: boolean,
): View {
  const w = words[language];
  const name = escapeHtml(personName);
  const text =
    statementDueAt === null ? w.recordedOpen(name) : w.recorded(name, timeText(language, statementDueAt));
  return {
    text: first ? text : w.recordedBefore,
    buttons: [[button(common[language].details, 'interview.open', id)]],
  };
}

/** What was said to it: nothing yet, agreement, a statement, or that there was none in time. */
function statementText(language: Language, { sealed, isWritten }: RecordView): string {
  const w = words[language];
  if (!sealed) return w.waiting;
  const { statement, late } = sealed;
  if (statement.kind !== 'given') return statement.kind === 'agreed' ? w.agreed : w.noneGiven;
  const text = escapeHtml(statement.text);
  return `${isWritten ? w.answer(text) : w.given(text)}${late ? w.late : ''}`;
}

/** The record as both of its people read it; the subject may answer it, or add to it once it is sealed. */
export function recordView(
  language: Language,
  record: RecordView,
  names: readonly LineName[],
  now: Date,
): View {
  const w = words[language];
  const { id, own, sealed, statementDueAt } = record;
  const asks = own && record.state === 'recorded';
  const until =
    statementDueAt === null
      ? w.untilOpen
      : w.until(timeText(language, statementDueAt), leftText(language, statementDueAt, now));
  const isOpen = asks && (statementDueAt === null || new Date(statementDueAt) > now);
  const ownButtons = isOpen
    ? [button(w.agree, 'interview.agree', id), button(w.state, 'interview.state', id)]
    : [button(w.add, 'interview.state', id), button(w.read, 'interview.read', id)];
  return {
    text: lines(
      isOpen ? w.checkTitle : record.isWritten ? w.writtenTitle : w.title,
      fieldLines(language, record.fields, names),
      !isOpen && statementText(language, record),
      ...record.additions.map((one) => w.addition(timeText(language, one.at), escapeHtml(one.text))),
      sealed !== null && w.sealed(timeText(language, sealed.at), sealed.hash.slice(0, 12)),
      isOpen && until,
    ),
    buttons: [own ? ownButtons : [button(common[language].return, 'interview.open', id)]],
    protect: true,
  };
}

/** What is said once the record was sealed, or added to, by somebody else than the reader. */
export function recordToldView(language: Language, record: RecordView): View {
  const w = words[language];
  const newest = record.additions.at(-1);
  return {
    text: lines(
      ...(record.isWritten
        ? [w.answerFrom(escapeHtml(record.personName))]
        : [w.toldTitle, w.told(escapeHtml(record.personName))]),
      newest
        ? w.addition(timeText(language, newest.at), escapeHtml(newest.text))
        : statementText(language, record),
    ),
    buttons: [
      [
        ...(record.own ? [button(w.add, 'interview.state', record.id)] : []),
        button(w.read, 'interview.read', record.id),
      ],
    ],
    protect: true,
  };
}

export const agreeAskView = (language: Language, id: string): View => ({
  text: words[language].agreeAsk,
  buttons: [
    [
      button(common[language].return, 'interview.read', id),
      button(common[language].confirm, 'interview.agree-now', id),
    ],
  ],
});

const cancelState = (language: Language): Button =>
  button(common[language].cancel, 'flow.cancel', 'interview-statement');

/** @param sealed whether it is an addition */
export const statementAskView = (language: Language, sealed: boolean): View => ({
  text: sealed ? words[language].addAsk : words[language].stateAsk,
  buttons: [[cancelState(language)]],
});

export const statementProblemView = (language: Language, most: number): View => ({
  text: words[language].stateProblem(most),
  buttons: [[cancelState(language)]],
});

export const statementPreview = (language: Language, text: string, stamp: string): View => ({
  text: lines(words[language].statePreview, escapeHtml(text), '', words[language].stateHint),
  buttons: [[cancelState(language), button(common[language].submit, 'interview.state-now', stamp)]],
  protect: true,
});

export const statementStored = (language: Language, id: string, isAddition: boolean): View => ({
  text: isAddition ? words[language].added : words[language].stored,
  buttons: [[button(words[language].read, 'interview.read', id)]],
});

export const recordWord = (language: Language, word: 'notYet' | 'over'): string => words[language][word];
