import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { openRecord } from '../../domain/interviews/read-record.ts';
import { isWithin, STATEMENT_LIMIT } from '../../domain/interviews/record-rules.ts';
import { giveStatement } from '../../domain/interviews/seal-record.ts';
import { readInterview, type InterviewRow } from '../../domain/interviews/read-interviews.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  agreeAskView,
  recordView,
  statementAskView,
  statementPreview,
  statementProblemView,
  statementStored,
} from '../../messages/interview-records.ts';
import type { BotContext } from '../context.ts';
import { endFlow, keepStep, requireFlow, saysStale, stampOf, type Feature } from '../flow.ts';
import { recordViewOf } from '../interviews/record-view-of.ts';
import { onPress } from '../on-press.ts';
import { replace, say } from '../reply.ts';

const FLOW = 'interview-statement';
const draftSchema = z.object({ id: z.string(), text: z.string().default('') });
type Draft = z.infer<typeof draftSchema>;

/** The subject's side of a record: agree, or state their view; and reading it again, for both. */
export function createInterviewStatementFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'interview.read', (ctx, [id]) => showRecord(ctx, id));
  onPress(composer, 'interview.agree', async (ctx, [id]) => {
    const row = await findOwn(ctx, id);
    if (row)
      await (row.state === 'recorded'
        ? replace(ctx, agreeAskView(ctx.language, row.id))
        : showRecord(ctx, id));
  });
  onPress(composer, 'interview.agree-now', async (ctx, [id]) => {
    const row = await findOwn(ctx, id);
    if (!row) return;
    await giveStatement(ctx.services.db, ctx.actor, { id: row.id, text: null }, ctx.now);
    await showRecord(ctx, id);
  });
  onPress(composer, 'interview.state', async (ctx, [id]) => {
    const row = await findOwn(ctx, id);
    if (row) await askText(ctx, { id: row.id, text: '' }, true);
  });
  onPress(composer, 'interview.state-now', async (ctx, [stamp]) => {
    const conversation = await requireFlow(ctx, FLOW);
    if (conversation) await submit(ctx, draftSchema.parse(conversation.data), stamp);
  });
  return { composer, flows: { [FLOW]: { text: takeText, resume } } };
}

/** The interview whose subject this is, once it is recorded; of any other it says that the button is stale. */
async function findOwn(ctx: BotContext, id: string | undefined): Promise<InterviewRow | undefined> {
  const row = isId(id) ? await readInterview(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (row?.personId === ctx.actor.personId && row.hasRecord) return row;
  await saysStale(ctx);
  return undefined;
}

async function showRecord(ctx: BotContext, id: string | undefined): Promise<void> {
  const { db, pack } = ctx.services;
  const record = isId(id) ? await openRecord(db, ctx.actor, id, ctx.now) : undefined;
  if (!record) return saysStale(ctx);
  const view = recordViewOf(record, ctx.actor.personId);
  await replace(ctx, recordView(ctx.language, view, pack.interviewFields, ctx.now));
}

async function askText(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  const row = await findOwn(ctx, draft.id);
  if (!row) return;
  await keepStep(ctx, FLOW, 'text', draft, begins);
  await say(ctx, statementAskView(ctx.language, row.state !== 'recorded'));
}

/** Every text is the statement as it now stands, also at the preview. It is kept word for word. */
async function takeText(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  const draft = draftSchema.parse(data);
  if (!isWithin(text, STATEMENT_LIMIT)) return say(ctx, statementProblemView(ctx.language, STATEMENT_LIMIT));
  await showPreview(ctx, { ...draft, text });
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'preview', draft);
  await say(ctx, statementPreview(ctx.language, draft.text, stampOf(draft)));
}

async function submit(ctx: BotContext, draft: Draft, stamp: string | undefined): Promise<void> {
  if (stamp !== stampOf(draft) || draft.text === '') return saysStale(ctx);
  const stated = await giveStatement(ctx.services.db, ctx.actor, draft, ctx.now);
  await (stated.ok
    ? replace(ctx, statementStored(ctx.language, draft.id, stated.as === 'addition'))
    : saysStale(ctx));
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  await (step === 'text' ? askText(ctx, draft) : showPreview(ctx, draft));
}
