import { insertSeedRows, type SeedRow } from '../../db/queries/seed.ts';
import { dayOf } from '../schedule/calendar.ts';
import { hasRole, postsOn, type DemoPerson } from './demo-person.ts';
import type { County, Scene } from './scene.ts';
import { momentOf } from './timeline.ts';

type Entry = SeedRow<'ledgerEntries'>;

/** The entries that people decided on: recognitions. All other facts come with the nightly roll-up. */
export async function layEntries(scene: Scene, county: County): Promise<void> {
  const entries = recognitions(scene, county);
  await insertSeedRows(
    scene.tx,
    'ledgerEntries',
    entries.toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime()),
  );
}

/** Recorded by the secretary of the person's township, else by the county's administrator. */
function recognitions(scene: Scene, { people, byStaffNo }: County): Entry[] {
  const { seed, time, ids } = scene;
  return seed.history.recognitions.flatMap(({ staffNo, text, daysAgo }) => {
    const person = byStaffNo.get(staffNo);
    const at = momentOf(time, daysAgo, '16:00');
    if (!person || postsOn(person, dayOf(at)).length === 0) return [];
    const by = findSuperior(people, person, dayOf(at))?.id ?? null;
    return [
      entry(scene, {
        person,
        kind: 'recognition',
        at,
        sourceKind: 'recognition',
        sourceId: ids(at),
        by,
        data: { text },
      }),
    ];
  });
}

type Decided = {
  person: DemoPerson;
  kind: 'recognition';
  at: Date;
  sourceKind: string;
  sourceId: string;
  by: string | null;
  data: Record<string, unknown>;
};

function entry(
  { pack, time, ids }: Scene,
  { person, kind, at, sourceKind, sourceId, by, data }: Decided,
): Entry {
  const occurredAt = at < time.now ? at : time.now;
  return {
    id: ids(occurredAt),
    personId: person.id,
    kind,
    nature: 'conclusion',
    occurredAt,
    recordedAt: occurredAt,
    sourceKind,
    sourceId,
    rulePackVersion: pack.version,
    recordedBy: by,
    confirmedBy: by,
    data,
  };
}

function findSuperior(
  people: readonly DemoPerson[],
  person: DemoPerson,
  day: string,
): DemoPerson | undefined {
  const path = `${postsOn(person, day)[0]?.unitPath ?? ''}/`;
  const secretary = people.find(
    (one) =>
      one !== person &&
      postsOn(one, day).some(
        (post) => post.roles.includes('township-secretary') && path.startsWith(`${post.unitPath}/`),
      ),
  );
  return secretary ?? people.find((one) => one !== person && hasRole(one, ['admin'], day));
}
