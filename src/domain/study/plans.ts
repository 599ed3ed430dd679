import { z } from 'zod';
import { findRepeats } from '../rules/find-repeats.ts';
import { bilingualSchema, kebabSchema } from '../rules/provenance.ts';
import { readContent } from '../rules/read-content.ts';
import { roleSchema } from '../rules/role.ts';

const words = (most: number) => z.string().trim().min(1).max(most);

/** A card: a passage as it stands in the document, and the question of the bank that it answers. */
const cardSchema = z.strictObject({
  id: z.string().regex(/^[a-z]{2}-\d{2}$/, 'expected an id, e.g. "ve-01"'),
  document: words(60),
  article: words(20),
  /** A screen of a cheap phone. */
  passage: words(240),
  /** The code of a question. */
  question: words(40),
});

/** A plan of study. People with one of its roles are given it; one without roles is there for whoever wants it. */
const planSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  about: bilingualSchema,
  roles: z.array(roleSchema),
  cards: z.array(cardSchema).min(1),
});

/** All plans: what a button or an answer names is there once. */
const plansSchema = z.array(planSchema).superRefine((plans, context) => {
  const places = plans.flatMap((plan, p) => plan.cards.map((card, c) => ({ ...card, plan: plan.id, p, c })));
  const complain = (path: (string | number)[]) =>
    context.addIssue({ code: 'custom', path, message: 'expected a value not used before' });
  for (const at of findRepeats(plans, (plan) => plan.id)) complain([at, 'id']);
  for (const at of findRepeats(places, (card) => card.id)) {
    const place = places[at];
    if (place) complain([place.p, 'cards', place.c, 'id']);
  }
  for (const at of findRepeats(places, (card) => `${card.plan} ${card.question}`)) {
    const place = places[at];
    if (place) complain([place.p, 'cards', place.c, 'question']);
  }
});

export type StudyPlan = z.infer<typeof planSchema>;
export type StudyCard = z.infer<typeof cardSchema>;

/**
 * Plans are content in memory, like the rule pack, and not rows: nobody edits them in chat, no row points into them but by
 * a card's id, and a wrong file stops the start. The questions are in the bank, which keeps their versions; a card whose
 * question is not published there is passed over.
 *
 * @param json the parsed files of content/cards
 * @throws Error naming each wrong place by its path and what was expected
 */
export function readStudyPlans(json: readonly unknown[]): StudyPlan[] {
  return readContent('study cards', plansSchema, json);
}

export const findPlan = (plans: readonly StudyPlan[], id: string): StudyPlan | undefined =>
  plans.find((plan) => plan.id === id);
