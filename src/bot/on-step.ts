import type { Composer } from 'telegraf';
import type { z } from 'zod';
import type { Action } from '../domain/people/rules.ts';
import type { BotContext } from './context.ts';
import { allow, explainStep, requireFlow, type Flow } from './flow.ts';
import { onPress } from './on-press.ts';

export type Wizard<S extends z.ZodType> = { name: string; flow: Flow; action: Action; draft: S };

/**
 * Handles the buttons of a wizard. A button counts at the `steps` it is given, which are its own and the one it leads to:
 * pressed twice it shows that again. At any other step the person is shown where they are, and nothing is changed.
 */
export function createOnStep<S extends z.ZodType>(
  composer: Composer<BotContext>,
  { name, flow, action, draft }: Wizard<S>,
) {
  return (
    button: string,
    steps: readonly string[],
    handle: (ctx: BotContext, draft: z.output<S>, parts: string[]) => Promise<void>,
  ): void =>
    onPress(composer, button, async (ctx, parts) => {
      if (!(await allow(ctx, action))) return;
      const conversation = await requireFlow(ctx, name);
      if (!conversation) return;
      await (steps.includes(conversation.step)
        ? handle(ctx, draft.parse(conversation.data), parts)
        : explainStep(ctx, flow, conversation, 'otherStep'));
    });
}
