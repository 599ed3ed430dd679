import type { Db } from '../../db/client.ts';
import {
  addCodeFailure,
  countCodeFailures,
  findRoomsOf,
  insertMark,
  type RoomRow,
} from '../../db/queries/meeting-attendance.ts';
import { lockMeeting, markOpened } from '../../db/queries/meetings.ts';
import { insertHoursOfMeeting } from '../../db/queries/study-hours.ts';
import type { Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { codeAt, isCodeRight, readCode } from './code-rules.ts';
import { readHeld, type MeetingRow } from './read-meetings.ts';

export type Room =
  | { ok: true; meeting: MeetingRow; code: string; until: Date }
  | { ok: false; problem: 'not-found' | 'too-early' | 'over'; meeting?: MeetingRow };

/**
 * The code to show in the room now, from some time before the beginning until the organiser closes the meeting. It is
 * worked out anew whenever it is asked for.
 */
export async function showRoom(
  db: Db,
  organiser: Actor,
  id: string,
  pack: RulePack,
  now: Date,
): Promise<Room> {
  const { openBeforeMinutes, roomCode } = pack.meetings;
  const meeting = await readHeld(db, organiser, id);
  if (!meeting) return { ok: false, problem: 'not-found' };
  if (meeting.state !== 'planned') return { ok: false, problem: 'over', meeting };
  if (new Date(meeting.startsAt).getTime() - now.getTime() > openBeforeMinutes * 60_000)
    return { ok: false, problem: 'too-early', meeting };
  const secret = await db.transaction((tx) => markOpened(tx, id, now));
  if (secret === undefined) return { ok: false, problem: 'over', meeting };
  return { ok: true, meeting, ...codeAt(secret, roomCode, now) };
}

export type CheckedIn =
  | { ok: true; title: string; first: boolean }
  | { ok: false; problem: 'not-a-code' | 'wrong' | 'locked' | 'no-room' };

/** A press that waited its turn counts by when it came, so a closed room is looked at for as long as one may wait. */
const LOOK_BACK_MS = 3_600_000;

/**
 * Somebody types the code that is shown in the room. It counts when it was right at `receivedAt`, the moment the word was
 * stored, even if it was handled later. Wrong ones are counted, and after too many nothing is taken for a while.
 */
export async function checkIn(
  db: Db,
  { personId }: Pick<Actor, 'personId'>,
  text: string,
  pack: RulePack,
  receivedAt: Date,
): Promise<CheckedIn> {
  const { roomCode } = pack.meetings;
  const code = readCode(text, roomCode);
  if (code === undefined) return { ok: false, problem: 'not-a-code' };
  return db.transaction(async (tx): Promise<CheckedIn> => {
    const since = new Date(receivedAt.getTime() - roomCode.lockMinutes * 60_000);
    if ((await countCodeFailures(tx, personId, since)) >= roomCode.tries)
      return { ok: false, problem: 'locked' };
    const rooms = await findRoomsOf(tx, personId, new Date(receivedAt.getTime() - LOOK_BACK_MS));
    const open = rooms.filter((room) => isOpenAt(room, receivedAt));
    if (open.length === 0) return { ok: false, problem: 'no-room' };
    const room = open.find(({ secret }) => isCodeRight(secret, roomCode, code, receivedAt));
    if (!room) {
      await addCodeFailure(tx, personId, receivedAt);
      return { ok: false, problem: 'wrong' };
    }
    await lockMeeting(tx, room.id);
    const mark = { meetingId: room.id, state: 'present', reason: null, via: 'code' } as const;
    const first = await insertMark(tx, { ...mark, markedBy: personId }, personId, receivedAt);
    if (room.closedAt !== null) await insertHoursOfMeeting(tx, room.id, receivedAt);
    return { ok: true, title: room.title, first };
  });
}

const isOpenAt = ({ openedAt, closedAt }: RoomRow, at: Date): boolean =>
  new Date(openedAt) <= at && (closedAt === null || at <= new Date(closedAt));
