import { certificates as en } from './locales/en/certificates.ts';
import { common as commonEn } from './locales/en/common.ts';
import { certificates as zh } from './locales/zh/certificates.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { dayText, isoDay } from './times.ts';
import { button, escapeHtml, lines, shorten, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

export type CertificateView = {
  name: string;
  unitName: string;
  title: { zh: string; en: string };
  /** Share of the points and what was asked for, 0–1. */
  share: number;
  passMark: number;
  takenAt: Date | string;
  issuedAt: Date | string;
  revokedAt: Date | string | null;
};

/**
 * The words of the file.
 * @param code as it is printed
 */
export function certificateFacts(language: Language, it: CertificateView, code: string) {
  const w = words[language];
  const percent = Math.floor(it.share * 100 + 1e-9);
  return {
    language,
    title: w.title,
    name: it.name,
    statement: w.statement(it.title[language]),
    rows: [
      { label: w.rows.unit, value: it.unitName },
      { label: w.rows.exam, value: it.title[language] },
      { label: w.rows.date, value: isoDay(it.takenAt) },
      { label: w.rows.share, value: w.share(percent, Math.round(it.passMark * 100)) },
      { label: w.rows.issued, value: isoDay(it.issuedAt) },
    ],
    code,
    howToVerify: w.howToVerify,
  };
}

export const certificateFileName = (language: Language, code: string): string =>
  words[language].fileName(code);
export const certificateCaption = (language: Language, it: CertificateView, code: string): string =>
  words[language].caption(escapeHtml(it.title[language]), code);

export type CertificateWord = 'revokedOwn' | 'unknown' | 'locked' | 'ask' | 'revokeDone';
export const certificateWord = (language: Language, word: CertificateWord): string => words[language][word];
export const notACodeText = (language: Language, text: string): string =>
  words[language].notACode(escapeHtml(shorten(text, 24)));

/**
 * What a code stands for: the name, the exam, the day and that it was passed; no marks.
 * @param revocable the code, where whoever asks may revoke it
 */
export function verifiedView(language: Language, it: CertificateView, revocable: string | null): View {
  const w = words[language];
  return {
    text: lines(
      it.revokedAt === null ? w.valid : w.revoked(dayText(language, it.revokedAt)),
      w.person(escapeHtml(it.name), escapeHtml(it.unitName)),
      w.exam(escapeHtml(it.title[language])),
      w.date(isoDay(it.takenAt)),
      w.passed,
    ),
    buttons:
      revocable !== null && it.revokedAt === null
        ? [[button(w.revoke, 'certificate.revoke', revocable)]]
        : [],
  };
}

const cancelButton = (language: Language) =>
  button(common[language].cancel, 'flow.cancel', 'certificate-revoke');

export const revokeAskView = (language: Language, name: string, problem: boolean): View => ({
  text: problem ? words[language].reasonProblem : words[language].reasonAsk(escapeHtml(name)),
  buttons: [[cancelButton(language)]],
});

/** @param stamp stands for what is shown; the button that confirms carries it */
export const revokePreview = (
  language: Language,
  { name, code, reason }: { name: string; code: string; reason: string },
  stamp: string,
): View => ({
  text: words[language].revokePreview(escapeHtml(name), code, escapeHtml(reason)),
  buttons: [[cancelButton(language), button(words[language].revokeNow, 'certificate.confirm', stamp)]],
});
