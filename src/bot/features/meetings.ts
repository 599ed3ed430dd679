import { Composer } from 'telegraf';
import { CALENDAR_FILE, writeMeetingCalendar } from '../../documents/meeting-calendar.ts';
import { answerInvitation } from '../../domain/meetings/change-meeting.ts';
import { objectToAttendance } from '../../domain/meetings/correct-attendance.ts';
import {
  listHeld,
  listOwn,
  MEETINGS_A_PAGE,
  readOwn,
  type OwnMeetingRow,
} from '../../domain/meetings/read-meetings.ts';
import { readHeldOverview, UNITS_A_PAGE } from '../../domain/meetings/watch-cadences.ts';
import { mayDo } from '../../domain/people/rules.ts';
import { heldOverviewView } from '../../messages/cadences.ts';
import { isId } from '../../messages/callback-data.ts';
import { meetingViewOf, ownMeetingViewOf } from '../../messages/meeting-names.ts';
import {
  calendarText,
  cannotAskView,
  meetingListView,
  objectAskView,
  ownMeetingView,
} from '../../messages/meetings.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace } from '../reply.ts';

/** The meetings one is expected at: the list, each of them, what one answers, the calendar file, and an objection. */
export function createMeetingsFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('meetings', (ctx) => showList(ctx, mayDo(ctx.actor, 'meetings.hold') ? 'held' : 'own', 0));
  onPress(composer, 'meeting.list', (ctx, [whose, page]) =>
    whose === 'own' || whose === 'held' ? showList(ctx, whose, readIndex(page) ?? 0) : saysStale(ctx),
  );
  onPress(composer, 'meeting.units', (ctx, [page]) => showUnits(ctx, readIndex(page) ?? 0));
  const onOwn = (
    action: string,
    handle: (ctx: BotContext, row: OwnMeetingRow, rest: string[]) => Promise<void>,
  ) =>
    onPress(composer, action, async (ctx, [id, ...rest]) => {
      if (!(await allow(ctx, 'meetings.attend'))) return;
      const row = isId(id) ? await readOwn(ctx.services.db, ctx.actor, id) : undefined;
      await (row ? handle(ctx, row, rest) : saysStale(ctx));
    });
  onOwn('meeting.open', show);
  onOwn('meeting.cannot', (ctx, row) =>
    row.state === 'planned'
      ? replace(ctx, cannotAskView(ctx.language, row.id, ctx.services.pack.meetings.excuses))
      : show(ctx, row),
  );
  onOwn('meeting.answer', async (ctx, row, [word = '']) => {
    const { db, pack } = ctx.services;
    const excuse = word === 'come' ? null : word;
    const answered = await answerInvitation(db, ctx.actor, row.id, excuse, pack, ctx.now);
    await (answered ? show(ctx, answered) : saysStale(ctx));
  });
  onOwn('meeting.calendar', sendCalendar);
  onOwn('meeting.object', (ctx, row) => replace(ctx, objectAskView(ctx.language, row.id)));
  onOwn('meeting.object-now', async (ctx, row) => {
    const kept = await objectToAttendance(ctx.services.db, ctx.actor, row.id, ctx.now);
    await (kept ? show(ctx, kept) : saysStale(ctx));
  });
  return { composer, flows: {} };
}

const show = (ctx: BotContext, row: OwnMeetingRow): Promise<void> =>
  replace(ctx, ownMeetingView(ctx.language, ownMeetingViewOf(row, ctx.services.pack)));

async function showList(ctx: BotContext, whose: 'own' | 'held', page: number): Promise<void> {
  if (!(await allow(ctx, whose === 'held' ? 'meetings.hold' : 'meetings.attend'))) return;
  const { db, pack } = ctx.services;
  const { rows, total } = await (whose === 'held'
    ? listHeld(db, ctx.actor, page)
    : listOwn(db, ctx.actor, page));
  // A page that does not exist: the first one does.
  if (total === 0 && page > 0) return showList(ctx, whose, 0);
  const where = { whose, total, page, size: MEETINGS_A_PAGE, mayHold: mayDo(ctx.actor, 'meetings.hold') };
  const views = rows.map((row) => meetingViewOf(row, pack));
  await replace(ctx, meetingListView(ctx.language, views, where));
}

/** Which branches have held what: counts only. */
async function showUnits(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'meetings.hold'))) return;
  const { db, pack } = ctx.services;
  const { kinds, rows, total } = await readHeldOverview(db, ctx.actor, pack, page, ctx.now);
  if (total === 0 && page > 0) return showUnits(ctx, 0);
  const views = rows.map(({ unitName, held }) => ({
    unitName,
    held: kinds.map(({ kind, times }) => ({
      times,
      held: held[kind] ?? 0,
      kindName: pack.cadences.find(({ id }) => id === kind)?.name ?? { zh: kind, en: kind },
    })),
  }));
  await replace(ctx, heldOverviewView(ctx.language, views, { total, page, size: UNITS_A_PAGE }));
}

async function sendCalendar(ctx: BotContext, row: OwnMeetingRow): Promise<void> {
  if (row.state === 'cancelled') return show(ctx, row);
  const body = writeMeetingCalendar({ ...row, startsAt: new Date(row.startsAt), now: ctx.now });
  await ctx.replyWithDocument(
    { source: Buffer.from(body), filename: CALENDAR_FILE },
    { caption: calendarText(ctx.language) },
  );
}
