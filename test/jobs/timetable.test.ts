import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timedJobs, timetable } from '../../src/jobs/timetable.ts';
import { pack } from '../support/pack.ts';

const MINUTE = 60_000;
const rows = timetable(pack);
const jobs = timedJobs(rows);
const local = (time: string): Date => new Date(`${time}+08:00`);
const slotsOf = (name: string, after: Date, until: Date): Date[] => {
  const job = jobs.find((one) => one.name === name);
  if (!job) throw new Error(`no job ${name}`);
  return job.slotsBetween(after, until);
};
const shown = (slots: readonly Date[]) =>
  slots.map((slot) => new Date(slot.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '));

/** Whether a job has a slot at a minute, said once more without cron. */
const IS_SLOT: Record<string, (it: { hour: number; minute: number; weekday: number }) => boolean> = {
  'clear-voices': ({ hour, minute }) => hour === 0 && minute === 10,
  'roll-up': ({ hour, minute }) => hour === 1 && minute === 30,
  'anchor-ledger': ({ hour, minute }) => hour === 2 && minute === 45,
  'check-ledger': () => true,
  'propose-alerts': ({ hour, minute }) => hour === 2 && minute === 40,
  'analyse-items': ({ hour, minute }) => hour === 2 && minute === 15,
  forget: ({ hour, minute }) => hour === 3 && minute === 20,
  'offer-quiz': ({ hour, minute }) => hour === 7 && minute === 0,
  'remind-learners': ({ hour, minute, weekday }) => weekday === 1 && hour === 7 && minute === 15,
  'remind-assessments': ({ hour, minute }) => hour === 7 && minute === 5,
  'offer-cards': ({ hour, minute }) => hour === 7 && minute === 3,
  'offer-reviews': ({ hour, minute }) => hour === 7 && minute === 6,
  'offer-timed-cards': ({ minute }) => minute % 10 === 0,
  'remind-exams': ({ hour, minute }) => hour === 7 && minute === 8,
  'announce-hours': ({ hour, minute }) => hour === 7 && minute === 12,
  'remind-unconfirmed': ({ hour, minute }) => hour === 7 && minute === 10,
  'watch-cadences': ({ hour, minute }) => hour === 7 && minute === 8,
  'make-duty-sheets': ({ hour, minute }) => hour === 7 && minute === 11,
  'watch-rectifications': ({ hour, minute }) => hour === 7 && minute === 9,
  'remind-classes': ({ hour, minute }) => hour === 9 && minute === 0,
  'ask-feedback': ({ hour, minute }) => hour === 9 && minute === 30,
  'remind-sanctions': ({ hour, minute }) => hour === 7 && minute === 13,
  'remind-objections': ({ hour, minute }) => hour === 7 && minute === 14,
  'release-notices': () => true,
  'clear-shown-files': () => true,
  'end-quizzes': () => true,
  regrade: () => true,
  'run-reviews': ({ minute }) => minute % 10 === 0,
  'hand-over': ({ minute }) => minute % 10 === 0,
  'remind-interviews': ({ hour, minute }) => hour >= 7 && hour <= 21 && minute % 10 === 0,
  'remind-inquiries': ({ hour, minute }) => hour === 8 && minute === 40,
  'propose-interviews': ({ hour, minute }) => hour === 6 && minute === 20,
  'settle-interviews': ({ minute }) => minute % 10 === 5,
  sweep: () => true,
};
function expected(name: string, after: Date, until: Date): Date[] {
  const slots = [];
  for (let t = Math.floor(after.getTime() / MINUTE) * MINUTE; t <= until.getTime(); t += MINUTE) {
    const there = new Date(t + 8 * 3_600_000);
    const at = { hour: there.getUTCHours(), minute: there.getUTCMinutes(), weekday: there.getUTCDay() };
    if (t > after.getTime() && IS_SLOT[name]?.(at)) slots.push(new Date(t));
  }
  return slots.slice(-200);
}

describe('the slots of a job', () => {
  test.each(Object.keys(IS_SLOT))('%s are those of its line, between any two instants', (name) => {
    const from = local('2026-11-20T00:00:00').getTime();
    const instant = fc
      .tuple(fc.integer({ min: 0, max: 12 * 1_440 }), fc.constantFrom(0, 0, 1, 500, 999, 1_000, 59_999))
      .map(([minutes, ms]) => new Date(from + minutes * MINUTE + ms));
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 0, max: 4 * 1_440 }),
        fc.nat({ max: 60_000 }),
        (after, span, ms) => {
          const until = new Date(after.getTime() + span * MINUTE + ms);
          expect(slotsOf(name, after, until)).toEqual(expected(name, after, until));
        },
      ),
      {
        numRuns: 25,
        examples: [
          [local('2026-11-23T08:00:00'), 0, 0],
          [local('2026-11-22T23:59:59.999'), 600, 1],
        ],
      },
    );
  });

  test('takes a tick that falls on the instant itself, and not the one it starts from', () => {
    const tick = local('2026-11-25T07:00:00');
    const before = new Date(tick.getTime() - 1);
    expect(slotsOf('offer-quiz', before, tick)).toEqual([tick]);
    expect(slotsOf('offer-quiz', tick, new Date(tick.getTime() + 1))).toEqual([]);
    expect(slotsOf('offer-quiz', new Date(0), before).at(-1)).toEqual(local('2026-11-24T07:00:00'));
    expect(slotsOf('offer-quiz', before, new Date(tick.getTime() + 999))).toEqual([tick]);
  });

  test('covers what was missed while down, the last 200', () => {
    const missed = slotsOf('roll-up', local('2026-11-25T02:00:00'), local('2026-11-28T10:00:00'));
    expect(shown(missed)).toEqual(['2026-11-26 01:30', '2026-11-27 01:30', '2026-11-28 01:30']);
    const minutes = slotsOf('sweep', local('2026-01-01T00:00:00'), local('2026-11-28T10:00:30'));
    expect(minutes).toHaveLength(200);
    expect(minutes.at(-1)).toEqual(local('2026-11-28T10:00:00'));
  });

  test('is empty when the clock went back', () => {
    expect(slotsOf('sweep', local('2026-11-28T10:00:00'), local('2026-11-27T10:00:00'))).toEqual([]);
    expect(slotsOf('roll-up', local('2026-11-28T10:00:00'), local('2026-11-28T10:00:00'))).toEqual([]);
  });

  test('crosses a year and a leap day', () => {
    expect(shown(slotsOf('roll-up', local('2027-12-31T00:00:00'), local('2028-01-01T02:00:00')))).toEqual([
      '2027-12-31 01:30',
      '2028-01-01 01:30',
    ]);
    expect(shown(slotsOf('roll-up', local('2028-02-28T02:00:00'), local('2028-03-01T02:00:00')))).toEqual([
      '2028-02-29 01:30',
      '2028-03-01 01:30',
    ]);
  });
});

describe('the timetable', () => {
  test('has every job once, as a file of this room names it', () => {
    expect(rows.map(({ job }) => job.name).toSorted()).toEqual(Object.keys(IS_SLOT).toSorted());
  });

  test('follows the study reminder of the pack', () => {
    const studyReminder = { ...pack.reminders.studyReminder, weekday: 7, at: '19:45' };
    const [row] = timedJobs(
      timetable({ ...pack, reminders: { ...pack.reminders, studyReminder } }).filter(
        ({ job }) => job.name === 'remind-learners',
      ),
    );
    const slots = row?.slotsBetween(local('2026-11-23T00:00:00'), local('2026-12-07T00:00:00')) ?? [];
    expect(shown(slots)).toEqual(['2026-11-29 19:45', '2026-12-06 19:45']);
  });
});
