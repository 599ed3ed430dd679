import { Composer } from 'telegraf';
import { correctAttendance } from '../../domain/meetings/correct-attendance.ts';
import { PEOPLE_A_PAGE, readAttendee, readRoll } from '../../domain/meetings/mark-attendance.ts';
import { CORRECTIONS } from '../../domain/meetings/meeting-rules.ts';
import { isId } from '../../messages/callback-data.ts';
import { attendeeViewOf, meetingViewOf } from '../../messages/meeting-names.ts';
import { fixAskView, fixListView, fixOwnText } from '../../messages/meeting-fix.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, toast } from '../reply.ts';

/** The list of a closed meeting, and corrections of it: new rows with a reason, of which the person hears. */
export function createMeetingFixFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'meeting.fix', (ctx, [id, page]) => showList(ctx, id, readIndex(page)));
  onPress(composer, 'meeting.fix-one', (ctx, [id, personId]) => askOne(ctx, id, personId));
  onPress(composer, 'meeting.fixed', async (ctx, [id, personId, at]) => {
    if (!(await allow(ctx, 'meetings.hold'))) return;
    const correction = CORRECTIONS[readIndex(at) ?? -1];
    if (!isId(id) || !isId(personId) || !correction) return saysStale(ctx);
    if (personId === ctx.actor.personId) return toast(ctx, fixOwnText(ctx.language), true);
    await correctAttendance(ctx.services.db, ctx.actor, { id, personId }, correction, ctx.now);
    await askOne(ctx, id, personId);
  });
  return { composer, flows: {} };
}

async function showList(ctx: BotContext, id: string | undefined, page: number | undefined): Promise<void> {
  if (!(await allow(ctx, 'meetings.hold'))) return;
  if (!isId(id) || page === undefined) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const roll = await readRoll(db, ctx.actor, id, { page, missing: false }, ctx.now);
  if (roll?.meeting.state !== 'closed') return saysStale(ctx);
  const where = { total: roll.total, page: roll.page, size: PEOPLE_A_PAGE };
  const rows = roll.rows.map((row) => attendeeViewOf(row, ctx.services.pack));
  await replace(ctx, fixListView(ctx.language, meetingViewOf(roll.meeting, pack), rows, where));
}

async function askOne(ctx: BotContext, id: string | undefined, personId: string | undefined): Promise<void> {
  if (!(await allow(ctx, 'meetings.hold'))) return;
  const { db, pack } = ctx.services;
  const found =
    isId(id) && isId(personId) ? await readAttendee(db, ctx.actor, { id, personId }, ctx.now) : undefined;
  if (found?.meeting.state !== 'closed') return saysStale(ctx);
  const meeting = meetingViewOf(found.meeting, pack);
  await replace(
    ctx,
    fixAskView(ctx.language, meeting, attendeeViewOf(found.attendee, ctx.services.pack), CORRECTIONS),
  );
}
