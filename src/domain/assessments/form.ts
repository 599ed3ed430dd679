import { z } from 'zod';
import { findRepeats } from '../rules/find-repeats.ts';
import { bilingualSchema, daySchema, kebabSchema, provenance } from '../rules/provenance.ts';
import { readContent } from '../rules/read-content.ts';
import { roleSchema } from '../rules/role.ts';

/** `weight` is how much a question counts for who reads the form, published; null is for reading only. No answer scores. */
const common = {
  id: kebabSchema,
  stem: bilingualSchema,
  weight: z.number().gt(0).lte(1).nullable(),
  ...provenance,
};

/** An answer is stored as the id of the option, as the text, or as "yes" or "no". */
const questionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('choice'),
    ...common,
    options: z.array(z.strictObject({ id: kebabSchema, text: bilingualSchema })).length(4),
  }),
  z.strictObject({ type: z.literal('text'), ...common, maxLength: z.int().min(1).max(500) }),
  z.strictObject({ type: z.literal('yes-no'), ...common }),
]);

/** The form of the yearly self-assessment (述职自评). When it opens and closes is the cycle's matter. */
export const assessmentFormSchema = z
  .strictObject({
    id: kebabSchema,
    version: z.int().positive(),
    title: bilingualSchema,
    /** The year that is looked back on, as its first and last day. */
    covers: z.strictObject({ from: daySchema, to: daySchema }),
    roles: z.array(roleSchema).min(1),
    /** How long it takes, for the invitation. */
    minutes: z.int().positive(),
    questions: z.array(questionSchema).min(1).max(12),
  })
  .superRefine((form, context) => {
    const repeated = 'expected a value not used before';
    for (const at of findRepeats(form.questions, (question) => question.id))
      context.addIssue({ code: 'custom', path: ['questions', at, 'id'], message: repeated });
    form.questions.forEach((question, q) => {
      if (question.type !== 'choice') return;
      for (const at of findRepeats(question.options, (option) => option.id))
        context.addIssue({ code: 'custom', path: ['questions', q, 'options', at, 'id'], message: repeated });
    });
    const weights = form.questions.flatMap((question) => question.weight ?? []);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    if (weights.length > 0 && Math.abs(sum - 1) > 1e-9)
      context.addIssue({
        code: 'custom',
        path: ['questions'],
        message: `expected weights that add up to 1, not ${sum}`,
      });
  });

export type AssessmentForm = z.infer<typeof assessmentFormSchema>;
export type AssessmentQuestion = z.infer<typeof questionSchema>;

/**
 * @param json a parsed form file, or the form frozen in a cycle
 * @throws Error naming each wrong place by its path and what was expected
 */
export function readAssessmentForm(json: unknown): AssessmentForm {
  return readContent('assessment form', assessmentFormSchema, json);
}
