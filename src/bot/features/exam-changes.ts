import { Composer } from 'telegraf';
import type { BotContext } from '../context.ts';
import * as how from '../exams/adjust-how.ts';
import * as adjust from '../exams/adjust.ts';
import * as extend from '../exams/extend.ts';
import type { Feature } from '../flow.ts';
import { createOnStep } from '../on-step.ts';
import { onPress } from '../on-press.ts';

/** What the caller of an exam changes once it is called: its end, or what holds for single people. */
export function createExamChangesFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'exam-board.extend', extend.beginExtension);
  onPress(composer, 'exam-board.adjust', adjust.beginAdjustment);
  const { flow } = extend;
  const onExtend = createOnStep(composer, {
    name: extend.FLOW,
    flow,
    action: 'exams.call',
    draft: extend.draftSchema,
  });
  onExtend('exam-extend.time', ['time', 'preview'], extend.pressTime);
  onExtend('exam-extend.confirm', ['preview'], extend.confirm);
  const onAdjust = createOnStep(composer, {
    name: adjust.FLOW,
    flow: how.flow,
    action: 'exams.call',
    draft: adjust.draftSchema,
  });
  onAdjust('exam-adjust.who', ['who', 'what', 'preview'], (ctx, draft) => adjust.askWho(ctx, draft));
  onAdjust('exam-adjust.kind', ['what', 'minutes', 'window', 'reason'], how.chooseKind);
  onAdjust('exam-adjust.minutes', ['minutes', 'reason'], how.pressExtra);
  onAdjust('exam-adjust.confirm', ['preview'], adjust.confirm);
  return { composer, flows: { [extend.FLOW]: extend.flow, [adjust.FLOW]: how.flow } };
}
