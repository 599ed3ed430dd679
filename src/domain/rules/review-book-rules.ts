import { z } from 'zod';
import { provenance } from './provenance.ts';

/**
 * The wrong-answer book. `dailyCap` is the most that anybody is asked of it on one day. After `leechLapses` wrong answers
 * in reviews a question is not asked again: it may be bad, which is for the editor to see. Where more is due than fits,
 * `dutyShare` of the places are kept for the topics of the person's duties.
 */
export const reviewBookSchema = z.strictObject({
  dailyCap: z.int().positive().max(20),
  leechLapses: z.int().min(2).max(20),
  dutyShare: z.number().min(0).max(1),
  ...provenance,
});

export type ReviewBookRules = z.infer<typeof reviewBookSchema>;
