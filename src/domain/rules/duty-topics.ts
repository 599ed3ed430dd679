import { z } from 'zod';
import { bilingualSchema, kebabSchema, provenance } from './provenance.ts';
import { topicSchema } from './topic.ts';

/**
 * A duty that posts carry, and the topics that whoever has it needs most. A post has the duty when its title holds one of
 * `titles`, e.g. "会计" in "村会计". The source says where the duty stands; which topics go with it is the county's choice.
 */
export const dutyTopicsSchema = z.strictObject({
  id: kebabSchema,
  name: bilingualSchema,
  titles: z.array(z.string().trim().min(2)).min(1),
  topics: z.array(topicSchema).min(1),
  ...provenance,
});

export type DutyTopics = z.infer<typeof dutyTopicsSchema>;
