import { z } from 'zod';
import { bilingualSchema, kebabSchema, provenance } from './provenance.ts';

/** The four forms of supervision and discipline, in the order of the article. */
export const FORMS = ['first', 'second', 'third', 'fourth'] as const;
export type Form = (typeof FORMS)[number];
export const isForm = (word: string): word is Form => (FORMS as readonly string[]).includes(word);

const formSchema = z.strictObject({ id: z.enum(FORMS), name: bilingualSchema, ...provenance });

/**
 * What each form covers, by its article, and the kinds of interviews after which one may be chosen. A person chooses;
 * there is nothing here to compute one from.
 */
export const formRulesSchema = z.strictObject({
  items: z.array(formSchema).length(FORMS.length),
  interviewKinds: z.array(kebabSchema).min(1),
  ...provenance,
});
