import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import {
  arrangeInterview,
  closeInterview,
  INTERVIEW_MINUTES,
  listInterviews,
  orderableKinds,
  readInterview,
} from '../../domain/interviews/arrange-interview.ts';
import { readTime, suggestTimes } from '../../domain/interviews/read-time.ts';
import { findPeople, findPerson } from '../../domain/people/find-people.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  cancelAskView,
  clashText,
  interviewArranged,
  interviewDetailView,
  interviewListView,
  interviewPreview,
  interviewViewOf,
  interviewWord,
  kindAskView,
  placeAskView,
  timeAskView,
  whoAskView,
} from '../../messages/interviews.ts';
import { searchView } from '../../messages/people.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, requireFlow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'interview';
const draftSchema = z.object({
  id: z.string(),
  personId: z.string().default(''),
  kind: z.string().default(''),
  startsAt: z.string().default(''),
  place: z.string().default(''),
});
type Draft = z.infer<typeof draftSchema>;

/** The supervisor's side: person → kind → time → place → preview → notice; the list, "held" and cancelling. */
export function createInterviewsFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('interview', showList);
  onPress(composer, 'interview.list', showList);
  onPress(composer, 'interview.open', (ctx, [id]) => showOne(ctx, id));
  onPress(composer, 'interview.held', (ctx, [id]) => close(ctx, id, 'held'));
  onPress(composer, 'interview.cancel-now', (ctx, [id]) => close(ctx, id, 'cancelled'));
  onPress(composer, 'interview.cancel', async (ctx, [id]) => {
    if (isId(id) && (await allow(ctx, 'interviews.arrange')))
      await replace(ctx, cancelAskView(ctx.language, id));
  });
  onPress(composer, 'interview.new', async (ctx) => {
    if (await allow(ctx, 'interviews.arrange')) await askWho(ctx, draftSchema.parse({ id: newId() }));
  });
  const onDraft = (action: string, step: (ctx: BotContext, draft: Draft, parts: string[]) => Promise<void>) =>
    onPress(composer, action, async (ctx, parts) => {
      if (!(await allow(ctx, 'interviews.arrange'))) return;
      const conversation = await requireFlow(ctx, FLOW);
      if (conversation) await step(ctx, draftSchema.parse(conversation.data), parts);
    });
  onDraft('interview.who', takePerson);
  onDraft('interview.kind', async (ctx, draft, [kind = '']) => askTime(ctx, { ...draft, kind }));
  onDraft('interview.time', (ctx, draft, [seconds]) =>
    takeTime(ctx, draft, new Date((readIndex(seconds) ?? 0) * 1000)),
  );
  onDraft('interview.change', (ctx, draft) => askTime(ctx, draft));
  onDraft('interview.send', send);
  return { composer, flows: { [FLOW]: { text: takeText, resume } } };
}

/** The name of a kind; one that the pack no longer has keeps its id. */
const kindOf = (ctx: BotContext, id: string): string =>
  ctx.services.pack.interviewKinds.find((kind) => kind.id === id)?.name[ctx.language] ?? id;

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'interviews.arrange'))) return;
  const rows = await listInterviews(ctx.services.db, ctx.actor, ctx.now);
  await replace(
    ctx,
    interviewListView(
      ctx.language,
      rows.map((row) => interviewViewOf(row, ctx.services.pack.interviewKinds)),
    ),
  );
}

async function showOne(ctx: BotContext, id: string | undefined): Promise<void> {
  if (!(await allow(ctx, 'interviews.arrange'))) return;
  const row = isId(id) ? await readInterview(ctx.services.db, ctx.actor, id) : undefined;
  if (!row || row.orderedBy !== ctx.actor.personId) return saysStale(ctx);
  await replace(
    ctx,
    interviewDetailView(
      ctx.language,
      interviewViewOf(row, ctx.services.pack.interviewKinds),
      kindOf(ctx, row.kind),
      ctx.now,
    ),
  );
}

async function close(ctx: BotContext, id: string | undefined, state: 'held' | 'cancelled'): Promise<void> {
  if (!isId(id) || !(await allow(ctx, 'interviews.arrange'))) return;
  await closeInterview(ctx.services.db, ctx.actor, id, state, ctx.now);
  await showOne(ctx, id);
}

async function askWho(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'who', draft);
  await replace(ctx, whoAskView(ctx.language));
}

async function takePerson(ctx: BotContext, draft: Draft, [personId]: string[]): Promise<void> {
  if (personId === ctx.actor.personId) return toast(ctx, interviewWord(ctx.language, 'own'), true);
  const person = isId(personId)
    ? await findPerson(ctx.services.db, ctx.actor, 'interviews.arrange', personId, ctx.now)
    : undefined;
  if (!person) return saysStale(ctx);
  await askKind(ctx, { ...draft, personId: person.id });
}

async function askKind(ctx: BotContext, draft: Draft): Promise<void> {
  const person = await findPerson(ctx.services.db, ctx.actor, 'interviews.arrange', draft.personId, ctx.now);
  await keepStep(ctx, FLOW, 'kind', draft);
  await replace(ctx, kindAskView(ctx.language, person?.name ?? '', orderableKinds(ctx.services.pack)));
}

async function askTime(ctx: BotContext, draft: Draft, problem?: { text: string } | 'past'): Promise<void> {
  await keepStep(ctx, FLOW, 'time', draft);
  await replace(ctx, timeAskView(ctx.language, suggestTimes(ctx.now), problem));
}

async function takeTime(ctx: BotContext, draft: Draft, startsAt: Date): Promise<void> {
  if (startsAt <= ctx.now) return askTime(ctx, draft, 'past');
  await askPlace(ctx, { ...draft, startsAt: startsAt.toISOString() }, false);
}

async function askPlace(ctx: BotContext, draft: Draft, problem: boolean): Promise<void> {
  await keepStep(ctx, FLOW, 'place', draft);
  await replace(ctx, placeAskView(ctx.language, problem));
}

async function takeText(ctx: BotContext, { step, data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'interviews.arrange'))) return;
  const draft = draftSchema.parse(data);
  if (step === 'who') {
    const { people, more } = await findPeople(
      ctx.services.db,
      ctx.actor,
      'interviews.arrange',
      text,
      ctx.now,
    );
    const others = people.filter((person) => person.id !== ctx.actor.personId);
    return say(ctx, searchView(ctx.language, text, others, more, 'interview.who'));
  }
  if (step === 'kind') return askKind(ctx, draft);
  if (step === 'time') {
    const startsAt = readTime(text, ctx.now);
    return startsAt ? takeTime(ctx, draft, startsAt) : askTime(ctx, draft, { text });
  }
  if (step === 'place') {
    const place = text.trim().replace(/\s+/g, ' ');
    const fits = place !== '' && [...place].length <= 60;
    return fits ? showPreview(ctx, { ...draft, place }) : askPlace(ctx, draft, true);
  }
  await showPreview(ctx, draft);
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  const person = await findPerson(ctx.services.db, ctx.actor, 'interviews.arrange', draft.personId, ctx.now);
  if (!person) return saysStale(ctx);
  await keepStep(ctx, FLOW, 'preview', draft);
  const row = {
    ...draft,
    personName: person.name,
    ordererName: ctx.actor.name,
    ordererUnit: ctx.actor.posts[0]?.unitName ?? null,
  };
  const view = interviewViewOf(
    { ...row, minutes: INTERVIEW_MINUTES, state: 'announced', answerReason: null },
    ctx.services.pack.interviewKinds,
  );
  await replace(ctx, interviewPreview(ctx.language, view, person, kindOf(ctx, draft.kind)));
}

async function send(ctx: BotContext, draft: Draft): Promise<void> {
  const plan = { ...draft, startsAt: new Date(draft.startsAt), minutes: INTERVIEW_MINUTES };
  const { db, pack } = ctx.services;
  const arranged = await arrangeInterview(db, ctx.actor, plan, pack, ctx.now);
  if (!arranged.ok) {
    if (arranged.problem === 'past') return askTime(ctx, draft, 'past');
    if (arranged.problem === 'clash')
      return toast(ctx, clashText(ctx.language, arranged.with.startsAt), true);
    if (arranged.problem === 'own') return toast(ctx, interviewWord(ctx.language, 'own'), true);
    return saysStale(ctx);
  }
  await endFlow(ctx);
  const interview = await readInterview(db, ctx.actor, draft.id);
  await replace(
    ctx,
    interviewArranged(ctx.language, draft.id, interview?.personName ?? '', plan.startsAt, arranged.first),
  );
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  if (step === 'who') return askWho(ctx, draft);
  if (step === 'kind') return askKind(ctx, draft);
  if (step === 'time') return askTime(ctx, draft);
  await (step === 'place' ? askPlace(ctx, draft, false) : showPreview(ctx, draft));
}
