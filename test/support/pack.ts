import json from '../../content/rules/default.json' with { type: 'json' };
import { readRulePack } from '../../src/domain/rules/rule-pack.ts';

/** The pack of the house, and as the file has it. */
export const pack = readRulePack(json);
export const packJson: unknown = json;
