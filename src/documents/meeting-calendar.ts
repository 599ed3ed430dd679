import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

export type CalendarEntry = {
  id: string;
  title: string;
  place: string;
  startsAt: Date;
  minutes: number;
  /** How often it was moved: a calendar takes the entry with the larger number for the newer one. */
  moves: number;
  /** When this file is written. */
  now: Date;
};

/** A calendar file (RFC 5545) with one entry; times are in UTC, and each calendar shows them in its own zone. */
export function writeMeetingCalendar(entry: CalendarEntry): Uint8Array {
  const { id, title, place, startsAt, minutes, moves, now } = entry;
  const calendar = ical({
    prodId: { company: 'Qingfeng', product: 'meetings', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${id}@qingfeng`,
    sequence: moves,
    stamp: now,
    start: startsAt,
    end: new Date(startsAt.getTime() + minutes * 60_000),
    summary: title,
    location: place,
    status: ICalEventStatus.CONFIRMED,
  });
  return Buffer.from(calendar.toString(), 'utf8');
}

/** What the file is called in a chat. */
export const CALENDAR_FILE = 'meeting.ics';
