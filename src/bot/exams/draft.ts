import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { itemsOf, usualMinutes, type ExamDraft } from '../../domain/exams/exam-rules.ts';
import type { RulePack } from '../../domain/rules/rule-pack.ts';
import type { BotContext } from '../context.ts';
import { keepStep } from '../flow.ts';

export const FLOW = 'exam';

/** What the wizard holds between two updates. The exam's id is made when it opens: confirming twice calls one. */
export const draftSchema = z.object({
  id: z.string(),
  topic: z.string().nullable().default(null),
  items: z.number(),
  minutes: z.number(),
  /** Null: at once. */
  opensAt: z.string().nullable().default(null),
  closesAt: z.string().default(''),
  unitIds: z.array(z.string()).default([]),
});
export type Draft = z.infer<typeof draftSchema>;
/** A step's handler; `parts` are what its button carried. */
export type Step = (ctx: BotContext, draft: Draft, parts: string[]) => Promise<void>;

/** A draft with everything as the preset has it. */
export function newDraft({ quizPresets: { exam } }: RulePack): Draft {
  const items = itemsOf(exam).most;
  return draftSchema.parse({ id: newId(), items, minutes: usualMinutes(exam, items) });
}

export const keepDraft = (ctx: BotContext, step: string, draft: Draft, begins = false): Promise<void> =>
  keepStep(ctx, FLOW, step, draft, begins);

/** The draft as the domain knows it. */
export const examOf = (draft: Draft): ExamDraft => ({
  ...draft,
  opensAt: draft.opensAt === null ? null : new Date(draft.opensAt),
  closesAt: new Date(draft.closesAt),
});
