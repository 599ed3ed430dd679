import { readdirSync, readFileSync } from 'node:fs';
import { readAssessmentForm } from '../../src/domain/assessments/form.ts';

const folder = new URL('../../content/assessments/', import.meta.url);

/** The forms of the house. */
export const forms = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .toSorted()
  .map((name) => readAssessmentForm(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));
