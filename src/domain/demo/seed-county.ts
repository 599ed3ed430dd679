import type { Db } from '../../db/client.ts';
import { lockEmptyCounty } from '../../db/queries/seed.ts';
import type { CountySeed } from '../people/county-seed.ts';
import { importQuestions, type QuestionFile } from '../questions/import-questions.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { startOfDay } from '../schedule/calendar.ts';
import type { StudyPlan } from '../study/plans.ts';
import { layAccounts } from './lay-accounts.ts';
import { layAssessments } from './lay-assessments.ts';
import { layCards } from './lay-cards.ts';
import { layEntries } from './lay-entries.ts';
import { layHours } from './lay-hours.ts';
import { layInterviews } from './lay-interviews.ts';
import { layMeetings } from './lay-meetings.ts';
import { layNotices } from './lay-notices.ts';
import { layOffers } from './lay-offers.ts';
import { layProposals } from './lay-proposals.ts';
import { layQuizzes } from './lay-quizzes.ts';
import { layRectifications } from './lay-rectifications.ts';
import { layReviews } from './lay-reviews.ts';
import { layRoster } from './lay-roster.ts';
import { createScene } from './scene.ts';

/**
 * Fills an empty database with the made-up county and its past, so that boards and files show something in the first
 * minute. The rows are those that the bot's own verbs would have left; ids of draws and all times follow from
 * `history.seed` and the day, so that the same day gives the same history. Files are not rolled up here: the nightly
 * job does that, and catches up at the first start.
 *
 * @param input the county, the JSON of the form its cycles name, the question files as their reader returned them,
 *   and the plans of study cards
 * @returns `seeded: false` when the database has organisation units already; nothing is touched then
 * @throws Error when a cycle names another form; all or nothing is stored
 */
export function seedCounty(
  { db, clock, pack }: { db: Db; clock: () => Date; pack: RulePack },
  {
    seed,
    form,
    questions,
    plans,
  }: {
    seed: CountySeed;
    form: unknown;
    questions: readonly QuestionFile[];
    plans: readonly StudyPlan[];
  },
): Promise<{ seeded: boolean; people: number }> {
  return db.transaction(async (tx) => {
    if (!(await lockEmptyCounty(tx))) return { seeded: false, people: 0 };
    const scene = createScene(tx, pack, seed, clock());
    await importQuestions(tx, questions, startOfDay(scene.time.launch));
    const county = await layRoster(scene);
    await layAccounts(scene, county);
    const sittings = await layQuizzes(scene, county);
    layOffers(scene, county, sittings);
    await layNotices(scene, county);
    await layInterviews(scene, county);
    await layMeetings(scene, county);
    await layAssessments(scene, county, form);
    await layRectifications(scene, county);
    await layEntries(scene, county);
    await layHours(scene, county);
    await layCards(scene, county, plans);
    await layProposals(scene, county);
    await layReviews(scene, county);
    await scene.outbox.store(tx);
    return { seeded: true, people: county.people.length };
  });
}
