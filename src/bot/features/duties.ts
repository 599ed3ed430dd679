import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { readDutyCounts, readOpenDuties, UNITS_A_PAGE } from '../../domain/duties/duties-overview.ts';
import { markDuty, readOwnDuties, readOwnDuty, type DutyRow } from '../../domain/duties/own-duties.ts';
import { mayDo } from '../../domain/people/rules.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  dutyAskView,
  dutyFileView,
  dutyMarkedView,
  dutySheetView,
  dutyUnitsView,
  dutyView,
  openDutiesView,
} from '../../messages/duties.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say } from '../reply.ts';
import { sayFile } from '../say-file.ts';
import { takeEvidence } from '../take-evidence.ts';

const FLOW = 'duty-done';
const draftSchema = z.object({ id: z.string(), sheetId: z.string(), n: z.number() });

/** One post, two responsibilities: the sheet of the quarter, each duty of it, and the counts by unit for whoever leads. */
export function createDutiesFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('duties', showSheet);
  onPress(composer, 'duty.sheet', showSheet);
  onPress(composer, 'duty.open', async (ctx, parts) => {
    const duty = await findDuty(ctx, parts);
    if (duty) await replace(ctx, dutyView(ctx.language, duty));
  });
  onPress(composer, 'duty.done', async (ctx, parts) => {
    const duty = await findDuty(ctx, parts);
    if (!duty) return;
    if (duty.done) return replace(ctx, dutyView(ctx.language, duty));
    await keepStep(ctx, FLOW, 'evidence', { id: newId(), sheetId: duty.sheetId, n: duty.n }, true);
    await say(ctx, dutyAskView(ctx.language));
  });
  onPress(composer, 'duty.undo', async (ctx, parts) => {
    const duty = await findDuty(ctx, parts);
    const undone = duty && (await markDuty(ctx.services.db, ctx.actor, duty, { done: false }, ctx.now));
    if (undone) await replace(ctx, dutyView(ctx.language, undone));
  });
  onPress(composer, 'duty.file', async (ctx, parts) => {
    const duty = await findDuty(ctx, parts);
    if (!duty) return;
    await (duty.fileId === null ? saysStale(ctx) : sayFile(ctx, duty.fileId, dutyFileView(ctx.language)));
  });
  onPress(composer, 'duty.units', showUnits);
  onPress(composer, 'duty.names', async (ctx, [unitId]) => {
    if (!(await allow(ctx, 'duties.overview'))) return;
    const { db, pack } = ctx.services;
    const open = isId(unitId) ? await readOpenDuties(db, ctx.actor, pack, unitId, ctx.now) : undefined;
    await (open ? replace(ctx, openDutiesView(ctx.language, open.unitName, open.rows)) : saysStale(ctx));
  });
  const flow = { text: store, file: store, resume: (ctx: BotContext) => say(ctx, dutyAskView(ctx.language)) };
  return { composer, flows: { [FLOW]: { ...flow, start: showSheet } } };
}

async function showSheet(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'duties.own'))) return;
  const sheet = await readOwnDuties(ctx.services.db, ctx.actor, ctx.now);
  await replace(ctx, dutySheetView(ctx.language, sheet, mayDo(ctx.actor, 'duties.overview')));
}

/** A duty of one's own sheet; of any other it says that the button is stale. */
async function findDuty(ctx: BotContext, [sheetId, place]: string[]): Promise<DutyRow | undefined> {
  if (!(await allow(ctx, 'duties.own'))) return undefined;
  const n = readIndex(place);
  const duty =
    isId(sheetId) && n !== undefined
      ? await readOwnDuty(ctx.services.db, ctx.actor, { sheetId, n }, ctx.now)
      : undefined;
  if (!duty) await saysStale(ctx);
  return duty;
}

async function store(ctx: BotContext, { data }: Conversation): Promise<void> {
  if (!(await allow(ctx, 'duties.own'))) return;
  const { id, ...duty } = draftSchema.parse(data);
  const evidence = await takeEvidence(ctx, FLOW, id);
  if (!evidence) return;
  const marked = await markDuty(ctx.services.db, ctx.actor, duty, { id, done: true, ...evidence }, ctx.now);
  await (marked ? say(ctx, dutyMarkedView(ctx.language)) : saysStale(ctx));
  endFlow(ctx, FLOW);
}

async function showUnits(ctx: BotContext, [at]: string[]): Promise<void> {
  if (!(await allow(ctx, 'duties.overview'))) return;
  const page = readIndex(at);
  if (page === undefined) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const { rows, total } = await readDutyCounts(db, ctx.actor, pack, page, ctx.now);
  await replace(ctx, dutyUnitsView(ctx.language, rows, { page, pages: Math.ceil(total / UNITS_A_PAGE) }));
}
