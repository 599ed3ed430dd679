import type { z } from 'zod';
import { checkRulePack } from './check-rule-pack.ts';
import { readContent } from './read-content.ts';
import { rulePackShape } from './rule-pack-shape.ts';

/**
 * The rules of the house as data, in one version. Content under a version never changes: a change is a new version.
 * Beyond the shapes it is checked that ids are unique, that what is referred to exists, that every source names a listed
 * document in force, that a verified rule shows its evidence, and that no section reads what is not allowed.
 */
export const rulePackSchema = rulePackShape.superRefine((pack, context) => {
  for (const { path, message } of checkRulePack(pack)) context.addIssue({ code: 'custom', path, message });
});

export type RulePack = z.infer<typeof rulePackSchema>;

/**
 * @param json a parsed rule pack file, or the body of a stored one
 * @throws Error naming each wrong place by its path and what was expected
 */
export function readRulePack(json: unknown): RulePack {
  return readContent('rule pack', rulePackSchema, json);
}

/** Whether an entry of this kind may stand in a credit file under this pack. */
export function isAllowedInput(pack: RulePack, kind: string): boolean {
  const allowed: readonly string[] = pack.inputAllowList.kinds;
  return allowed.includes(kind) && !pack.bannedInputs.inputs.some((banned) => banned.id === kind);
}
