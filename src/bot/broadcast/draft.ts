import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { selectorSchema } from '../../domain/notices/audience.ts';
import { noticeCheckSchema, repeatSchema, type NoticeDraft } from '../../domain/notices/draft.ts';
import type { NoticeState } from '../../domain/notices/read-approval.ts';
import type { RulePack } from '../../domain/rules/rule-pack.ts';
import type { BotContext } from '../context.ts';
import { keepStep } from '../flow.ts';

export const FLOW = 'broadcast';

/** What a wizard holds between two updates. The notice's id is made when it opens: confirming twice is one notice. */
export const draftSchema = z.object({
  id: z.string(),
  text: z.string().default(''),
  html: z.string().nullable().default(null),
  file: z
    .object({ id: z.string(), kind: z.enum(['photo', 'document']), name: z.string() })
    .nullable()
    .default(null),
  /** The album that the file was the first of, and whether it was said that the rest is left out. */
  album: z.object({ id: z.string(), told: z.boolean() }).nullable().default(null),
  templateId: z.string().nullable().default(null),
  filling: z
    .object({ templateId: z.string(), values: z.record(z.string(), z.string()) })
    .nullable()
    .default(null),
  kind: z.string(),
  unitIds: z.array(z.string()).default([]),
  staffNos: z.array(z.string()).default([]),
  narrow: z.array(selectorSchema).default([]),
  except: z.array(selectorSchema).default([]),
  /** A list that was read and is not confirmed yet, and where it was asked for. */
  list: z
    .object({ from: z.enum(['units', 'options']), staffNos: z.array(z.string()) })
    .default({ from: 'units', staffNos: [] }),
  sendAt: z.string().nullable().default(null),
  /** How often it is to be repeated, while its first time and its last day are asked for. */
  every: repeatSchema.shape.every.nullable().default(null),
  repeat: repeatSchema.nullable().default(null),
  deadlineWorkingDays: z.number().nullable().default(null),
  check: noticeCheckSchema.nullable().default(null),
  urgentReason: z.string().nullable().default(null),
  inDigest: z.boolean().default(false),
});
export type Draft = z.infer<typeof draftSchema>;
/** A step's handler; `parts` are what its button carried. */
export type Step = (ctx: BotContext, draft: Draft, parts: string[]) => Promise<void>;

/** An empty draft, of the pack's usual kind. */
export const newDraft = (pack: RulePack): Draft =>
  draftSchema.parse({ id: newId(), kind: pack.noticeKinds[0]?.id ?? 'notice' });

export const keepDraft = (ctx: BotContext, step: string, draft: Draft, begins = false): Promise<void> =>
  keepStep(ctx, FLOW, step, draft, begins);

export const sendAtOf = (draft: Draft): Date | null =>
  draft.sendAt === null ? null : new Date(draft.sendAt);

/** The draft as the domain knows it. */
export function noticeOf(draft: Draft): NoticeDraft {
  const { unitIds, staffNos, narrow, except, file } = draft;
  return {
    ...draft,
    fileId: file?.id ?? null,
    audience: { unitIds, staffNos, narrow, except },
    sendAt: sendAtOf(draft),
  };
}

/** A new draft from what an earlier notice was; a time that is over is left out. */
export function draftFrom(
  { audience, sendAt, fileId, ...notice }: NoticeDraft,
  file: NoticeState['about']['file'],
  now: Date,
): Draft {
  const later = sendAt !== null && sendAt > now;
  return draftSchema.parse({
    ...notice,
    ...audience,
    id: newId(),
    file: fileId !== null && file ? { id: fileId, ...file } : null,
    sendAt: later ? sendAt.toISOString() : null,
    repeat: later ? notice.repeat : null,
  });
}
