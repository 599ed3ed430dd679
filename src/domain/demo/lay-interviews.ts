import { insertSeedRows, type SeedRow } from '../../db/queries/seed.ts';
import type { CountySeed } from '../people/county-seed.ts';
import { addDays, atLocalTime, dayOf } from '../schedule/calendar.ts';
import { postsOn, unreachableWhy, type DemoPerson } from './demo-person.ts';
import { ownWords } from './own-words.ts';
import { logAccess, type County, type Scene } from './scene.ts';
import { momentOf, nextTick, type Ticks } from './timeline.ts';

type Recipe = CountySeed['history']['interviews'][number];
type Planned = {
  id: string;
  recipe: Recipe;
  person: DemoPerson;
  orderer: DemoPerson;
  startsAt: Date;
  createdAt: Date;
};

/** When the timetable looks for interviews that are near. */
const TICKS: Ticks = { minutes: [0, 10, 20, 30, 40, 50], fromHour: 7, toHour: 21 };
const HOUR_MS = 3_600_000;
const DAYS_AHEAD = 3;
/** An interview arranged within the last hour is not reminded of. */
const FRESH_MS = HOUR_MS;

/** The interviews of the recipe with their notices, answers and reminders; arranged some days ahead, by the end of the history. */
export async function layInterviews(scene: Scene, county: County): Promise<void> {
  const planned = scene.seed.history.interviews.flatMap(
    (recipe) => planInterview(scene, county, recipe) ?? [],
  );
  const rows = planned.map((one) => layInterview(scene, one));
  await insertSeedRows(scene.tx, 'interviews', rows);
  await logAccess(
    scene,
    planned.map(({ id, recipe, person, orderer, createdAt }) => ({
      at: createdAt,
      actorId: orderer.id,
      action: 'interviews.arrange',
      subjectPersonId: person.id,
      detail: { interviewId: id, kind: recipe.kind },
    })),
  );
}

/** Undefined when one of the two held no post on the day it was arranged. */
function planInterview({ time, ids }: Scene, { byStaffNo }: County, recipe: Recipe): Planned | undefined {
  const [person, orderer] = [byStaffNo.get(recipe.staffNo), byStaffNo.get(recipe.orderedBy)];
  const startsAt = momentOf(time, recipe.daysAgo, recipe.at);
  const [ahead, yesterday] = [addDays(dayOf(startsAt), -DAYS_AHEAD), addDays(time.today, -1)];
  const day = ahead < yesterday ? ahead : yesterday;
  if (!person || !orderer || postsOn(person, day).length === 0 || postsOn(orderer, day).length === 0)
    return undefined;
  const createdAt = atLocalTime(day, '10:00');
  return { id: ids(createdAt), recipe, person, orderer, startsAt, createdAt };
}

function layInterview(scene: Scene, planned: Planned): SeedRow<'interviews'> {
  const { pack, outbox } = scene;
  const { id, recipe, person, orderer, startsAt, createdAt } = planned;
  const about = { subjectId: id, priority: 1 };
  const onceKey = `interview-notice:${id}`;
  const sentAt = outbox.say({
    kind: 'interview-notice',
    to: person,
    onceKey,
    at: createdAt,
    expiresAt: startsAt,
    ...about,
  });
  const answer = sentAt && answerOf(scene, planned, sentAt);
  if (answer)
    outbox.say({
      kind: 'interview-answer',
      to: orderer,
      onceKey: `interview-answer:${id}:${answer.state}`,
      at: answer.at,
      ...about,
    });
  if (recipe.state === 'cancelled')
    outbox.say({
      kind: 'interview-cancelled',
      to: person,
      onceKey: `interview-cancelled:${id}`,
      at: new Date(createdAt.getTime() + 5 * HOUR_MS),
      ...about,
    });
  if (['announced', 'confirmed', 'held'].includes(recipe.state)) layReminders(scene, planned);
  return {
    id,
    kind: recipe.kind,
    rulePackVersion: pack.version,
    personId: person.id,
    orderedBy: orderer.id,
    startsAt,
    minutes: recipe.minutes,
    place: recipe.place,
    state: recipe.state,
    answeredAt: answer?.at ?? null,
    answerReason: answer?.reason ?? null,
    createdAt,
  };
}

type Answer = { state: 'confirmed' | 'move-asked' | 'cannot-attend'; at: Date; reason: string | null };

/** What the person pressed; a held interview had been confirmed. */
function answerOf({ chances, seed }: Scene, { recipe, person }: Planned, sentAt: Date): Answer | null {
  const state = recipe.state === 'held' ? 'confirmed' : recipe.state;
  if (state === 'announced' || state === 'cancelled') return null;
  const draw = chances(`interview:${recipe.staffNo}:${recipe.daysAgo}`);
  const at = draw.instant(new Date(sentAt.getTime() + 120_000), new Date(sentAt.getTime() + 8 * HOUR_MS));
  if (unreachableWhy(person, at) !== null) return null;
  return { state, at, reason: state === 'confirmed' ? null : ownWords(seed, person, dayOf(at)).event };
}

function layReminders(
  { pack, time, outbox }: Scene,
  { id, person, orderer, startsAt, createdAt }: Planned,
): void {
  for (const hours of pack.reminders.interviewReminder.hoursBefore) {
    const due = Math.max(startsAt.getTime() - hours * HOUR_MS, createdAt.getTime() + FRESH_MS);
    const at = new Date(nextTick(new Date(due), TICKS).getTime() + 1_000);
    if (at >= time.end || at >= startsAt) continue;
    for (const to of [person, orderer])
      outbox.say({
        kind: 'interview-reminder',
        to,
        subjectId: id,
        onceKey: `interview-reminder:${id}:${to.id}:${hours}`,
        priority: 1,
        at,
      });
  }
}
