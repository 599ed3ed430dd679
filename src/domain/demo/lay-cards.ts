import { insertSeedRows, type SeedRow } from '../../db/queries/seed.ts';
import { findCardQuestions } from '../../db/queries/study-cards.ts';
import { addDays, atLocalTime } from '../schedule/calendar.ts';
import { findPlan, type StudyPlan } from '../study/plans.ts';
import { hasRole, postsOn } from './demo-person.ts';
import type { County, Scene } from './scene.ts';

const STUDIED_AT = '12:40';
/** How many of the answers are right. */
const RIGHT_SHARE = 0.8;

/** Plans under way, a card a day up to yesterday, each answered. */
export async function layCards(
  scene: Scene,
  { byStaffNo }: County,
  plans: readonly StudyPlan[],
): Promise<void> {
  const { tx, seed, time, ids, chances } = scene;
  const assignments: SeedRow<'studyAssignments'>[] = [];
  const showings: SeedRow<'cardShowings'>[] = [];
  const answers: SeedRow<'cardAnswers'>[] = [];
  for (const recipe of seed.history.studyPlans) {
    const plan = findPlan(plans, recipe.plan);
    const person = byStaffNo.get(recipe.staffNo);
    if (!plan || !person) continue;
    const cards = plan.cards.slice(0, recipe.answered);
    // Nothing is made for the time before a person held a post.
    if (postsOn(person, addDays(time.today, -cards.length)).length === 0) continue;
    const codes = cards.map(({ question }) => question);
    const versions = new Map((await findCardQuestions(tx, codes)).map((row) => [row.code, row]));
    const draw = chances(`cards:${recipe.staffNo}`);
    const startedAt = atLocalTime(addDays(time.today, -cards.length), STUDIED_AT);
    const because = hasRole(person, plan.roles, time.today) ? 'role' : 'own-choice';
    const personId = person.id;
    assignments.push({
      id: ids(startedAt),
      personId,
      plan: plan.id,
      because,
      createdAt: startedAt,
      startedAt,
    });
    for (const [i, card] of cards.entries()) {
      const version = versions.get(card.question);
      if (!version) continue;
      const at = atLocalTime(addDays(time.today, i - cards.length), STUDIED_AT);
      const common = { personId, card: card.id, questionVersionId: version.versionId };
      showings.push({
        ...common,
        id: ids(at),
        plan: plan.id,
        draft: [],
        state: 'answered',
        shownAt: at,
        endedAt: at,
      });
      const correct = draw.happens(RIGHT_SHARE);
      const wrong = version.options.findIndex((_, option) => !version.answer.includes(option));
      answers.push({ ...common, chosen: correct ? version.answer : [Math.max(0, wrong)], correct, at });
    }
  }
  await insertSeedRows(tx, 'studyAssignments', assignments);
  await insertSeedRows(tx, 'cardShowings', showings);
  await insertSeedRows(tx, 'cardAnswers', answers);
}
