import { readdirSync, readFileSync } from 'node:fs';
import { readStudyPlans } from '../../src/domain/study/plans.ts';

const folder = new URL('../../content/cards/', import.meta.url);

/** The plans of the house. */
export const plans = readStudyPlans(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
);
