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

/** The option of whoever cannot say: it stands beside those of the question. */
const UNKNOWN = 'unknown';

/** What confirmed records say already. Each is shown with where it comes from, and nobody is asked for it. */
const FACTS = [
  'study-hours',
  'meetings-attended',
  'exams-taken',
  'rectifications-closed',
  'recognitions',
] as const;
const factSchema = z.strictObject({ prefill: z.enum(FACTS), name: bilingualSchema, ...provenance });

/** Of one who is reviewed, or none: the opinion as a whole. Its options are those of the question, in words for others. */
const reviewItemSchema = z.strictObject({
  id: kebabSchema,
  question: kebabSchema.nullable(),
  stem: bilingualSchema,
  options: z
    .array(z.strictObject({ id: kebabSchema, text: bilingualSchema }))
    .min(2)
    .max(5),
});

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
    /** Only posts whose title holds one of these, e.g. "会计" in "村会计"; left out, every post with one of the roles. */
    posts: z.array(z.string().trim().min(2)).min(1).optional(),
    /** How long it takes, for the invitation. */
    minutes: z.int().positive(),
    questions: z.array(questionSchema).min(1).max(12),
    /** Facts that stand in the form without being asked. */
    facts: z.array(factSchema).default([]),
    /** What others are asked about each person, without their names; left out, nobody is asked. */
    review: z.array(reviewItemSchema).min(1).max(4).optional(),
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
    for (const at of findRepeats(form.facts, (fact) => fact.prefill))
      context.addIssue({ code: 'custom', path: ['facts', at, 'prefill'], message: repeated });
    checkReview(form, (path, message) => context.addIssue({ code: 'custom', path, message }));
    const weights = form.questions.flatMap((question) => question.weight ?? []);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    if (weights.length > 0 && Math.abs(sum - 1) > 1e-9)
      context.addIssue({
        code: 'custom',
        path: ['questions'],
        message: `expected weights that add up to 1, not ${sum}`,
      });
  });

type Asked = {
  questions: readonly z.infer<typeof questionSchema>[];
  review?: readonly z.infer<typeof reviewItemSchema>[] | undefined;
};

/** What others are asked is a question of the form, with options of its own: so that the two can stand side by side. */
function checkReview(
  { questions, review = [] }: Asked,
  complain: (path: (string | number)[], message: string) => void,
): void {
  for (const at of findRepeats(review, (item) => item.id))
    complain(['review', at, 'id'], 'expected a value not used before');
  review.forEach((item, at) => {
    for (const option of findRepeats(item.options, ({ id }) => id))
      complain(['review', at, 'options', option, 'id'], 'expected a value not used before');
    if (item.question === null) return;
    const asked = questions.find(({ id }) => id === item.question);
    if (asked?.type !== 'choice')
      return complain(['review', at, 'question'], 'expected the id of a choice of this form');
    const known = new Set(asked.options.map(({ id }) => id));
    item.options.forEach(({ id }, option) => {
      if (id !== UNKNOWN && !known.has(id))
        complain(['review', at, 'options', option, 'id'], 'expected an option of the question');
    });
  });
}

export type AssessmentForm = z.infer<typeof assessmentFormSchema>;
export type AssessmentQuestion = z.infer<typeof questionSchema>;
export type Fact = (typeof FACTS)[number];
export type ReviewItem = z.infer<typeof reviewItemSchema>;

/**
 * @param json a parsed form file, or the form frozen in a cycle
 * @throws Error naming each wrong place by its path and what was expected
 */
export function readAssessmentForm(json: unknown): AssessmentForm {
  return readContent('assessment form', assessmentFormSchema, json);
}
