import { Composer } from 'telegraf';
import {
  markAll,
  markAttendance,
  PEOPLE_A_PAGE,
  readAttendee,
  readRoll,
  type Marked,
  type MarkWord,
} from '../../domain/meetings/mark-attendance.ts';
import { isId } from '../../messages/callback-data.ts';
import { attendeeViewOf, meetingViewOf } from '../../messages/meeting-names.ts';
import { excusesView, rollView, whyAskView } from '../../messages/meeting-roll.ts';
import { meetingOverText, tooEarlyText } from '../../messages/meeting-room.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, toast } from '../reply.ts';

/** The list that the organiser ticks, for the phone-less too: each press is saved at once. */
export function createMeetingRollFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'meeting.roll', (ctx, [id, page]) => showList(ctx, id, readIndex(page), false));
  onPress(composer, 'meeting.excuses', (ctx, [id, page]) => showList(ctx, id, readIndex(page), true));
  onPress(composer, 'meeting.mark', async (ctx, [id, personId, word]) => {
    const tick = readTick(word);
    if (!(await allow(ctx, 'meetings.hold'))) return;
    if (!isId(id) || !isId(personId) || !tick) return saysStale(ctx);
    if (await mark(ctx, { id, personId }, { state: tick.state })) await showList(ctx, id, tick.page, false);
  });
  onPress(composer, 'meeting.all', async (ctx, [id, word]) => {
    const tick = readTick(word);
    if (!(await allow(ctx, 'meetings.hold'))) return;
    if (!isId(id) || !tick) return saysStale(ctx);
    const { db, pack } = ctx.services;
    const marked = await markAll(db, ctx.actor, id, tick.state, pack, ctx.now);
    if (await isMarked(ctx, marked)) await showList(ctx, id, tick.page, false);
  });
  onPress(composer, 'meeting.why', async (ctx, [id, personId]) => {
    if (!(await allow(ctx, 'meetings.hold'))) return;
    const { db, pack } = ctx.services;
    const found =
      isId(id) && isId(personId) ? await readAttendee(db, ctx.actor, { id, personId }, ctx.now) : undefined;
    if (!found) return saysStale(ctx);
    const view = attendeeViewOf(found.attendee, ctx.services.pack);
    await replace(ctx, whyAskView(ctx.language, found.meeting.id, view, pack.meetings.excuses));
  });
  onPress(composer, 'meeting.let', async (ctx, [id, personId, at]) => {
    if (!(await allow(ctx, 'meetings.hold'))) return;
    const reason = ctx.services.pack.meetings.excuses[readIndex(at) ?? -1]?.id;
    if (!isId(id) || !isId(personId) || reason === undefined) return saysStale(ctx);
    if (await mark(ctx, { id, personId }, { state: 'excused', reason })) await showList(ctx, id, 0, true);
  });
  return { composer, flows: {} };
}

/** "y3": there, and the third page is shown; "n0": not there. */
function readTick(word: string | undefined): { state: 'present' | 'absent'; page: number } | undefined {
  const page = readIndex(word?.slice(1));
  if (page === undefined || !word || !/^[yn]/.test(word)) return undefined;
  return { state: word.startsWith('y') ? 'present' : 'absent', page };
}

async function showList(
  ctx: BotContext,
  id: string | undefined,
  page: number | undefined,
  missing: boolean,
): Promise<void> {
  if (!(await allow(ctx, 'meetings.hold'))) return;
  // Reading names leaves a trace, so a button that is none of ours shows none.
  if (!isId(id) || page === undefined) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const roll = await readRoll(db, ctx.actor, id, { page, missing }, ctx.now);
  if (!roll) return saysStale(ctx);
  if (roll.meeting.state !== 'planned') return toast(ctx, meetingOverText(ctx.language), true);
  const view = meetingViewOf(roll.meeting, pack);
  const rows = roll.rows.map((row) => attendeeViewOf(row, ctx.services.pack));
  const where = { total: roll.total, page: roll.page, size: PEOPLE_A_PAGE };
  await replace(ctx, (missing ? excusesView : rollView)(ctx.language, view, rows, where));
}

async function mark(
  ctx: BotContext,
  whom: { id: string; personId: string },
  word: MarkWord,
): Promise<boolean> {
  const { db, pack } = ctx.services;
  return isMarked(ctx, await markAttendance(db, ctx.actor, whom, word, pack, ctx.now));
}

/** Whether it was saved; says why not. */
async function isMarked(ctx: BotContext, marked: Marked): Promise<boolean> {
  if (marked.ok) return true;
  if (marked.problem === 'not-found') await saysStale(ctx);
  else if (marked.problem === 'over') await toast(ctx, meetingOverText(ctx.language), true);
  else await toast(ctx, tooEarlyText(ctx.language, ctx.services.pack.meetings.openBeforeMinutes), true);
  return false;
}
