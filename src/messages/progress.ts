import { receipts as en } from './locales/en/receipts.ts';
import { receipts as zh } from './locales/zh/receipts.ts';
import { shortNotice } from './notices.ts';
import { progressBar } from './progress-bar.ts';
import { timeText } from './times.ts';
import { button, lines, type Language, type View } from './view.ts';

const words = { zh, en };

export type ProgressView = {
  noticeId: string;
  text: string;
  sent: number;
  failed: number;
  unknown: number;
  cancelled: number;
  waiting: number;
  recent: number;
  recentSeconds: number;
  resumesAt: Date | string | null;
};

/** Less than this says nothing about the rate. */
const SECONDS_TO_MEASURE = 1;

/** Seconds left at the rate of late; undefined while nothing moves, or it is too early to say. */
export function secondsLeft({ waiting, recent, recentSeconds }: ProgressView): number | undefined {
  if (recent === 0 || recentSeconds < SECONDS_TO_MEASURE) return undefined;
  return Math.max(1, Math.ceil((waiting * recentSeconds) / recent));
}

/** How far a notice is: `▓▓▓▓▓░░░░░ 52% · 已送达 214 · 未能送达 3 · 约剩 6 秒`, and at the end what became of it. */
export function progressView(language: Language, progress: ProgressView): View {
  const { progress: w, board } = words[language];
  const { noticeId, sent, failed, unknown, cancelled, waiting, resumesAt } = progress;
  const whole = sent + failed + unknown + cancelled + waiting;
  const title = waiting > 0 ? w.title : cancelled > 0 ? w.stoppedTitle : w.doneTitle;
  const parts = [
    progressBar(whole - waiting, whole),
    w.sent(sent),
    w.failed(failed),
    ...(unknown > 0 ? [w.unknown(unknown)] : []),
    ...(cancelled > 0 ? [w.cancelled(cancelled)] : []),
    ...(waiting > 0 && resumesAt === null ? leftPart(language, progress) : []),
  ];
  return {
    text: lines(
      title(shortNotice(progress.text)),
      parts.join(' · '),
      waiting > 0 && resumesAt !== null && w.resumes(timeText(language, resumesAt), waiting),
    ),
    buttons: [
      [
        button(board.see, 'board.open', noticeId),
        ...(waiting > 0 ? [button(board.stop, 'board.stop', noticeId)] : []),
      ],
    ],
  };
}

function leftPart(language: Language, progress: ProgressView): string[] {
  const { progress: w } = words[language];
  const seconds = secondsLeft(progress);
  if (seconds === undefined) return [];
  return [seconds < 90 ? w.secondsLeft(seconds) : w.minutesLeft(Math.ceil(seconds / 60))];
}
