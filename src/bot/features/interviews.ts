import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { arrangeInterview } from '../../domain/interviews/arrange-interview.ts';
import { findTypedKind, isWritten } from '../../domain/interviews/order-rules.ts';
import { readProposal } from '../../domain/interviews/proposals.ts';
import { findAlerted } from '../../domain/alerts/read-alerts.ts';
import { readTime } from '../../domain/schedule/read-time.ts';
import { findPeople, findPerson } from '../../domain/people/find-people.ts';
import { isId } from '../../messages/callback-data.ts';
import { interviewAskedView } from '../../messages/interview-orders.ts';
import { interviewArranged, interviewWord } from '../../messages/interviews.ts';
import { searchView } from '../../messages/roster.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, explainStep, saysStale, stampOf, type Feature, type Flow } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { createOnStep } from '../on-step.ts';
import { replace, say, toast } from '../reply.ts';

import {
  askKind,
  askPlace,
  askTime,
  askWho,
  draftSchema,
  explainRefusal,
  FLOW,
  kindsFor,
  showPreview,
  type Draft,
} from '../interviews/order-screens.ts';

/** How a supervisor arranges one: person → kind → time → place → preview → notice. */
export function createInterviewsFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'interview.new', begin);
  onPress(composer, 'interview.suggested', beginSuggested);
  onPress(composer, 'interview.alerted', beginAlerted);
  const onStep = createOnStep(composer, {
    name: FLOW,
    flow,
    action: 'interviews.arrange',
    draft: draftSchema,
  });
  onStep('interview.who', ['who', 'kind'], takePerson);
  onStep('interview.kind', ['kind', 'time'], takeKind);
  onStep('interview.time', ['time', 'place'], (ctx, draft, [seconds]) =>
    takeTime(ctx, draft, new Date((readIndex(seconds) ?? 0) * 1000)),
  );
  onStep('interview.change', ['preview', 'time', 'kind'], (ctx, draft) =>
    draft.startsAt === '' ? askKind(ctx, draft) : askTime(ctx, draft),
  );
  onStep('interview.send', ['preview'], send);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume, start: begin };

async function begin(ctx: BotContext): Promise<void> {
  if (await allow(ctx, 'interviews.arrange')) await askWho(ctx, draftSchema.parse({ id: newId() }), true);
}

/** The wizard of a suggestion: with whom and of which kind is there already. */
async function beginSuggested(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, 'interviews.arrange'))) return;
  const { db, pack } = ctx.services;
  const proposal = isId(id) ? await readProposal(db, ctx.actor, id, pack, ctx.now) : undefined;
  if (proposal?.state !== 'open') return saysStale(ctx);
  const { personId, kind } = proposal;
  await askTime(ctx, draftSchema.parse({ id: newId(), personId, kind, proposalId: proposal.id }));
}

/** The wizard that follows an accepted alert: with whom is there already. */
async function beginAlerted(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, 'interviews.arrange'))) return;
  const personId = isId(id) ? await findAlerted(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (personId === undefined) return saysStale(ctx);
  await askKind(ctx, draftSchema.parse({ id: newId(), personId }));
}

async function takePerson(ctx: BotContext, draft: Draft, [personId]: string[]): Promise<void> {
  if (personId === ctx.actor.personId) return toast(ctx, interviewWord(ctx.language, 'own'), true);
  const person = isId(personId)
    ? await findPerson(ctx.services.db, ctx.actor, 'interviews.arrange', personId, ctx.now)
    : undefined;
  if (!person) return saysStale(ctx);
  await askKind(ctx, { ...draft, personId: person.id });
}

async function takeKind(ctx: BotContext, draft: Draft, [kind = '']: string[]): Promise<void> {
  const refused = ctx.services.pack.refusedInterviewKinds.find(({ id }) => id === kind);
  if (refused) return toast(ctx, refused.reason[ctx.language], true);
  const chosen = (await kindsFor(ctx, draft)).find(({ id }) => id === kind);
  if (!chosen) return saysStale(ctx);
  if (isWritten(chosen)) return showPreview(ctx, { ...draft, kind, startsAt: '', place: '' });
  await askTime(ctx, { ...draft, kind });
}

async function takeTime(ctx: BotContext, draft: Draft, startsAt: Date): Promise<void> {
  if (startsAt <= ctx.now) return askTime(ctx, draft, 'past');
  await askPlace(ctx, { ...draft, startsAt: startsAt.toISOString() }, false);
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'interviews.arrange'))) return;
  const { step, data } = conversation;
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
  const typed = step === 'kind' ? findTypedKind(text, ctx.services.pack) : undefined;
  if (typed) return takeKind(ctx, draft, [typed.kind]);
  if (step === 'time') {
    const startsAt = readTime(text, ctx.now);
    return startsAt ? takeTime(ctx, draft, startsAt) : askTime(ctx, draft, { text });
  }
  if (step === 'place') {
    const place = text.trim().replace(/\s+/g, ' ');
    const fits = place !== '' && [...place].length <= 60;
    return fits ? showPreview(ctx, { ...draft, place }) : askPlace(ctx, draft, true);
  }
  await explainStep(ctx, flow, conversation, 'useButtons');
}

async function send(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const plan = { ...draft, startsAt: draft.startsAt === '' ? null : new Date(draft.startsAt) };
  const arranged = await arrangeInterview(db, ctx.actor, plan, pack, ctx.now);
  if (!arranged.ok) return explainRefusal(ctx, draft, arranged);
  const { interview, asked, first } = arranged;
  await replace(
    ctx,
    asked.length > 0
      ? interviewAskedView(ctx.language, draft.id, interview.personName, asked)
      : interviewArranged(ctx.language, interview, first),
  );
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  if (step === 'who') return askWho(ctx, draft);
  if (step === 'kind') return askKind(ctx, draft);
  if (step === 'time') return askTime(ctx, draft);
  await (step === 'place' ? askPlace(ctx, draft, false) : showPreview(ctx, draft));
}
