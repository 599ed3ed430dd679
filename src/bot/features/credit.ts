import { Composer } from 'telegraf';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import {
  isOwnEntry,
  isPurpose,
  objectToEntry,
  OBJECTION_LIMIT,
  readFile,
  readOwnFile,
  readSection,
  type CreditFile,
  type SectionRead,
} from '../../domain/credit/read-file.ts';
import { findPeople, findPerson } from '../../domain/people/find-people.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  creditWord,
  fileSummary,
  noFileView,
  objectAskView,
  objectedView,
  objectWhichView,
  purposeView,
  sectionView,
  type FileView,
  type SectionView,
} from '../../messages/credit.ts';
import { fileAskView } from '../../messages/credit-table.ts';
import { searchView } from '../../messages/people.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { replace, say } from '../reply.ts';

const SEARCH = 'file';
const OBJECTION = 'objection';

/** One's own file with objections, and (scope-checked, logged, with a purpose) somebody else's. */
export function createCreditFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('myfile', showOwn);
  onPress(composer, 'file.own', showOwn);
  composer.command('file', async (ctx) => {
    if (!(await allow(ctx, 'file.read'))) return;
    const text = ctx.message.text.replace(/^\/\S+\s*/, '').trim();
    await (text === '' ? askName(ctx) : search(ctx, text));
  });
  onPress(composer, 'file.choose', (ctx, [personId]) => askPurpose(ctx, personId));
  onPress(composer, 'file.back', goBack);
  onPress(composer, 'file.read', showFile);
  onPress(composer, 'file.section', (ctx, [personId, section]) =>
    onSection(ctx, personId, section, (read, file, view) =>
      replace(ctx, sectionView(ctx.language, file, view, read.entries)),
    ),
  );
  onPress(composer, 'file.object', (ctx, [section]) =>
    onSection(ctx, ctx.actor.personId, section, (read) =>
      replace(ctx, objectWhichView(ctx.language, read.entries)),
    ),
  );
  onPress(composer, 'file.object-to', async (ctx, [entryId]) => {
    if (!(await allow(ctx, 'file.read-own'))) return;
    if (!isId(entryId) || !(await isOwnEntry(ctx.services.db, ctx.actor, entryId))) return saysStale(ctx);
    await keepStep(ctx, OBJECTION, 'text', { id: newId(), entryId }, true);
    await say(ctx, objectAskView(ctx.language));
  });
  return {
    composer,
    flows: {
      [SEARCH]: {
        text: (ctx, _conversation, text) => search(ctx, text),
        resume: (ctx) => say(ctx, fileAskView(ctx.language)),
        start: askName,
      },
      [OBJECTION]: {
        text: takeObjection,
        resume: (ctx) => say(ctx, objectAskView(ctx.language)),
        start: showOwn,
      },
    },
  };
}

/** The stored sections with the names, rules and sources of the pack. */
function toView(ctx: BotContext, file: CreditFile): FileView {
  const sections = ctx.services.pack.fileSections
    .toSorted((a, b) => a.order - b.order)
    .flatMap((section): SectionView[] => {
      const stored = file.sections.find((one) => one.id === section.id);
      const { document, article } = section.source;
      return stored
        ? [
            {
              ...stored,
              name: section.name,
              rule: section.rule,
              verified: section.verified,
              source: [document, article].filter(Boolean).join(' '),
            },
          ]
        : [];
    });
  return { ...file, sections, own: file.personId === ctx.actor.personId };
}

async function showOwn(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'file.read-own'))) return;
  const file = await readOwnFile(ctx.services.db, ctx.actor);
  await replace(ctx, file ? fileSummary(ctx.language, toView(ctx, file)) : noFileView(ctx.language, null));
}

async function askName(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  await keepStep(ctx, SEARCH, 'who', {});
  await say(ctx, fileAskView(ctx.language));
}

async function search(ctx: BotContext, text: string): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  const { people, more } = await findPeople(ctx.services.db, ctx.actor, 'file.read', text, ctx.now);
  const others = people.filter((person) => person.id !== ctx.actor.personId);
  const [only] = others;
  if (only && others.length === 1) return say(ctx, purposeView(ctx.language, only));
  if (others.length === 0) {
    await keepStep(ctx, SEARCH, 'who', {});
    return say(ctx, { text: creditWord(ctx.language, 'notFound'), buttons: [] });
  }
  await say(ctx, searchView(ctx.language, text, others, more, 'file.choose'));
}

async function askPurpose(ctx: BotContext, personId: string | undefined): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  const person = isId(personId)
    ? await findPerson(ctx.services.db, ctx.actor, 'file.read', personId, ctx.now)
    : undefined;
  await (person ? replace(ctx, purposeView(ctx.language, person)) : saysStale(ctx));
}

async function showFile(ctx: BotContext, [personId, purpose = '']: string[]): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  if (!isId(personId) || !isPurpose(purpose)) return saysStale(ctx);
  const read = await readFile(ctx.services.db, ctx.actor, personId, purpose, ctx.now);
  if (!read.ok) return replace(ctx, { text: creditWord(ctx.language, 'notFound'), buttons: [] });
  // A new message: what was sent before cannot be given the protection against forwarding afterwards.
  await say(
    ctx,
    read.file ? fileSummary(ctx.language, toView(ctx, read.file)) : noFileView(ctx.language, read.name),
  );
  endFlow(ctx, SEARCH);
}

/** From a section back to the file, without asking again for what was just answered. */
async function goBack(ctx: BotContext, [personId]: string[]): Promise<void> {
  if (!(await allow(ctx, 'file.read'))) return;
  if (!isId(personId)) return saysStale(ctx);
  const read = await readFile(ctx.services.db, ctx.actor, personId, null, ctx.now);
  if (!read.ok || !read.file) return askPurpose(ctx, personId);
  await replace(ctx, fileSummary(ctx.language, toView(ctx, read.file)));
}

async function onSection(
  ctx: BotContext,
  personId: string | undefined,
  section: string | undefined,
  show: (read: SectionRead, file: FileView, view: SectionView) => Promise<void>,
): Promise<void> {
  if (!isId(personId) || !section) return saysStale(ctx);
  if (!(await allow(ctx, personId === ctx.actor.personId ? 'file.read-own' : 'file.read'))) return;
  const read = await readSection(ctx.services.db, ctx.actor, { personId, section }, ctx.now);
  const file = read && toView(ctx, read.file);
  const view = file?.sections.find((one) => one.id === section);
  await (read && file && view ? show(read, file, view) : saysStale(ctx));
}

async function takeObjection(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  const { id, entryId } = z.object({ id: z.string(), entryId: z.string() }).parse(data);
  if (text.trim() === '' || [...text.trim()].length > OBJECTION_LIMIT)
    return say(ctx, { text: creditWord(ctx.language, 'objectProblem'), buttons: [] });
  const attached = await objectToEntry(ctx.services.db, ctx.actor, { id, entryId, text }, ctx.now);
  await (attached ? say(ctx, objectedView(ctx.language)) : saysStale(ctx));
  endFlow(ctx, OBJECTION);
}
