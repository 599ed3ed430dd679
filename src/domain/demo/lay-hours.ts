import { insertSeedRows, type SeedRow } from '../../db/queries/seed.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { addDays, atLocalTime, dayOf } from '../schedule/calendar.ts';
import { postsOn } from './demo-person.ts';
import { logAccess, type County, type Scene } from './scene.ts';

/** Recorded in the evening of the day, decided on in the next morning. */
const RECORDED_AT = '19:40';
const DECIDED_AT = '09:20';

/** What people are, as the administrator registered it, and the study hours of the recipe with their answers. */
export async function layHours(scene: Scene, county: County): Promise<void> {
  await layMemberKinds(scene, county);
  const entries: SeedRow<'studyHours'>[] = [];
  const decisions: SeedRow<'studyHourDecisions'>[] = [];
  for (const recipe of scene.seed.history.studyHours) {
    const person = county.byStaffNo.get(recipe.staffNo);
    const day = addDays(scene.time.today, -recipe.daysAgo);
    // Study from before the launch was recorded in the first days.
    const recordedOn = laterOf(day, addDays(scene.time.from, 1));
    if (!person || postsOn(person, day).length === 0 || recordedOn >= scene.time.today) continue;
    const recordedAt = atLocalTime(recordedOn, RECORDED_AT);
    const { evidence, hours, topic } = recipe;
    const id = scene.ids(recordedAt);
    const own = { personId: person.id, recordedBy: person.id };
    const what = { day, hours, evidence, topic, eventId: scene.ids(recordedAt), recordedAt };
    entries.push({ id, ...own, ...what, rulePackVersion: scene.pack.version });
    const by = county.byStaffNo.get(recipe.decidedBy ?? '');
    const decidedAt = atLocalTime(addDays(recordedOn, 1), DECIDED_AT);
    if (!by || decidedAt >= scene.time.end || postsOn(by, dayOf(decidedAt)).length === 0) continue;
    const reason = recipe.rejected ?? null;
    const verdict = reason === null ? 'confirmed' : 'rejected';
    decisions.push({ entryId: id, ...own, verdict, reason, decidedBy: by.id, decidedAt });
    if (verdict === 'rejected')
      scene.outbox.say({
        kind: 'hours-rejected',
        to: person,
        subjectId: id,
        onceKey: `hours-rejected:${id}`,
        priority: PRIORITY.answer,
        at: decidedAt,
      });
  }
  await insertSeedRows(scene.tx, 'studyHours', entries);
  await insertSeedRows(scene.tx, 'studyHourDecisions', decisions);
  await logAccess(
    scene,
    decisions.map(({ entryId, personId, verdict, decidedBy, decidedAt }) => ({
      at: decidedAt,
      actorId: decidedBy,
      action: `hours.${verdict}`,
      subjectPersonId: personId,
      detail: { entryId },
    })),
  );
}

async function layMemberKinds({ tx, seed, time }: Scene, { people, byStaffNo }: County): Promise<void> {
  const registeredAt = atLocalTime(time.launch, '10:00');
  const by = people.find((person) => person.posts.some((post) => post.roles.includes('admin')))?.id ?? null;
  await insertSeedRows(
    tx,
    'personMemberKinds',
    seed.people.flatMap(({ staffNo, memberKinds = [] }) => {
      const personId = byStaffNo.get(staffNo)?.id;
      return personId === undefined
        ? []
        : memberKinds.map((kind) => ({ personId, kind, registeredBy: by, registeredAt }));
    }),
  );
}

const laterOf = (a: string, b: string): string => (a > b ? a : b);
