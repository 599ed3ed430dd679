import { entryKindText } from './credit-names.ts';
import { type EntryView } from './credit.ts';
import { common as commonEn } from './locales/en/common.ts';
import { fileAccess as accessEn } from './locales/en/file-access.ts';
import { objections as en } from './locales/en/objections.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { fileAccess as accessZh } from './locales/zh/file-access.ts';
import { objections as zh } from './locales/zh/objections.ts';
import { type ObjectionView } from './objections.ts';
import { dayText, leftText, timeText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const access = { zh: accessZh, en: accessEn };

export type CallWhy = 'made' | 'due' | 'overdue';

/** Word to those who may answer; whose it is stands behind the button. */
export function objectionOpenView(
  language: Language,
  { id, dueAt }: Pick<ObjectionView, 'id' | 'dueAt'>,
  why: CallWhy,
  now: Date,
): View {
  const w = words[language];
  const when = dueAt === null ? '' : timeText(language, dueAt);
  return {
    text: lines(
      w.openTitle[why],
      dueAt !== null &&
        (new Date(dueAt) > now ? w.openDue(when, leftText(language, dueAt, now)) : w.openOverdue(when)),
      w.openBody,
    ),
    buttons: [[button(common[language].details, 'objection-desk.open', id)]],
    protect: true,
  };
}

/** What the subject hears. */
export function objectionAnsweredView(language: Language, objection: ObjectionView): View {
  const w = words[language];
  return {
    text: lines(
      w.told[objection.verdict ?? 'not-upheld'],
      w.answered(escapeHtml(objection.answer ?? ''), escapeHtml(objection.answeredByName ?? '')),
      '',
      w.toldHint,
    ),
    buttons: [[button(common[language].details, 'objection.open', objection.id)]],
    protect: true,
  };
}

/** What those hear who have looked at a file since the corrected entry entered it. */
export function fileCorrectedView(
  language: Language,
  {
    personId,
    personName,
    entry,
  }: { personId: string; personName: string; entry: Pick<EntryView, 'kind' | 'occurredAt'> },
): View {
  const w = words[language];
  const kind = entryKindText(language, entry.kind);
  return {
    text: lines(
      w.corrected,
      w.correctedLine(escapeHtml(personName), dayText(language, entry.occurredAt), kind),
      w.correctedHint,
    ),
    buttons: [[button(access[language].look, 'file.choose', personId)]],
    protect: true,
  };
}
