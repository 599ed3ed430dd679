import type { Db } from '../../db/client.ts';
import {
  findMeetingOf,
  findMeetingsOf,
  findMeetingsUnder,
  findMeetingUnder,
  type MeetingRow,
  type OwnMeetingRow,
} from '../../db/queries/meetings.ts';
import { scopeOf, type Actor } from '../people/rules.ts';

export type { MeetingRow, OwnMeetingRow };
export const MEETINGS_A_PAGE = 5;
const pageOf = (page: number) => ({ offset: page * MEETINGS_A_PAGE, limit: MEETINGS_A_PAGE });

/** What is held in the units of an organiser; counts only, no names. */
export const listHeld = (
  db: Db,
  organiser: Actor,
  page: number,
): Promise<{ rows: MeetingRow[]; total: number }> =>
  findMeetingsUnder(db, scopeOf(organiser, 'meetings.hold'), false, pageOf(page));

/** What a person is or was expected at, with what is recorded about them. */
export const listOwn = (
  db: Db,
  person: Pick<Actor, 'personId'>,
  page: number,
): Promise<{ rows: OwnMeetingRow[]; total: number }> => findMeetingsOf(db, person.personId, pageOf(page));

/** One of the meetings of an organiser's units; undefined for any other. */
export const readHeld = (db: Db, organiser: Actor, id: string): Promise<MeetingRow | undefined> =>
  findMeetingUnder(db, id, scopeOf(organiser, 'meetings.hold'));

/** One that the person is expected at; undefined for any other. */
export const readOwn = (
  db: Db,
  person: Pick<Actor, 'personId'>,
  id: string,
): Promise<OwnMeetingRow | undefined> => findMeetingOf(db, id, person.personId);
