import { findRepeats } from '../rules/find-repeats.ts';
import type { HistoryRecipe } from './history-recipe.ts';

type Fault = { path: (string | number)[]; message: string };

type SeedParts = {
  units: { path: string; kind: string }[];
  people: {
    staffNo: string;
    telegramId?: number | undefined;
    blocked?: true | undefined;
    posts: { unit: string; since: string; until?: string | undefined }[];
  }[];
  history: HistoryRecipe;
};

const kindAbove: Record<string, string | undefined> = {
  township: 'county',
  village: 'township',
  branch: 'village',
};

/** What a schema of shapes cannot see in a county seed: the tree, unique numbers, posts in order, references. */
export function checkCountySeed(seed: SeedParts): Fault[] {
  return [...checkUnits(seed), ...checkPeople(seed), ...checkHistory(seed)];
}

function checkUnits({ units }: SeedParts): Fault[] {
  const kinds = new Map<string, string>();
  return units.flatMap((unit, at) => {
    const parent = unit.path.split('/').slice(0, -1).join('/');
    const known = kinds.has(unit.path);
    const fits = kinds.get(parent) === kindAbove[unit.kind];
    kinds.set(unit.path, unit.kind);
    const path = ['units', at, 'path'];
    if (known) return [{ path, message: 'expected a path not used before' }];
    if (!fits)
      return [{ path, message: `expected ${kindAbove[unit.kind] ?? 'no unit'} above this ${unit.kind}` }];
    return [];
  });
}

function checkPeople({ units, people }: SeedParts): Fault[] {
  const paths = new Set(units.map((unit) => unit.path));
  const repeated = 'expected a number not used before';
  return [
    ...findRepeats(people, (it) => it.staffNo).map((at) => ({
      path: ['people', at, 'staffNo'],
      message: repeated,
    })),
    ...findRepeats(people, (it) => it.telegramId).map((at) => ({
      path: ['people', at, 'telegramId'],
      message: repeated,
    })),
    ...people.flatMap((person, p) => [
      ...(person.blocked && person.telegramId === undefined
        ? [{ path: ['people', p, 'blocked'], message: 'expected a telegramId beside it' }]
        : []),
      ...person.posts.flatMap((post, i) =>
        checkPost(person.posts, i, paths, ['people', p, 'posts', i], post),
      ),
    ]),
  ];
}

function checkPost(
  posts: SeedParts['people'][number]['posts'],
  at: number,
  paths: Set<string>,
  path: (string | number)[],
  post: SeedParts['people'][number]['posts'][number],
): Fault[] {
  const next = posts[at + 1];
  const faults: Fault[] = [];
  if (!paths.has(post.unit))
    faults.push({ path: [...path, 'unit'], message: 'expected the path of a unit above' });
  if (post.until !== undefined && post.until <= post.since)
    faults.push({ path: [...path, 'until'], message: 'expected a day after since' });
  if (next && (post.until === undefined || post.until > next.since))
    faults.push({ path: [...path, 'until'], message: 'expected a day not after the next post begins' });
  return faults;
}

function checkHistory({ units, people, history }: SeedParts): Fault[] {
  const paths = new Set(units.map((unit) => unit.path));
  const numbers = new Set(people.map((person) => person.staffNo));
  const faults: Fault[] = [];
  const person = (value: string, ...path: (string | number)[]) =>
    numbers.has(value) ||
    faults.push({ path: ['history', ...path], message: 'expected the staff number of a person above' });
  const unit = (value: string, ...path: (string | number)[]) =>
    paths.has(value) ||
    faults.push({ path: ['history', ...path], message: 'expected the path of a unit above' });
  history.notices.forEach((notice, i) => {
    person(notice.author, 'notices', i, 'author');
    unit(notice.unit, 'notices', i, 'unit');
  });
  history.assessmentCycles.forEach((cycle, i) => unit(cycle.unit, 'assessmentCycles', i, 'unit'));
  history.interviews.forEach((interview, i) => {
    person(interview.staffNo, 'interviews', i, 'staffNo');
    person(interview.orderedBy, 'interviews', i, 'orderedBy');
  });
  history.studyHours.forEach(({ staffNo, decidedBy = staffNo }, i) => {
    person(staffNo, 'studyHours', i, 'staffNo');
    person(decidedBy, 'studyHours', i, 'decidedBy');
  });
  history.studyPlans.forEach((item, i) => person(item.staffNo, 'studyPlans', i, 'staffNo'));
  history.recognitions.forEach((item, i) => person(item.staffNo, 'recognitions', i, 'staffNo'));
  history.rectifications.forEach((item, i) => {
    person(item.staffNo, 'rectifications', i, 'staffNo');
    person(item.reviewer, 'rectifications', i, 'reviewer');
  });
  return faults;
}
