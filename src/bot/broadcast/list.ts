import { checkList } from '../../domain/notices/choose-audience.ts';
import { readStaffList, readTypedStaffList, type StaffListEntry } from '../../formats/read-staff-list.ts';
import { TABLE_LIMITS } from '../../formats/table/table-limits.ts';
import { listAskView, listCheckView, listProblemView } from '../../messages/broadcast-audience.ts';
import type { BotContext } from '../context.ts';
import { downloadFile } from '../download-file.ts';
import { replace, say } from '../reply.ts';
import { keepDraft, type Draft, type Step } from './draft.ts';
import { showOptions } from './options.ts';
import { askUnits } from './units.ts';

/** Asks for a list; where from is told by the button, to lead back there. */
export const askList: Step = async (ctx, draft, [from]) => {
  const place = from === 'units' || from === 'options' ? from : draft.list.from;
  await keepDraft(ctx, 'list', { ...draft, list: { from: place, staffNos: [] } });
  await replace(ctx, listAskView(ctx.language, draft.staffNos.length > 0));
};

/** A list as a file: read, looked up and shown, and nothing of it taken yet. */
export async function takeListFile(ctx: BotContext, draft: Draft): Promise<void> {
  const message = ctx.message;
  if (!message || !('document' in message)) return refuse(ctx, { code: 'not-a-table' });
  const { file_id, file_name = '', file_size = 0 } = message.document;
  if (file_size > TABLE_LIMITS.fileBytes) return refuse(ctx, { code: 'file-too-big' });
  const got = await downloadFile(ctx, file_id, TABLE_LIMITS.fileBytes);
  if (!got.ok) return refuse(ctx, { code: got.problem === 'too-big' ? 'file-too-big' : 'other' });
  const read = await readStaffList(got.bytes, file_name);
  await (read.ok ? check(ctx, draft, read.entries) : refuse(ctx, read.problem));
}

export function takeTypedList(ctx: BotContext, draft: Draft, text: string): Promise<void> {
  const entries = readTypedStaffList(text);
  return entries.length > 0 ? check(ctx, draft, entries) : refuse(ctx, { code: 'no-numbers' });
}

const refuse = (ctx: BotContext, problem: Parameters<typeof listProblemView>[1]): Promise<void> =>
  say(ctx, listProblemView(ctx.language, problem));

async function check(ctx: BotContext, draft: Draft, entries: readonly StaffListEntry[]): Promise<void> {
  const checked = await checkList(ctx.services.db, ctx.actor, entries, ctx.now);
  if (!checked.ok) return refuse(ctx, { ...checked, code: checked.problem });
  const { staffNos, unknown, repeated } = checked;
  await keepDraft(ctx, 'list', { ...draft, list: { ...draft.list, staffNos } });
  await replace(ctx, listCheckView(ctx.language, { known: staffNos.length, unknown, repeated }));
}

export const takeList: Step = (ctx, draft) =>
  goBack(ctx, { ...draft, staffNos: draft.list.staffNos.length > 0 ? draft.list.staffNos : draft.staffNos });

export const goBack = (ctx: BotContext, draft: Draft): Promise<void> => {
  const done: Draft = { ...draft, list: { ...draft.list, staffNos: [] } };
  return done.list.from === 'units' ? askUnits(ctx, done) : showOptions(ctx, done);
};
