import { dayOf } from '../schedule/calendar.ts';
import { isExempt, unreachableWhy } from './demo-person.ts';
import type { Recipient, SentNotice } from './sent-notice.ts';
import type { Scene } from './scene.ts';
import { nextTick, type Ticks } from './timeline.ts';

/** When the timetable looks for unconfirmed notices. */
const TICKS: Ticks = { minutes: [10], fromHour: 8, toHour: 20 };
const HOUR_MS = 3_600_000;
/** The job reads the clock a moment after its tick. */
const LATE_MS = 1_000;

/** The reminders of a notice up to the end of the history, under the pack's gap and cap; `answered` is by person id. */
export function layReminders(
  { pack, time, outbox }: Scene,
  { id }: SentNotice,
  asked: readonly Recipient[],
  answered: ReadonlyMap<string, Date>,
): void {
  const { afterHours, minGapHours, max } = pack.reminders.ackReminder;
  for (const { person: to, sentAt } of asked) {
    const answeredAt = answered.get(to.id);
    let due = new Date(sentAt.getTime() + afterHours * HOUR_MS);
    for (let round = 1; round <= max; round += 1) {
      const at = new Date(nextTick(due, TICKS).getTime() + LATE_MS);
      if (at >= time.end || (answeredAt && answeredAt <= at)) break;
      if (isExempt(to, dayOf(at)) || unreachableWhy(to, at) !== null) break;
      const onceKey = `ack-reminder:${id}:${to.id}:${round}`;
      outbox.say({ kind: 'ack-reminder', to, subjectId: id, onceKey, priority: 5, at });
      due = new Date(at.getTime() + minGapHours * HOUR_MS);
    }
  }
}
