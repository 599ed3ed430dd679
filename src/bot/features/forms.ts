import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { chooseForm, correctForm } from '../../domain/forms/choose-form.ts';
import {
  FORMS_A_PAGE,
  listHandled,
  QUARTERS_BACK,
  readFormCounts,
  readHandled,
  type Handled,
} from '../../domain/forms/read-forms.ts';
import { FORM_REASON_LIMIT } from '../../domain/forms/rules.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { fits } from '../../domain/rectifications/rules.ts';
import { isForm } from '../../domain/rules/form-rules.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  formBeforeText,
  formChangeView,
  formCountsView,
  formDoneView,
  formListView,
  formPreview,
  formReasonView,
  formView,
  type FormItem,
  type HandledView,
} from '../../messages/forms.ts';
import { kindName } from '../../messages/interviews.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'form-correction';
const ACTION = 'forms.choose';
const draftSchema = z.object({
  id: z.string(),
  interviewId: z.string(),
  name: z.string(),
  form: z.string().refine(isForm),
  replaces: z.string(),
});

/** The four forms: which interview belongs to which is chosen, and corrected, by a person; counts by unit and quarter. */
export function createFormsFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('forms', (ctx) => showList(ctx, 0));
  onPress(composer, 'form.list', (ctx, [page]) => showList(ctx, readIndex(page) ?? 0));
  onPress(composer, 'form.open', async (ctx, [id]) => {
    const row = await find(ctx, id);
    if (row) await replace(ctx, formView(ctx.language, viewOf(ctx, row), itemsOf(ctx)));
  });
  onPress(composer, 'form.pick', async (ctx, [id, at]) => {
    const [row, place] = [await find(ctx, id), readIndex(at) ?? -1];
    if (!row) return;
    const item = itemsOf(ctx)[place];
    if (!item) return saysStale(ctx);
    const view = viewOf(ctx, row);
    await (row.form === null
      ? replace(ctx, formPreview(ctx.language, view, item, place))
      : toast(ctx, formBeforeText(ctx.language, view), true));
  });
  onPress(composer, 'form.choose', choose);
  onPress(composer, 'form.change', async (ctx, [id]) => {
    const row = await find(ctx, id);
    if (row?.form === null) return saysStale(ctx);
    if (row) await replace(ctx, formChangeView(ctx.language, viewOf(ctx, row), itemsOf(ctx)));
  });
  onPress(composer, 'form.instead', askReason);
  onPress(composer, 'form.counts', showCounts);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeReason,
  resume: (ctx, { data }) => {
    const { name, form } = draftSchema.parse(data);
    return say(ctx, formReasonView(ctx.language, name, form));
  },
};

const itemsOf = ({ services }: BotContext): FormItem[] =>
  services.pack.forms.items.map(({ id, name, source, verified }) => ({
    id,
    name,
    verified,
    source: [`《${source.document}》`, source.article].filter(Boolean).join(''),
  }));

const viewOf = ({ services, language }: BotContext, row: Handled): HandledView => ({
  ...row,
  kindName: kindName(language, services.pack.interviewKinds, row.kind),
});

async function showList(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const { db, pack } = ctx.services;
  const { rows, total } = await listHandled(db, ctx.actor, pack, page, ctx.now);
  if (rows.length === 0 && page > 0) return showList(ctx, 0);
  const pages = Math.max(1, Math.ceil(total / FORMS_A_PAGE));
  const views = rows.map((row) => viewOf(ctx, row));
  await replace(ctx, formListView(ctx.language, views, { total, page, pages }));
}

/** An interview that this person may choose for; of any other it says that the button is stale. */
async function find(ctx: BotContext, id: string | undefined): Promise<Handled | undefined> {
  if (!(await allow(ctx, ACTION))) return undefined;
  const { db, pack } = ctx.services;
  const row = isId(id) ? await readHandled(db, ctx.actor, id, pack, ctx.now) : undefined;
  if (!row) await saysStale(ctx);
  return row;
}

async function choose(ctx: BotContext, [interviewId, at]: string[]): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const { db, pack } = ctx.services;
  const form = pack.forms.items[readIndex(at) ?? -1]?.id;
  if (!isId(interviewId) || form === undefined) return saysStale(ctx);
  const chosen = await chooseForm(db, ctx.actor, { interviewId, form }, pack, ctx.now);
  if (chosen.ok) return replace(ctx, formDoneView(ctx.language, viewOf(ctx, chosen.row)));
  await (chosen.problem === 'chosen-before'
    ? toast(ctx, formBeforeText(ctx.language, viewOf(ctx, chosen.row)), true)
    : saysStale(ctx));
}

async function askReason(ctx: BotContext, [id, at]: string[]): Promise<void> {
  const row = await find(ctx, id);
  if (!row) return;
  const form = ctx.services.pack.forms.items[readIndex(at) ?? -1]?.id;
  if (form === undefined || row.choiceId === null || row.form === form) return saysStale(ctx);
  const { interviewId, personName: name, choiceId: replaces } = row;
  await keepStep(ctx, FLOW, 'reason', { id: newId(), interviewId, name, form, replaces }, true);
  await replace(ctx, formReasonView(ctx.language, name, form));
}

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const draft = draftSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  if (!fits(reason, FORM_REASON_LIMIT))
    return say(ctx, formReasonView(ctx.language, draft.name, draft.form, true));
  const problem = findTextProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  const { db, pack } = ctx.services;
  const done = await correctForm(db, ctx.actor, { ...draft, reason }, pack, ctx.now);
  endFlow(ctx, FLOW);
  if (done.ok) return say(ctx, formDoneView(ctx.language, viewOf(ctx, done.row)));
  await (done.problem === 'chosen-before'
    ? toast(ctx, formBeforeText(ctx.language, viewOf(ctx, done.row)), true)
    : saysStale(ctx));
}

async function showCounts(ctx: BotContext, [back, page]: string[]): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const ago = Math.min(readIndex(back) ?? 0, QUARTERS_BACK);
  const counts = await readFormCounts(ctx.services.db, ctx.actor, ago, ctx.now);
  await replace(
    ctx,
    formCountsView(ctx.language, counts, { back: ago, most: QUARTERS_BACK, page: readIndex(page) ?? 0 }),
  );
}
