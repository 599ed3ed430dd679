import { Composer } from 'telegraf';
import { readFeedback } from '../../domain/classes/give-feedback.ts';
import { listClasses, readClass, type ClassRow } from '../../domain/classes/read-classes.ts';
import { signUp, withdraw, type SignedUp } from '../../domain/classes/sign-up.ts';
import { MEETINGS_A_PAGE, readHeld } from '../../domain/meetings/read-meetings.ts';
import { mayDo } from '../../domain/people/rules.ts';
import { isId } from '../../messages/callback-data.ts';
import { feedbackView } from '../../messages/class-feedback.ts';
import { classListView, classTooLateText, classView, leaveAskView } from '../../messages/classes.ts';
import { meetingViewOf } from '../../messages/meeting-names.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, toast } from '../reply.ts';

/** Training classes: what there is, a seat or a place among those who wait, and for its organiser what people thought. */
export function createClassesFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('classes', (ctx) => showList(ctx, 0));
  onPress(composer, 'class.list', (ctx, [page]) => showList(ctx, readIndex(page) ?? 0));
  onPress(composer, 'class.open', async (ctx, [id]) => {
    const row = await find(ctx, id);
    if (row) await show(ctx, row);
  });
  onPress(composer, 'class.join', (ctx, [id]) =>
    change(ctx, id, (it) => signUp(ctx.services.db, ctx.actor, it, ctx.now, ctx.receivedAt)),
  );
  onPress(composer, 'class.leave', async (ctx, [id]) => {
    const row = await find(ctx, id);
    if (!row) return;
    const isOn = row.signedUp === 'seated' || row.signedUp === 'waiting';
    await (isOn && row.state === 'planned'
      ? replace(ctx, leaveAskView(ctx.language, row.id))
      : show(ctx, row));
  });
  onPress(composer, 'class.leave-now', (ctx, [id]) =>
    change(ctx, id, (it) => withdraw(ctx.services.db, ctx.actor, it, ctx.now)),
  );
  onPress(composer, 'class.feedback', async (ctx, [id]) => {
    if (!(await allow(ctx, 'meetings.hold'))) return;
    const read = isId(id) ? await readFeedback(ctx.services.db, ctx.actor, id) : undefined;
    if (!read) return saysStale(ctx);
    const meeting = meetingViewOf(read.meeting, ctx.services.pack);
    await replace(ctx, feedbackView(ctx.language, meeting, read.feedback));
  });
  return { composer, flows: {} };
}

/** A class that is for this person; of any other it says that the button is stale. */
async function find(ctx: BotContext, id: string | undefined): Promise<ClassRow | undefined> {
  if (!(await allow(ctx, 'meetings.attend'))) return undefined;
  const row = isId(id) ? await readClass(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (!row) await saysStale(ctx);
  return row;
}

async function show(ctx: BotContext, row: ClassRow): Promise<void> {
  const { db, pack } = ctx.services;
  const mayHold = (await readHeld(db, ctx.actor, row.id)) !== undefined;
  const view = meetingViewOf(row, pack);
  await replace(ctx, classView(ctx.language, view, { now: ctx.now, occasion: null, mayHold }));
}

async function showList(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'meetings.attend'))) return;
  const { db, pack } = ctx.services;
  const { rows, total } = await listClasses(db, ctx.actor, page, ctx.now);
  // A page that does not exist: the first one does.
  if (total === 0 && page > 0) return showList(ctx, 0);
  const where = { total, page, size: MEETINGS_A_PAGE, mayHold: mayDo(ctx.actor, 'meetings.hold') };
  await replace(
    ctx,
    classListView(
      ctx.language,
      rows.map((row) => meetingViewOf(row, pack)),
      where,
    ),
  );
}

async function change(
  ctx: BotContext,
  id: string | undefined,
  act: (id: string) => Promise<SignedUp>,
): Promise<void> {
  if (!(await allow(ctx, 'meetings.attend'))) return;
  if (!isId(id)) return saysStale(ctx);
  const done = await act(id);
  if (!done.ok && done.problem === 'not-found') return saysStale(ctx);
  if (!done.ok) await toast(ctx, classTooLateText(ctx.language), true);
  await show(ctx, done.row);
}
