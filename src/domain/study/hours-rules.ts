/** A rule of the pack about hours, as far as it is judged here. */
export type HoursRule = {
  id: string;
  who: { roles?: readonly string[] | undefined; memberKinds?: readonly string[] | undefined };
  hours: number;
  counts: readonly string[];
};

/** What a person is asked by: the roles of their posts and the memberships that were registered. */
export type Asked = { roles: readonly string[]; memberKinds: readonly string[] };

/** The rule a person is under: of those that fit, the one with the most hours; they do not add up. */
export function findDuty<R extends HoursRule>(
  rules: readonly R[],
  { roles, memberKinds }: Asked,
): R | undefined {
  return rules
    .filter(
      ({ who }) =>
        who.roles?.some((role) => roles.includes(role)) ||
        who.memberKinds?.some((kind) => memberKinds.includes(kind)),
    )
    .toSorted((a, b) => b.hours - a.hours)[0];
}

/**
 * What is asked of somebody who is exempted for some days of the year: the share of the hours that the other days have of
 * the year, rounded down to half an hour, so that rounding never asks for more. A post that begins within the year
 * changes nothing: the texts ask for hours a year.
 *
 * @param exemptDays days of the year, each counted once, on which an exemption holds that changes denominators
 */
export function neededHours(hours: number, exemptDays: number, daysOfYear: number): number {
  const left = Math.max(0, daysOfYear - exemptDays);
  return Math.floor((hours * left * 2) / daysOfYear) / 2;
}

/** How many days a calendar year has. */
export const daysOfYear = (year: number): number =>
  (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000;

/**
 * Where somebody stands. unknown: no rule of the pack fits what is registered; exempt: an exemption holds today, or
 * leaves nothing to be asked this year, so they are neither behind nor counted; met; open: the year is not over.
 */
export type HoursState = 'unknown' | 'exempt' | 'met' | 'open';

export function judgeHours(
  duty: HoursRule | undefined,
  { needed, done, isExempt }: { needed: number; done: number; isExempt: boolean },
): HoursState {
  if (!duty) return 'unknown';
  if (isExempt || needed === 0) return 'exempt';
  return done >= needed ? 'met' : 'open';
}

/** Hours of the kinds that a rule counts. */
export const countedHours = (
  done: Readonly<Record<string, number>>,
  { counts }: Pick<HoursRule, 'counts'>,
): number => counts.reduce((sum, kind) => sum + (done[kind] ?? 0), 0);

export type Group = { people: number };

/**
 * Which groups may be shown, so that no figure, nor the difference between the total and the rest, is about fewer than
 * `least` people: small ones are added together, and where they are too few still, the smallest of the others with them.
 *
 * @returns the groups shown by themselves, and those that are one figure together
 */
export function mergeSmall<G extends Group>(
  groups: readonly G[],
  least: number,
): { shown: G[]; merged: G[] } {
  const shown = groups.filter(({ people }) => people >= least);
  const merged = groups.filter(({ people }) => people > 0 && people < least);
  const countOf = (list: readonly G[]) => list.reduce((sum, { people }) => sum + people, 0);
  while (merged.length > 0 && countOf(merged) < least && shown.length > 0) {
    const smallest = shown.reduce((a, b) => (b.people < a.people ? b : a));
    shown.splice(shown.indexOf(smallest), 1);
    merged.push(smallest);
  }
  return { shown, merged };
}
