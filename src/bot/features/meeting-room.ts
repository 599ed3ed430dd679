import { Composer } from 'telegraf';
import { cancelMeeting } from '../../domain/meetings/change-meeting.ts';
import { showRoom } from '../../domain/meetings/check-in.ts';
import { closeMeeting } from '../../domain/meetings/close-meeting.ts';
import { readHeld, type MeetingRow } from '../../domain/meetings/read-meetings.ts';
import { isId } from '../../messages/callback-data.ts';
import { meetingViewOf } from '../../messages/meeting-names.ts';
import {
  closeAskView,
  closedView,
  heldMeetingView,
  meetingCancelAskView,
  meetingOverText,
  notBegunText,
  roomView,
  tooEarlyText,
} from '../../messages/meeting-room.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, toast } from '../reply.ts';

/** A meeting in the hand of who organises it: the code of the room, the closing, and cancelling. */
export function createMeetingRoomFeature(): Feature {
  const composer = new Composer<BotContext>();
  const onHeld = (action: string, handle: (ctx: BotContext, row: MeetingRow) => Promise<void>) =>
    onPress(composer, action, async (ctx, [id]) => {
      if (!(await allow(ctx, 'meetings.hold'))) return;
      const row = isId(id) ? await readHeld(ctx.services.db, ctx.actor, id) : undefined;
      await (row ? handle(ctx, row) : saysStale(ctx));
    });
  onHeld('meeting.see', show);
  onHeld('meeting.room', showCode);
  onHeld('meeting.close', async (ctx, row) => {
    if (row.state !== 'planned') return show(ctx, row);
    if (new Date(row.startsAt) > ctx.now) return toast(ctx, notBegunText(ctx.language), true);
    await replace(ctx, closeAskView(ctx.language, meetingViewOf(row, ctx.services.pack)));
  });
  onHeld('meeting.close-now', close);
  onHeld('meeting.cancel', (ctx, row) =>
    row.state === 'planned' ? replace(ctx, meetingCancelAskView(ctx.language, row.id)) : show(ctx, row),
  );
  onHeld('meeting.cancel-now', async (ctx, row) => {
    const done = await cancelMeeting(ctx.services.db, ctx.actor, row.id, ctx.now);
    await (done.ok ? show(ctx, done.meeting) : toast(ctx, meetingOverText(ctx.language), true));
  });
  return { composer, flows: {} };
}

const show = (ctx: BotContext, row: MeetingRow): Promise<void> =>
  replace(ctx, heldMeetingView(ctx.language, meetingViewOf(row, ctx.services.pack)));

async function showCode(ctx: BotContext, row: MeetingRow): Promise<void> {
  const { db, pack } = ctx.services;
  const room = await showRoom(db, ctx.actor, row.id, pack, ctx.now);
  if (room.ok) {
    const { code, until } = room;
    const { graceSeconds } = pack.meetings.roomCode;
    const view = meetingViewOf(room.meeting, pack);
    return replace(ctx, roomView(ctx.language, view, { code, until, graceSeconds }));
  }
  if (room.problem === 'too-early')
    return toast(ctx, tooEarlyText(ctx.language, pack.meetings.openBeforeMinutes), true);
  await (room.problem === 'over' ? toast(ctx, meetingOverText(ctx.language), true) : saysStale(ctx));
}

async function close(ctx: BotContext, row: MeetingRow): Promise<void> {
  const done = await closeMeeting(ctx.services.db, ctx.actor, row.id, ctx.now);
  if (!done.ok)
    return done.problem === 'not-found' ? saysStale(ctx) : toast(ctx, meetingOverText(ctx.language), true);
  const view = meetingViewOf(done.meeting, ctx.services.pack);
  await replace(ctx, done.first ? closedView(ctx.language, view, done) : heldMeetingView(ctx.language, view));
}
