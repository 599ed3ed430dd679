import { dayOf } from '../schedule/calendar.ts';
import { hasRole, isExempt, isUnder, unreachableWhy, type DemoPerson } from './demo-person.ts';
import type { County, Scene } from './scene.ts';
import { nextTick, type Ticks } from './timeline.ts';

export type Cycle = { id: string; unitPath: string; roles: readonly string[]; opensAt: Date; closesAt: Date };

/** When the timetable looks for cycles that close soon. */
const TICKS: Ticks = { minutes: [0], fromHour: 9, toHour: 9 };
const DAY_MS = 86_400_000;

/** Whether a cycle asks this person on that day: in its units, in one of its roles, not exempted. */
export const isAsked = (person: DemoPerson, { unitPath, roles }: Cycle, day: string): boolean =>
  isUnder(person, unitPath, day) && hasRole(person, roles, day) && !isExempt(person, day);

/** The reminders that fell due before the end of the history; `submitted` is by person id. */
export function layAssessmentReminders(
  { pack, time, outbox }: Scene,
  { people }: County,
  cycle: Cycle,
  submitted: ReadonlyMap<string, Date>,
): void {
  for (const days of pack.reminders.assessmentReminder.daysBefore) {
    const due = Math.max(cycle.opensAt.getTime(), cycle.closesAt.getTime() - days * DAY_MS);
    const at = new Date(nextTick(new Date(due), TICKS).getTime() + 1_000);
    if (at >= time.end || at >= cycle.closesAt) continue;
    const open = (person: DemoPerson) => (submitted.get(person.id) ?? time.end) > at;
    for (const to of people.filter((person) => isAsked(person, cycle, dayOf(at)) && open(person))) {
      if (unreachableWhy(to, at) !== null) continue;
      const onceKey = `assessment-reminder:${cycle.id}:${to.id}:${days}`;
      outbox.say({ kind: 'assessment-reminder', to, subjectId: cycle.id, onceKey, priority: 5, at });
    }
  }
}
