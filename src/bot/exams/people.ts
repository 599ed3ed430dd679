import { callExam, planExam, type ExamProblem } from '../../domain/exams/call-exam.ts';
import { findUnit, rootsOf } from '../../domain/people/browse-roster.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  examCallProblem,
  examCalledAnswer,
  examChooseUnitText,
  examPreview,
  examShortText,
  examUnitsView,
} from '../../messages/exam-preview.ts';
import { commonWord } from '../../messages/people.ts';
import type { BotContext } from '../context.ts';
import { endFlow, saysStale, stampOf } from '../flow.ts';
import { replace, toast } from '../reply.ts';
import { examOf, FLOW, keepDraft, type Draft, type Step } from './draft.ts';

/** The caller's own units and what lies right under them. */
async function listUnits(ctx: BotContext): Promise<{ id: string; name: string; root: boolean }[]> {
  const units = [];
  for (const root of rootsOf(ctx.actor, 'exams.call')) {
    const found = await findUnit(ctx.services.db, ctx.actor, 'exams.call', root.id);
    units.push({ ...root, root: true });
    for (const { id, name } of found?.children ?? []) units.push({ id, name, root: false });
  }
  return units;
}

export async function askUnits(ctx: BotContext, draft: Draft): Promise<void> {
  await keepDraft(ctx, 'units', draft);
  const units = (await listUnits(ctx)).map((unit) => ({ ...unit, chosen: draft.unitIds.includes(unit.id) }));
  await replace(ctx, examUnitsView(ctx.language, units));
}

/** The button says whether the unit is to be in or out, so that pressing it twice is once. */
export const chooseUnit: Step = async (ctx, draft, [unitId, wanted]) => {
  const known = isId(unitId) && (await findUnit(ctx.services.db, ctx.actor, 'exams.call', unitId));
  if (!known) return saysStale(ctx);
  const others = draft.unitIds.filter((id) => id !== unitId);
  await askUnits(ctx, { ...draft, unitIds: wanted === '1' ? [...others, unitId] : others });
};

/** Exactly what will happen and to how many; nothing to show while it cannot be called. */
export async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  if (draft.unitIds.length === 0) return toast(ctx, examChooseUnitText(ctx.language), true);
  const { db, pack } = ctx.services;
  const exam = examOf(draft);
  const planned = await planExam(db, ctx.actor, exam, pack, ctx.now);
  if (!planned.ok) return refuse(ctx, planned);
  await keepDraft(ctx, 'preview', draft);
  const names = (await listUnits(ctx)).filter(({ id }) => draft.unitIds.includes(id)).map(({ name }) => name);
  const { passMark, attempts, forFile, review } = pack.quizPresets.exam;
  const view = { ...exam, passMark, attempts, forFile, marksShown: review.after.marks, unitNames: names };
  await replace(ctx, examPreview(ctx.language, { ...view, ...planned.plan }, pack, stampOf(draft)));
}

/** @param parts the stamp of what was shown: what was changed since is not called */
export const confirm: Step = async (ctx, draft, [stamp]) => {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const called = await callExam(db, ctx.actor, examOf(draft), pack, ctx.now);
  if (!called.ok) return refuse(ctx, called);
  const isLater = draft.opensAt !== null && new Date(draft.opensAt) > ctx.now;
  await replace(
    ctx,
    examCalledAnswer(ctx.language, draft.id, called.first ? called.plan.people : null, isLater),
  );
  endFlow(ctx, FLOW);
};

async function refuse(ctx: BotContext, refused: ExamProblem): Promise<void> {
  const { problem } = refused;
  const text =
    problem === 'not-allowed'
      ? commonWord(ctx.language, 'notAllowed')
      : problem === 'short'
        ? examShortText(ctx.language, refused)
        : examCallProblem(ctx.language, problem);
  await toast(ctx, text, true);
}
