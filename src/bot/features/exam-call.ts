import { Composer } from 'telegraf';
import { listCalledExams } from '../../domain/exams/exam-board.ts';
import { examHomeView } from '../../messages/exam-call.ts';
import type { BotContext } from '../context.ts';
import { draftSchema, FLOW, newDraft, type Draft } from '../exams/draft.ts';
import {
  askItems,
  askMinutes,
  askWhat,
  chooseTopic,
  pressItems,
  pressMinutes,
  typeItems,
  typeMinutes,
} from '../exams/paper.ts';
import { askUnits, chooseUnit, confirm, showPreview } from '../exams/people.ts';
import { askCloses, askOpens, pressCloses, pressOpens, typeCloses, typeOpens } from '../exams/when.ts';
import { allow, explainStep, type Feature, type Flow } from '../flow.ts';
import { createOnStep } from '../on-step.ts';
import { onPress } from '../on-press.ts';
import { replace } from '../reply.ts';

/** How a formal exam is called: what → how many → how long → from → to → who → preview → confirm. */
export function createExamCallFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('exam', showHome);
  onPress(composer, 'exam-call.home', showHome);
  onPress(composer, 'exam-call.new', begin);
  const onStep = createOnStep(composer, { name: FLOW, flow, action: 'exams.call', draft: draftSchema });
  onStep('exam-call.what', ['what', 'items', 'preview'], (ctx, draft) => askWhat(ctx, draft));
  onStep('exam-call.topic', ['what', 'items'], chooseTopic);
  onStep('exam-call.items', ['items', 'minutes'], (ctx, draft, parts) =>
    parts.length === 0 ? askItems(ctx, draft) : pressItems(ctx, draft, parts),
  );
  onStep('exam-call.minutes', ['minutes', 'opens'], (ctx, draft, parts) =>
    parts.length === 0 ? askMinutes(ctx, draft) : pressMinutes(ctx, draft, parts),
  );
  onStep('exam-call.opens', ['opens', 'closes'], pressOpens);
  onStep('exam-call.closes', ['closes', 'units'], pressCloses);
  onStep('exam-call.unit', ['units'], chooseUnit);
  onStep('exam-call.preview', ['units', 'preview'], (ctx, draft) => showPreview(ctx, draft));
  onStep('exam-call.confirm', ['preview'], confirm);
  return { composer, flows: { [FLOW]: flow } };
}

async function showHome(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'exams.call'))) return;
  const { db, pack } = ctx.services;
  await replace(ctx, examHomeView(ctx.language, await listCalledExams(db, ctx.actor), pack, ctx.now));
}

async function begin(ctx: BotContext): Promise<void> {
  if (await allow(ctx, 'exams.call')) await askWhat(ctx, newDraft(ctx.services.pack), true);
}

/** How a step is shown again. */
const RESUME: Record<string, (ctx: BotContext, draft: Draft) => Promise<void>> = {
  what: (ctx, draft) => askWhat(ctx, draft),
  items: (ctx, draft) => askItems(ctx, draft),
  minutes: (ctx, draft) => askMinutes(ctx, draft),
  opens: (ctx, draft) => askOpens(ctx, draft),
  closes: (ctx, draft) => askCloses(ctx, draft),
  units: askUnits,
  preview: showPreview,
};
/** What a typed word means, at the steps that take one. */
const TYPED: Record<string, (ctx: BotContext, draft: Draft, text: string) => Promise<void>> = {
  items: typeItems,
  minutes: typeMinutes,
  opens: typeOpens,
  closes: typeCloses,
};

const flow: Flow = {
  start: begin,
  resume: (ctx, { step, data }) => (RESUME[step] ?? askWhat)(ctx, draftSchema.parse(data)),
  text: async (ctx, conversation, text) => {
    if (!(await allow(ctx, 'exams.call'))) return;
    const take = TYPED[conversation.step];
    await (take
      ? take(ctx, draftSchema.parse(conversation.data), text)
      : explainStep(ctx, flow, conversation, 'useButtons'));
  },
};
