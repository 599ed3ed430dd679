import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findAlerted } from '../../domain/alerts/read-alerts.ts';
import { readInterview } from '../../domain/interviews/read-interviews.ts';
import { findPeople, findPerson, type Person } from '../../domain/people/find-people.ts';
import {
  findItemTextProblem,
  listReviewers,
  openItem,
  type Reviewer,
} from '../../domain/rectifications/open-item.ts';
import { findDueProblem } from '../../domain/rectifications/rules.ts';
import { addDays, dayOf } from '../../domain/schedule/calendar.ts';
import { readDay } from '../../domain/schedule/read-time.ts';
import { isId } from '../../messages/callback-data.ts';
import { searchView } from '../../messages/roster.ts';
import {
  DUE_AHEAD,
  rectifiedView,
  rectifyDueView,
  rectifyPreview,
  rectifyReviewerView,
  rectifyTextView,
  rectifyWhoView,
  rectifyWord,
  type DayProblemView,
} from '../../messages/rectify.ts';
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
import { onPress, readIndex } from '../on-press.ts';
import { createOnStep } from '../on-step.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'rectify';
const ACTION = 'rectifications.open';
const draftSchema = z.object({
  id: z.string(),
  personId: z.string().default(''),
  interviewId: z.string().nullable().default(null),
  text: z.string().default(''),
  dueOn: z.string().default(''),
  reviewerId: z.string().default(''),
});
type Draft = z.infer<typeof draftSchema>;

/** How an item is opened: person → what to do → by when → who checks it → preview → word to the owner. */
export function createRectifyFeature(): Feature {
  const composer = new Composer<BotContext>();
  onPress(composer, 'rectify.new', begin);
  onPress(composer, 'rectify.from', beginFrom);
  onPress(composer, 'rectify.alerted', beginAlerted);
  const onStep = createOnStep(composer, { name: FLOW, flow, action: ACTION, draft: draftSchema });
  onStep('rectify.who', ['who', 'text'], takePerson);
  onStep('rectify.due', ['due', 'reviewer'], (ctx, draft, [ahead]) => {
    const days = DUE_AHEAD.find((one) => one === readIndex(ahead));
    return days === undefined ? saysStale(ctx) : takeDue(ctx, draft, addDays(dayOf(ctx.now), days));
  });
  onStep('rectify.reviewer', ['reviewer', 'preview'], (ctx, draft, [reviewerId = '']) =>
    showPreview(ctx, { ...draft, reviewerId }),
  );
  onStep('rectify.change', ['preview', 'text'], (ctx, draft) => askText(ctx, draft));
  onStep('rectify.send', ['preview'], send);
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = { text: takeText, resume, start: begin };

async function begin(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  await keepStep(ctx, FLOW, 'who', draftSchema.parse({ id: newId() }), true);
  await replace(ctx, rectifyWhoView(ctx.language));
}

/** Out of an interview that was held: the person is known. */
async function beginFrom(ctx: BotContext, [interviewId]: string[]): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const interview = isId(interviewId)
    ? await readInterview(ctx.services.db, ctx.actor, interviewId, ctx.now)
    : undefined;
  if (interview?.orderedBy !== ctx.actor.personId || interview.state !== 'held') return saysStale(ctx);
  const { personId } = interview;
  await askText(ctx, draftSchema.parse({ id: newId(), personId, interviewId }), true);
}

/** Out of an alert that was accepted. */
async function beginAlerted(ctx: BotContext, [id]: string[]): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const personId = isId(id) ? await findAlerted(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  await (personId === undefined
    ? saysStale(ctx)
    : askText(ctx, draftSchema.parse({ id: newId(), personId }), true));
}

const ownerOf = (ctx: BotContext, { personId }: Draft): Promise<Person | undefined> =>
  findPerson(ctx.services.db, ctx.actor, ACTION, personId, ctx.now);

async function takePerson(ctx: BotContext, draft: Draft, [personId]: string[]): Promise<void> {
  if (personId === ctx.actor.personId) return toast(ctx, rectifyWord(ctx.language, 'own'), true);
  await (isId(personId) ? askText(ctx, { ...draft, personId }) : saysStale(ctx));
}

async function askText(ctx: BotContext, draft: Draft, begins = false): Promise<void> {
  const person = await ownerOf(ctx, draft);
  if (!person) return saysStale(ctx);
  await keepStep(ctx, FLOW, 'text', draft, begins);
  await replace(ctx, rectifyTextView(ctx.language, person.name));
}

async function askDue(ctx: BotContext, draft: Draft, problem?: DayProblemView): Promise<void> {
  await keepStep(ctx, FLOW, 'due', draft);
  await replace(ctx, rectifyDueView(ctx.language, problem));
}

async function takeDue(ctx: BotContext, draft: Draft, dueOn: string): Promise<void> {
  const problem = findDueProblem(dueOn, dayOf(ctx.now));
  await (problem ? askDue(ctx, draft, problem) : askReviewer(ctx, { ...draft, dueOn }));
}

/** As many others as fit beside oneself. */
const MOST_OTHERS = 5;
const reviewersOf = async (ctx: BotContext, { personId }: Draft): Promise<Reviewer[]> =>
  isId(personId) ? listReviewers(ctx.services.db, personId, ctx.now) : [];

async function askReviewer(ctx: BotContext, draft: Draft): Promise<void> {
  const all = await reviewersOf(ctx, draft);
  const { personId: me } = ctx.actor;
  const others = all.filter(({ id }) => id !== me).slice(0, MOST_OTHERS);
  await keepStep(ctx, FLOW, 'reviewer', draft);
  const isOne = all.some(({ id }) => id === me);
  await replace(ctx, rectifyReviewerView(ctx.language, others, isOne ? me : undefined));
}

async function takeText(ctx: BotContext, conversation: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const { step, data } = conversation;
  const draft = draftSchema.parse(data);
  if (step === 'who') {
    const { people, more } = await findPeople(ctx.services.db, ctx.actor, ACTION, text, ctx.now);
    const others = people.filter((person) => person.id !== ctx.actor.personId);
    return say(ctx, searchView(ctx.language, text, others, more, 'rectify.who'));
  }
  if (step === 'text') {
    const problem = findItemTextProblem(text);
    return problem
      ? say(ctx, textProblemView(ctx.language, problem, FLOW))
      : askDue(ctx, { ...draft, text: text.trim() });
  }
  if (step === 'due') {
    const dueOn = readDay(text, ctx.now);
    return dueOn === undefined ? askDue(ctx, draft, { text }) : takeDue(ctx, draft, dueOn);
  }
  await explainStep(ctx, flow, conversation, 'useButtons');
}

async function showPreview(ctx: BotContext, draft: Draft): Promise<void> {
  const person = await ownerOf(ctx, draft);
  const reviewer = (await reviewersOf(ctx, draft)).find(({ id }) => id === draft.reviewerId);
  if (!person || !reviewer) return saysStale(ctx);
  await keepStep(ctx, FLOW, 'preview', draft);
  const shown = { ...draft, reviewerName: reviewer.name };
  await replace(ctx, rectifyPreview(ctx.language, shown, person, stampOf(draft)));
}

async function send(ctx: BotContext, draft: Draft, [stamp]: string[]): Promise<void> {
  if (stamp !== stampOf(draft)) return saysStale(ctx);
  const opened = await openItem(ctx.services.db, ctx.actor, draft, ctx.now);
  if (!opened.ok) {
    const { problem } = opened;
    if (problem === 'not-ahead' || problem === 'too-late') return askDue(ctx, draft, problem);
    if (problem === 'reviewer') return askReviewer(ctx, draft);
    return saysStale(ctx);
  }
  const name = (await ownerOf(ctx, draft))?.name ?? '';
  await replace(
    ctx,
    rectifiedView(ctx.language, draft.id, { name, dueOn: draft.dueOn, first: opened.first }),
  );
  endFlow(ctx, FLOW);
}

async function resume(ctx: BotContext, { step, data }: Conversation): Promise<void> {
  const draft = draftSchema.parse(data);
  if (step === 'who') return replace(ctx, rectifyWhoView(ctx.language));
  if (step === 'text') return askText(ctx, draft);
  if (step === 'due') return askDue(ctx, draft);
  await (step === 'reviewer' ? askReviewer(ctx, draft) : showPreview(ctx, draft));
}
