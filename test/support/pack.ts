import json from '../../content/rules/default.json' with { type: 'json' };
import { readRulePack } from '../../src/domain/rules/rule-pack.ts';

/** The pack of the house. */
export const pack = readRulePack(json);
