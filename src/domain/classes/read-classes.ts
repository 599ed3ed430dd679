import type { Db } from '../../db/client.ts';
import { findClass, findClasses, type ClassRow } from '../../db/queries/classes.ts';
import { MEETINGS_A_PAGE } from '../meetings/read-meetings.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { dayOf } from '../schedule/calendar.ts';

export type { ClassRow };
type Person = Pick<Actor, 'personId' | 'posts'>;

/** By what somebody sees classes: their person, what they organise, and the day their posts are held on. */
export const classesOf = (person: Person, now: Date) => ({
  personId: person.personId,
  scope: scopeOf(person, 'meetings.hold'),
  day: dayOf(now),
});

/** One class that is for them, that they are on, or that they organise; undefined for any other. */
export const readClass = (db: Db, person: Person, id: string, now: Date): Promise<ClassRow | undefined> =>
  findClass(db, id, classesOf(person, now));

export const listClasses = (
  db: Db,
  person: Person,
  page: number,
  now: Date,
): Promise<{ rows: ClassRow[]; total: number }> =>
  findClasses(db, classesOf(person, now), { offset: page * MEETINGS_A_PAGE, limit: MEETINGS_A_PAGE });
