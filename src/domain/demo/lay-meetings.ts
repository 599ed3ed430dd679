import { insertSeedRows, type SeedRow } from '../../db/queries/seed.ts';
import type { CountySeed } from '../people/county-seed.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { addDays, atLocalTime, dayOf } from '../schedule/calendar.ts';
import { isUnder, type DemoPerson } from './demo-person.ts';
import { logAccess, type County, type Scene } from './scene.ts';
import { momentOf } from './timeline.ts';

type Recipe = CountySeed['history']['meetings'][number];
type Planned = {
  id: string;
  recipe: Recipe;
  unitId: string;
  by: DemoPerson;
  people: DemoPerson[];
  startsAt: Date;
  createdAt: Date;
};

const DAYS_AHEAD = 4;
const MINUTE_MS = 60_000;

/** The meetings of the recipe: those of the past closed with their lists, those ahead with the word that was sent. */
export async function layMeetings(scene: Scene, county: County): Promise<void> {
  const planned = scene.seed.history.meetings.flatMap((recipe) => planOf(scene, county, recipe) ?? []);
  const { tx } = scene;
  await insertSeedRows(
    tx,
    'meetings',
    planned.map((one) => rowOf(scene, one)),
  );
  await insertSeedRows(
    tx,
    'meetingInvitees',
    planned.flatMap(({ id, people, startsAt }) =>
      people.map((person) => ({ meetingId: id, personId: person.id, excuse: excuseOf(person, startsAt) })),
    ),
  );
  await insertSeedRows(
    tx,
    'meetingAttendance',
    planned.filter(({ startsAt }) => startsAt < scene.time.end).flatMap((one) => listOf(scene, one)),
  );
  for (const one of planned) if (one.startsAt >= scene.time.end) invite(scene, one);
  await logAccess(
    scene,
    planned.map(({ id, by, recipe, people, createdAt }) => ({
      at: createdAt,
      actorId: by.id,
      action: 'meetings.plan',
      subjectPersonId: null,
      detail: { meetingId: id, kind: recipe.kind, people: people.length },
    })),
  );
}

function planOf({ time, ids }: Scene, county: County, recipe: Recipe): Planned | undefined {
  const by = county.byStaffNo.get(recipe.heldBy);
  const unitId = county.unitIds.get(recipe.unit);
  const startsAt = momentOf(time, recipe.daysAgo, recipe.at);
  const day = dayOf(startsAt);
  const [ahead, yesterday] = [addDays(day, -DAYS_AHEAD), addDays(time.today, -1)];
  const createdAt = atLocalTime(ahead < yesterday ? ahead : yesterday, '10:00');
  const people = county.people.filter((person) => isUnder(person, recipe.unit, day));
  return by && unitId !== undefined && people.length > 0
    ? { id: ids(createdAt), recipe, unitId, by, people, startsAt, createdAt }
    : undefined;
}

function rowOf({ pack, time, ids }: Scene, planned: Planned): SeedRow<'meetings'> {
  const { id, recipe, unitId, by, startsAt, createdAt } = planned;
  const { kind, title, place, minutes } = recipe;
  const isOver = startsAt < time.end;
  return {
    id,
    kind,
    rulePackVersion: pack.version,
    unitId,
    heldBy: by.id,
    title,
    place,
    startsAt,
    minutes,
    secret: ids(createdAt),
    openedAt: null,
    moves: 0,
    state: isOver ? 'closed' : 'planned',
    closedAt: isOver ? new Date(startsAt.getTime() + minutes * MINUTE_MS) : null,
    createdAt,
  };
}

function excuseOf({ exempt }: DemoPerson, startsAt: Date): string | null {
  const day = dayOf(startsAt);
  return exempt && exempt.from <= day && day < exempt.until ? exempt.reason : null;
}

/** Who was there by the organiser's list, and the rest as the closing left it. */
function listOf({ chances }: Scene, planned: Planned): SeedRow<'meetingAttendance'>[] {
  const { id, recipe, by, people, startsAt } = planned;
  const ticked = new Date(startsAt.getTime() + 5 * MINUTE_MS);
  const closed = new Date(startsAt.getTime() + recipe.minutes * MINUTE_MS);
  return people.map((person) => {
    const excuse = excuseOf(person, startsAt);
    const draw = chances(`meeting:${recipe.unit}:${recipe.daysAgo}:${person.staffNo}`);
    const isThere = person.id === by.id || (excuse === null && draw.happens(0.85));
    const row = { meetingId: id, personId: person.id, n: 1, markedBy: by.id };
    if (isThere) return { ...row, state: 'present', reason: null, via: 'list', at: ticked };
    const state = excuse === null ? 'absent' : 'excused';
    return { ...row, state, reason: excuse, via: 'closing', at: closed };
  });
}

function invite({ outbox }: Scene, { id, people, startsAt, createdAt }: Planned): void {
  for (const person of people)
    if (excuseOf(person, startsAt) === null)
      outbox.say({
        kind: 'meeting-invitation',
        to: person,
        subjectId: id,
        onceKey: `meeting-invitation:${id}:${person.id}`,
        priority: PRIORITY.bulk,
        at: createdAt,
        expiresAt: startsAt,
      });
}
