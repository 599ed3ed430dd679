import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { ACCESS_REASON_LIMIT, listWaitingAccess } from '../../domain/credit/decide-access.ts';
import {
  lookAgain,
  lookAtSection,
  openFile,
  type FileOpened,
  type FileQuestion,
} from '../../domain/credit/open-file.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { findPeople, findPerson, type Person } from '../../domain/people/find-people.ts';
import { mayDo } from '../../domain/people/rules.ts';
import { isPurpose, PURPOSES, type Purpose } from '../../domain/rules/file-access-rules.ts';
import { isId } from '../../messages/callback-data.ts';
import { creditWord } from '../../messages/credit.ts';
import { accessAskedView, fileAskView, purposeView, sealReasonView } from '../../messages/file-access.ts';
import { searchView } from '../../messages/roster.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { sayBarred, showLook, showSectionLook } from '../credit/show-look.ts';
import { showOwnSection } from '../credit/show-own.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, say } from '../reply.ts';

const SEARCH = 'file';
const REASON = 'file-reason';

/** Somebody else's file: found in the scope, for a purpose, with a second person's approval where the rules ask for it. */
export function createCreditFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('file', async (ctx) => {
    if (!(await allow(ctx, 'file.read'))) return;
    const text = ctx.message.text.replace(/^\/\S+\s*/, '').trim();
    await (text === '' ? askName(ctx) : search(ctx, text));
  });
  onPress(composer, 'file.choose', (ctx, [personId]) => askPurpose(ctx, personId));
  onPress(composer, 'file.back', goBack);
  onPress(composer, 'file.read', choosePurpose);
  onPress(composer, 'file.section', showSection);
  return {
    composer,
    flows: {
      [SEARCH]: {
        text: (ctx, _conversation, text) => search(ctx, text),
        resume: (ctx) => say(ctx, fileAskView(ctx.language, null)),
        start: askName,
      },
      [REASON]: reasonFlow,
    },
  };
}

async function askName(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  const approves = mayDo(ctx.actor, 'file.approve');
  const waiting = approves ? (await listWaitingAccess(ctx.services.db, ctx.actor, ctx.now)).total : null;
  await keepStep(ctx, SEARCH, 'who', {});
  await say(ctx, fileAskView(ctx.language, waiting));
}

async function search(ctx: BotContext, text: string): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  const { people, more } = await findPeople(ctx.services.db, ctx.actor, 'file.read', text, ctx.now);
  const others = people.filter((person) => person.id !== ctx.actor.personId);
  const [only] = others;
  if (only && others.length === 1) return say(ctx, purposesFor(ctx, only));
  if (others.length === 0) {
    await keepStep(ctx, SEARCH, 'who', {});
    return say(ctx, { text: creditWord(ctx.language, 'notFound'), buttons: [] });
  }
  await say(ctx, searchView(ctx.language, text, others, more, 'file.choose'));
}

function purposesFor(ctx: BotContext, person: Person) {
  const { purposes } = ctx.services.pack.fileAccess;
  const approved = PURPOSES.filter((purpose) => purposes[purpose].approval);
  return purposeView(ctx.language, person, approved);
}

async function askPurpose(ctx: BotContext, personId: string | undefined): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  const person = isId(personId)
    ? await findPerson(ctx.services.db, ctx.actor, 'file.read', personId, ctx.now)
    : undefined;
  await (person ? replace(ctx, purposesFor(ctx, person)) : saysStale(ctx));
}

async function choosePurpose(ctx: BotContext, [personId, purpose = '']: string[]): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  if (!isId(personId) || !isPurpose(purpose)) return saysStale(ctx);
  const question: FileQuestion = { id: newId(), personId, purpose, reason: null };
  const { db, pack } = ctx.services;
  const opened = await openFile(db, ctx.actor, question, pack, ctx.now);
  if (!opened.ok && opened.problem === 'reason-needed') return askReason(ctx, personId, purpose);
  await showOpened(ctx, opened);
  endFlow(ctx, SEARCH);
}

async function showOpened(ctx: BotContext, opened: FileOpened): Promise<void> {
  if (opened.ok)
    return 'look' in opened
      ? showLook(ctx, opened.look)
      : replace(ctx, accessAskedView(ctx.language, opened.asked, opened.told));
  const { problem } = opened;
  await (problem === 'reason-needed' || problem === 'purpose-needed'
    ? saysStale(ctx)
    : sayBarred(ctx, problem));
}

const reasonSchema = z.object({
  id: z.string(),
  personId: z.string(),
  purpose: z.string().refine(isPurpose),
  name: z.string(),
});

async function askReason(ctx: BotContext, personId: string, purpose: Purpose): Promise<void> {
  const person = await findPerson(ctx.services.db, ctx.actor, 'file.read', personId, ctx.now);
  if (!person) return saysStale(ctx);
  const draft = { id: newId(), personId, purpose, name: person.name };
  await keepStep(ctx, REASON, 'reason', draft, true);
  await replace(ctx, reasonView(ctx, draft));
}

function reasonView(ctx: BotContext, { name, purpose }: z.output<typeof reasonSchema>, problem = false) {
  const { told } = ctx.services.pack.fileAccess.purposes[purpose];
  const days = told.when === 'at-once' ? 0 : told.days;
  return sealReasonView(ctx.language, { name, purpose, days }, problem);
}

const reasonFlow: Flow = {
  text: takeReason,
  resume: (ctx, { data }) => say(ctx, reasonView(ctx, reasonSchema.parse(data))),
  start: askName,
};

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  const draft = reasonSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  if (reason === '' || [...reason].length > ACCESS_REASON_LIMIT)
    return say(ctx, reasonView(ctx, draft, true));
  const problem = findTextProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, REASON));
  const { db, pack } = ctx.services;
  await showOpened(ctx, await openFile(db, ctx.actor, { ...draft, reason }, pack, ctx.now));
  endFlow(ctx, REASON);
}

/** From a section back to the file, without asking again for what was just answered. */
async function goBack(ctx: BotContext, [personId]: string[]): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  if (!isId(personId)) return saysStale(ctx);
  const { db, pack } = ctx.services;
  const opened = await lookAgain(db, ctx.actor, personId, pack, ctx.now);
  if (opened.ok && 'look' in opened && opened.look.file) return showLook(ctx, opened.look, replace);
  const isBarred = !opened.ok && opened.problem !== 'purpose-needed' && opened.problem !== 'not-found';
  await (isBarred ? showOpened(ctx, opened) : askPurpose(ctx, personId));
}

async function showSection(ctx: BotContext, [personId, section]: string[]): Promise<void> {
  if (!isId(personId) || !section) return saysStale(ctx);
  if (personId === ctx.actor.personId) return showOwnSection(ctx, section);
  if (!(await allow(ctx, 'file.read'))) return;
  const { db, pack } = ctx.services;
  const looked = await lookAtSection(db, ctx.actor, { personId, section }, pack, ctx.now);
  if (!('problem' in looked)) return showSectionLook(ctx, looked, section);
  if (looked.problem === 'not-found') return saysStale(ctx);
  await (looked.problem === 'purpose-needed' ? askPurpose(ctx, personId) : sayBarred(ctx, looked.problem));
}
