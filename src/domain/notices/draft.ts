import { z } from 'zod';
import { addDays, atLocalTime, dayOf, timeOf } from '../schedule/calendar.ts';
import type { AudienceDraft } from './audience.ts';
import { findContentProblem } from './content-rules.ts';
import { findTextProblem, type TextProblem } from './rules.ts';

/** One question instead of "received" (row E14): the answer shows that the point came across. Nothing is scored. */
export const noticeCheckSchema = z
  .strictObject({
    question: z.string().trim().min(1).max(200),
    options: z.array(z.string().trim().min(1).max(60)).min(2).max(4),
    /** Place of the right option. */
    answer: z.int().nonnegative(),
  })
  .refine((check) => check.answer < check.options.length, 'expected the place of an option');
export type NoticeCheck = z.infer<typeof noticeCheckSchema>;

/** A notice that comes again at the same local time, until and with a day. */
export const repeatSchema = z.strictObject({
  every: z.enum(['day', 'week', 'month']),
  until: z.iso.date(),
});
export type Repeat = z.infer<typeof repeatSchema>;

/** What an author has put together; the id is made when the wizard opens, so confirming twice is one notice. */
export type NoticeDraft = {
  id: string;
  kind: string;
  text: string;
  html: string | null;
  fileId: string | null;
  templateId: string | null;
  audience: AudienceDraft;
  check: NoticeCheck | null;
  /** Why it must pass the quiet hours. */
  urgentReason: string | null;
  /** Null: now. */
  sendAt: Date | null;
  repeat: Repeat | null;
  /** Working days to confirm in; null: no deadline. */
  deadlineWorkingDays: number | null;
  inDigest: boolean;
};

/** What keeps a draft from going out in its words: the text, the question under it, the reason. */
export function findDraftProblem({
  text,
  fileId,
  check,
  urgentReason,
}: Pick<NoticeDraft, 'text' | 'fileId' | 'check' | 'urgentReason'>): TextProblem | undefined {
  const question = check === null ? '' : [check.question, ...check.options].join('\n');
  return (
    findTextProblem(text, fileId !== null) ??
    findContentProblem(question) ??
    findContentProblem(urgentReason ?? '')
  );
}

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * When a repeating notice comes next: the same local time a day, a week or a month later, in a shorter month on its last
 * day. Undefined when that is after `until`.
 * @param first the first occurrence, whose day of the month the later ones keep
 */
export function nextOccurrence(last: Date, { every, until }: Repeat, first: Date = last): Date | undefined {
  const day = dayOf(last);
  const step = (): string => {
    if (every === 'day') return addDays(day, 1);
    if (every === 'week') return addDays(day, 7);
    const [year = 0, month = 1] = day.split('-').map(Number);
    const [nextYear, nextMonth] = month === 12 ? [year + 1, 1] : [year, month + 1];
    const wanted = Math.min(Number(dayOf(first).slice(8)), lastDayOf(nextYear, nextMonth));
    return `${nextYear}-${String(nextMonth).padStart(2, '0')}-${String(wanted).padStart(2, '0')}`;
  };
  const next = step();
  return next > until ? undefined : atLocalTime(next, timeOf(last));
}
