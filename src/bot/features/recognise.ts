import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findPeople, findPerson, type Person } from '../../domain/people/find-people.ts';
import {
  findRecognitionTextProblem,
  isRecognitionKind,
  listOpenObjections,
  proposeRecognition,
  RECOGNITION_KINDS,
} from '../../domain/recognitions/propose.ts';
import { isId } from '../../messages/callback-data.ts';
import { searchView } from '../../messages/roster.ts';
import {
  recogniseClosesView,
  recognisedView,
  recogniseKindView,
  recognisePreview,
  recogniseTextView,
  recogniseWhoView,
  recogniseWord,
} from '../../messages/recognitions.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import {
  allow,
  endFlow,
  explainStep,
  keepStep,
  saysStale,
  stampOf,
  type Feature,
  type Flow,
} from '../flow.ts';
import { onPress } from '../on-press.ts';
import { createOnStep } from '../on-step.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'recognise';
const ACTION = 'recognitions.propose';
const draftSchema = z.object({
  id: z.string(),
  personId: z.string().default(''),
  kind: z.enum(RECOGNITION_KINDS).default('commendation'),
  objectionId: z.string().nullable().default(null),
  text: z.string().default(''),
});
type Draft = z.infer<typeof draftSchema>;

/** How an entry is proposed: person → kind → (the objection it answers) → text → preview. */
export function createRecogniseFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'recognise.new', begin);
  const onStep = createOnStep(composer, { name: FLOW, flow, action: ACTION, draft: draftSchema });
  onStep('recognise.who', ['who', 'kind'], (ctx, draft, [personId]) => {
    if (personId === ctx.actor.personId) return toast(ctx, recogniseWord(ctx.language, 'own'), true);
    return isId(personId) ? askKind(ctx, { ...draft, personId }) : saysStale(ctx);
  });
  onStep('recognise.kind', ['kind', 'closes', 'text'], (ctx, draft, [kind = '']) =>
    isRecognitionKind(kind) ? askCloses(ctx, { ...draft, kind, objectionId: null }) : saysStale(ctx),
  );
  onStep('recognise.closes', ['closes', 'text'], takeCloses);
  onStep('recognise.change', ['preview', 'kind'], (ctx, draft) => askKind(ctx, draft));
  onStep('recognise.send', ['preview'], send);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume, start: begin };

async function begin(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  await keepStep(ctx, FLOW, 'who', draftSchema.parse({ id: newId() }), true);
  await replace(ctx, recogniseWhoView(ctx.language));
}

const subjectOf = (ctx: BotContext, { personId }: Draft): Promise<Person | undefined> =>
  findPerson(ctx.services.db, ctx.actor, ACTION, personId, ctx.now);
const objectionsOf = (ctx: BotContext, { personId }: Draft) =>
  listOpenObjections(ctx.services.db, ctx.actor, personId, ctx.now);

async function askKind(ctx: BotContext, draft: Draft): Promise<void> {
  const person = await subjectOf(ctx, draft);
  if (!person) return saysStale(ctx);
  await keepStep(ctx, FLOW, 'kind', draft);
  await replace(ctx, recogniseKindView(ctx.language, person.name, RECOGNITION_KINDS));
}

/** Only a clearing answers an objection, where there is one. */
async function askCloses(ctx: BotContext, draft: Draft): Promise<void> {
  const objections = draft.kind === 'clearing' ? await objectionsOf(ctx, draft) : [];
  if (objections.length === 0) return askText(ctx, draft);
  await keepStep(ctx, FLOW, 'closes', draft);
  await replace(ctx, recogniseClosesView(ctx.language, objections));
}

async function takeCloses(ctx: BotContext, draft: Draft, [id]: string[]): Promise<void> {
  if (id === 'none') return askText(ctx, { ...draft, objectionId: null });
  const chosen = (await objectionsOf(ctx, draft)).find((one) => one.id === id);
  await (chosen ? askText(ctx, { ...draft, objectionId: chosen.id }) : saysStale(ctx));
}

async function askText(ctx: BotContext, draft: Draft): Promise<void> {
  await keepStep(ctx, FLOW, 'text', draft);
  await replace(ctx, recogniseTextView(ctx.language, draft.kind));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const { step, data } = conversation;
  const draft = draftSchema.parse(data);
  if (step === 'who') {
    const { people, more } = await findPeople(ctx.services.db, ctx.actor, ACTION, text, ctx.now);
    const others = people.filter((person) => person.id !== ctx.actor.personId);
    return say(ctx, searchView(ctx.language, text, others, more, 'recognise.who'));
  }
  if (step !== 'text') return explainStep(ctx, flow, conversation, 'useButtons');
  const problem = findRecognitionTextProblem(text);
  await (problem
    ? say(ctx, textProblemView(ctx.language, problem, FLOW))
    : showPreview(ctx, { ...draft, text: text.trim() }));
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  const person = await subjectOf(ctx, draft);
  if (!person) return saysStale(ctx);
  const { objectionId } = draft;
  const closes =
    objectionId === null ? undefined : (await objectionsOf(ctx, draft)).find(({ id }) => id === objectionId);
  await keepStep(ctx, FLOW, 'preview', draft);
  const said = {
    ...draft,
    personName: person.name,
    unitName: person.unitName,
    objection: closes?.text ?? null,
  };
  await replace(ctx, recognisePreview(ctx.language, said, stampOf(draft)));
}

async function send(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const done = await proposeRecognition(db, ctx.actor, draft, pack, ctx.now);
  if (!done.ok) return saysStale(ctx);
  const word = !done.first ? 'proposedBefore' : done.told ? 'proposed' : 'proposedNobody';
  await replace(ctx, recognisedView(ctx.language, word));
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  if (step === 'who') return replace(ctx, recogniseWhoView(ctx.language));
  if (step === 'kind') return askKind(ctx, draft);
  if (step === 'closes') return askCloses(ctx, draft);
  await (step === 'text' ? askText(ctx, draft) : showPreview(ctx, draft));
}
