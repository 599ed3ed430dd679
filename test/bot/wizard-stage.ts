import { expect } from 'vitest';
import type { BotPerson } from '../support/bot-person.ts';
import { bankWizardsOf } from './bank-wizards.ts';
import { examWizardsOf } from './exam-wizards.ts';
import { fileWizardsOf } from './file-wizards.ts';
import { hoursWizardsOf } from './hours-wizards.ts';
import { planWizardsOf } from './plan-wizards.ts';
import { interviewWizardsOf } from './interview-wizards.ts';
import { meetingWizardsOf } from './meeting-wizards.ts';
import { rectifyWizardsOf } from './rectify-wizards.ts';
import { startReceipts } from './receipts-stage.ts';
import { reviewWizardsOf } from './review-wizards.ts';
import { reportsWizardsOf } from './reports-wizards.ts';
import { shortWizardsOf } from './short-wizards.ts';
import { wizardsOf, type Wizard } from './wizards.ts';

export type WizardStage = Awaited<ReturnType<typeof startWizards>>;

/** The bot, with every wizard that is tried on it. */
export async function startWizards() {
  const stage = await startReceipts();
  const wizards = [
    ...wizardsOf(stage),
    ...shortWizardsOf(stage),
    ...hoursWizardsOf(stage),
    ...bankWizardsOf(stage),
    ...reportsWizardsOf(stage),
    ...planWizardsOf(stage),
    ...examWizardsOf(stage),
    ...meetingWizardsOf(stage),
    ...fileWizardsOf(stage),
    ...rectifyWizardsOf(stage),
    ...interviewWizardsOf(stage),
    ...reviewWizardsOf(stage),
  ];
  const named = (flow: string): Wizard => {
    const wizard = wizards.find((it) => it.flow === flow);
    if (!wizard) throw new Error(`there is no wizard ${flow}`);
    return wizard;
  };
  return { ...stage, wizards, named };
}

/** Whose draft outlives its wizard. */
export const isKept = (flow: string): boolean => flow === 'assessment';

/** Goes through the steps, and calls back after each. */
export async function walk(
  wizard: Wizard,
  person: BotPerson,
  each: (step: Wizard['steps'][number], at: number) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (const [at, step] of wizard.steps.entries()) {
    expect((await step.go(person)).text).toContain(step.shows);
    await each(step, at);
  }
}
