import { z } from 'zod';
import { findTimes, orderableKinds, type Arranged } from '../../domain/interviews/arrange-interview.ts';
import { suggestTimes } from '../../domain/schedule/read-time.ts';
import { findPerson } from '../../domain/people/find-people.ts';
import { orderWord } from '../../messages/interview-orders.ts';
import {
  clashText,
  interviewPreview,
  interviewViewOf,
  interviewWord,
  kindAskView,
  kindName,
  placeAskView,
  timeAskView,
  whoAskView,
} from '../../messages/interviews.ts';
import type { BotContext } from '../context.ts';
import { keepStep, saysStale, stampOf } from '../flow.ts';
import { replace, toast } from '../reply.ts';

/** The wizard by which an interview is arranged. */
export const FLOW = 'interview';

/** What has been chosen so far. */
export const draftSchema = z.object({
  id: z.string(),
  personId: z.string().default(''),
  kind: z.string().default(''),
  startsAt: z.string().default(''),
  place: z.string().default(''),
  /** The suggestion that it answers. */
  proposalId: z.string().optional(),
});

export type Draft = z.infer<typeof draftSchema>;

/** Asks with whom; `begins` when the wizard opens with it. */
export async function askWho(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  await keepStep(ctx, FLOW, 'who', draft, begins);
  await replace(ctx, whoAskView(ctx.language));
}

/** Asks of which kind, among those that the person may be called to. */
export async function askKind(ctx: BotContext, draft: Draft): Promise<void> {
  const person = await findPerson(ctx.services.db, ctx.actor, 'interviews.arrange', draft.personId, ctx.now);
  await keepStep(ctx, FLOW, 'kind', draft);
  const kinds = await kindsFor(ctx, draft);
  const refused = ctx.services.pack.refusedInterviewKinds;
  await replace(ctx, kindAskView(ctx.language, person?.name ?? '', kinds, refused));
}

/** The kinds that this supervisor may order for the person of the draft. */
export const kindsFor = (ctx: BotContext, { personId }: Draft) =>
  orderableKinds(ctx.services.db, ctx.actor, personId, ctx.services.pack, ctx.now);

/** Asks when; `problem` is what was typed and no time, or a time that is over. */
export async function askTime(
  ctx: BotContext,
  draft: Draft,
  problem?: { text: string } | 'past',
): Promise<void> {
  await keepStep(ctx, FLOW, 'time', draft);
  await replace(ctx, timeAskView(ctx.language, suggestTimes(ctx.now), problem));
}

/** Asks where; `problem` when what was typed is too long or nothing. */
export async function askPlace(ctx: BotContext, draft: Draft, problem: boolean): Promise<void> {
  await keepStep(ctx, FLOW, 'place', draft);
  await replace(ctx, placeAskView(ctx.language, problem));
}

/** All of it as the person will be told, before anything is sent. */
export async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  const person = await findPerson(ctx.services.db, ctx.actor, 'interviews.arrange', draft.personId, ctx.now);
  if (!person) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const kind = pack.interviewKinds.find(({ id }) => id === draft.kind);
  if (!kind) return saysStale(ctx);
  const times = await findTimes(
    db,
    kind,
    draft.startsAt === '' ? null : new Date(draft.startsAt),
    pack,
    ctx.now,
  );
  if (!times.ok) return explainRefusal(ctx, draft, times);
  await keepStep(ctx, FLOW, 'preview', draft);
  const row = {
    ...draft,
    ...times,
    personName: person.name,
    ordererName: ctx.actor.name,
    ordererUnit: ctx.actor.posts[0]?.unitName ?? null,
  };
  const view = interviewViewOf(
    { ...row, state: 'announced', answerReason: null, round: 0 },
    pack.interviewKinds,
  );
  await replace(
    ctx,
    interviewPreview(
      ctx.language,
      view,
      person,
      kindName(ctx.language, ctx.services.pack.interviewKinds, draft.kind),
      stampOf(draft),
      kind.approvedBy !== null,
      ctx.now,
    ),
  );
}

/** Why it was not arranged; the wizard stays where something else can be chosen. */
export function explainRefusal(
  ctx: BotContext,
  draft: Draft,
  refused: Extract<Arranged, { ok: false }>,
): Promise<void> {
  switch (refused.problem) {
    case 'past':
      return askTime(ctx, draft, 'past');
    case 'clash':
      return toast(ctx, clashText(ctx.language, refused.with.startsAt), true);
    case 'own':
      return toast(ctx, interviewWord(ctx.language, 'own'), true);
    case 'no-approver':
      return toast(ctx, orderWord(ctx.language, 'noApprover'), true);
    case 'unknown-year':
      return toast(ctx, orderWord(ctx.language, 'unknownYear'), true);
    default:
      return saysStale(ctx);
  }
}
