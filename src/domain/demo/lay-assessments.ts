import { insertCycle } from '../../db/queries/assessments.ts';
import { insertSeedRows, type SeedRow } from '../../db/queries/seed.ts';
import { readAssessmentForm, type AssessmentForm, type AssessmentQuestion } from '../assessments/form.ts';
import type { CountySeed } from '../people/county-seed.ts';
import { addDays, dayOf, startOfDay } from '../schedule/calendar.ts';
import type { Chances } from './chances.ts';
import { unreachableWhy, type DemoPerson } from './demo-person.ts';
import { isAsked, layAssessmentReminders, type Cycle } from './lay-assessment-reminders.ts';
import { ownWords, type OwnWords } from './own-words.ts';
import type { County, Scene } from './scene.ts';
import { momentOf, toWakingHours } from './timeline.ts';

type Recipe = CountySeed['history']['assessmentCycles'][number];

/** The first options of a choice are the likely ones; what is to be said in person is rare. */
const OPTION_SHARES = [0.55, 0.85, 0.95];
const YES_SHARE = 0.1;
const FILLING_MS = { min: 240_000, max: 1_200_000 };

/**
 * The cycles of the recipe with what was handed in and begun so far. The shares are of those who are asked, can be
 * reached and are not exempted.
 * @throws Error when a cycle names another form than the one given
 */
export async function layAssessments(scene: Scene, county: County, formJson: unknown): Promise<void> {
  const { tx, seed, time, ids } = scene;
  const form = readAssessmentForm(formJson);
  const rows: SeedRow<'assessmentSubmissions'>[] = [];
  for (const recipe of seed.history.assessmentCycles) {
    const unitId = county.unitIds.get(recipe.unit);
    if (recipe.form !== form.id || !unitId)
      throw new Error(
        `the cycle "${recipe.title.zh}" needs the form ${recipe.form} and the unit ${recipe.unit}`,
      );
    const opensAt = momentOf(time, recipe.openedDaysAgo, '09:00');
    const closesAt = startOfDay(addDays(time.today, recipe.closesInDays + 1));
    const cycle = { id: ids(opensAt), unitPath: recipe.unit, roles: form.roles, opensAt, closesAt };
    await insertCycle(tx, {
      id: cycle.id,
      title: recipe.title.zh,
      titleEn: recipe.title.en,
      unitId,
      formId: form.id,
      form: formJson,
      opensAt,
      closesAt,
    });
    const filled = fillForms(scene, county, form, cycle, recipe);
    rows.push(...filled);
    const submitted = filled.flatMap((row) =>
      row.submittedAt ? [[row.personId, row.submittedAt] as const] : [],
    );
    layAssessmentReminders(scene, county, cycle, new Map(submitted));
  }
  await insertSeedRows(tx, 'assessmentSubmissions', rows);
}

function fillForms(
  { seed, time, chances, ids }: Scene,
  { people }: County,
  form: AssessmentForm,
  cycle: Cycle,
  recipe: Recipe,
): SeedRow<'assessmentSubmissions'>[] {
  const { opensAt, closesAt } = cycle;
  const day = dayOf(opensAt);
  const until = closesAt < time.end ? closesAt : time.end;
  const latest = new Date(until.getTime() - FILLING_MS.max);
  if (latest <= opensAt) return [];
  const able = people.filter((person) => isAsked(person, cycle, day) && isReached(person, opensAt, until));
  const draw = chances(`cycle:${seed.history.assessmentCycles.indexOf(recipe)}`);
  const submitted = Math.round(able.length * recipe.submittedShare);
  const drafts = Math.round(able.length * recipe.draftShare);
  return draw.some(able, submitted + drafts).map((person, i): SeedRow<'assessmentSubmissions'> => {
    const startedAt = laterOf(opensAt, toWakingHours(draw.instant(opensAt, latest)));
    const answers = answerForm(form, ownWords(seed, person, day), draw);
    const common = { id: ids(startedAt), cycleId: cycle.id, personId: person.id, startedAt };
    if (i < submitted)
      return {
        ...common,
        state: 'submitted',
        answers: Object.fromEntries(answers),
        submittedAt: new Date(startedAt.getTime() + Math.round(draw.within(FILLING_MS))),
      };
    const kept = draw.whole({ min: 1, max: Math.max(1, answers.length - 1) });
    return {
      ...common,
      state: 'draft',
      answers: Object.fromEntries(answers.slice(0, kept)),
      submittedAt: null,
    };
  });
}

const isReached = (person: DemoPerson, from: Date, until: Date): boolean =>
  unreachableWhy(person, from) === null && unreachableWhy(person, until) === null;

function answerForm({ questions }: AssessmentForm, words: OwnWords, draw: Chances): [string, string][] {
  const firstText = questions.find((question) => question.type === 'text');
  return questions.map((question) => [
    question.id,
    answerQuestion(question, question === firstText, words, draw),
  ]);
}

function answerQuestion(
  question: AssessmentQuestion,
  isAboutWork: boolean,
  words: OwnWords,
  draw: Chances,
): string {
  const luck = draw.within({ min: 0, max: 1 });
  switch (question.type) {
    case 'yes-no':
      return luck < YES_SHARE ? 'yes' : 'no';
    case 'choice': {
      const at = OPTION_SHARES.filter((share) => share <= luck).length;
      return (question.options[at] ?? question.options[0])?.id ?? '';
    }
    case 'text': {
      const text = isAboutWork ? words.work : (draw.pick(words.matters) ?? words.event);
      return [...text].slice(0, question.maxLength).join('').trim();
    }
  }
}

const laterOf = (a: Date, b: Date): Date => (a > b ? a : b);
