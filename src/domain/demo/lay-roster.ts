import { insertUnits } from '../../db/queries/organisation-units.ts';
import { insertRoster } from '../../db/queries/roster.ts';
import { insertSeedRows } from '../../db/queries/seed.ts';
import { namePinyin } from '../people/name-pinyin.ts';
import { growUnit, type UnitTree } from '../people/unit-tree.ts';
import { addDays, atLocalTime, startOfDay } from '../schedule/calendar.ts';
import type { CountySeed } from '../people/county-seed.ts';
import type { DemoPerson, DemoPost } from './demo-person.ts';
import { planAccount } from './lay-accounts.ts';
import type { County, Scene } from './scene.ts';

/** Units, people, posts and exemptions; nobody is bound yet in the tables. */
export async function layRoster(scene: Scene): Promise<County> {
  const { tx, seed, time, ids } = scene;
  const opened = atLocalTime(time.launch, '09:00');
  const units: UnitTree = new Map();
  for (const { path } of seed.units) growUnit(units, path.split('/'), () => ids(opened));
  await insertUnits(tx, [...units.values()], opened);
  const people = seed.people.map((person): DemoPerson => {
    const posts = person.posts.map((post): DemoPost => {
      const unit = units.get(post.unit);
      if (!unit) throw new Error(`the county has no unit ${post.unit}`);
      return {
        ...post,
        until: post.until,
        unitId: unit.id,
        unitPath: post.unit,
        unitName: unit.name,
        unitKind: unit.kind,
      };
    });
    const { staffNo, name, language } = person;
    return {
      id: ids(opened),
      staffNo,
      name,
      language,
      ...planAccount(scene, person),
      exempt: exemptionOf(scene, person),
      posts,
    };
  });
  await storePeople(scene, people, opened);
  return {
    people,
    byStaffNo: new Map(people.map((person) => [person.staffNo, person])),
    unitIds: new Map([...units].map(([path, { id }]) => [path, id])),
  };
}

/** The recipe says only when an exemption ends; it began some weeks ago, within the person's time in a post. */
function exemptionOf(
  { time, chances }: Scene,
  { staffNo, exempt, posts }: CountySeed['people'][number],
): DemoPerson['exempt'] {
  if (!exempt) return null;
  const began = addDays(time.today, -chances(`exempt:${staffNo}`).whole({ min: 30, max: 60 }));
  const early = began < exempt.until ? began : addDays(exempt.until, -14);
  const since = posts[0]?.since ?? early;
  return { reason: exempt.reason, from: early > since ? early : since, until: exempt.until };
}

async function storePeople({ tx, ids }: Scene, people: readonly DemoPerson[], opened: Date): Promise<void> {
  await insertRoster(
    tx,
    people.map(({ id, staffNo, name, language, posts }) => ({
      id,
      staffNo,
      name,
      language,
      ...namePinyin(name),
      phone: null,
      createdAt: laterOf(opened, startOfDay(posts[0]?.since ?? '')),
    })),
    people.flatMap((person) =>
      person.posts.map((post) => ({
        id: ids(opened),
        personId: person.id,
        unitId: post.unitId,
        title: post.title,
        titleEn: post.titleEn,
        roles: [...post.roles],
        startsOn: post.since,
        endsOn: post.until ?? null,
      })),
    ),
  );
  await insertSeedRows(
    tx,
    'exemptions',
    people.flatMap(({ id, exempt }) =>
      exempt === null
        ? []
        : [
            {
              id: ids(startOfDay(exempt.from)),
              personId: id,
              reason: exempt.reason,
              startsOn: exempt.from,
              endsOn: exempt.until,
            },
          ],
    ),
  );
}

const laterOf = (a: Date, b: Date): Date => (a > b ? a : b);
