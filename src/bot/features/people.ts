import { Composer } from 'telegraf';
import { browseRoster, rootsOf } from '../../domain/people/browse-roster.ts';
import { chooseLanguage } from '../../domain/people/change-account.ts';
import { findPeople, findPerson } from '../../domain/people/find-people.ts';
import { issueInvitation } from '../../domain/people/issue-invitations.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  alreadyBoundView,
  boundView,
  helpView,
  languageView,
  menuView,
  peopleWord,
} from '../../messages/people.ts';
import { cancelledView } from '../../messages/flow-ends.ts';
import { invitedView, rosterPersonView, rosterView, searchView } from '../../messages/roster.ts';
import type { BotContext } from '../context.ts';
import { allow, currentFlow, endFlow, saysStale, type Feature } from '../flow.ts';
import { itemsFor, showMenu } from '../menu-keyboard.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

/** /start for who is bound already, the menu, help, language, leaving a wizard, and the administrator's roster. */
export function createPeopleFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.start((ctx) => showMenu(ctx, alreadyBoundView(ctx.language, ctx.actor.name).text));
  composer.command('menu', openMenu);
  onPress(composer, 'menu.open', openMenu);
  composer.command('help', async (ctx) => say(ctx, helpView(ctx.language, await itemsFor(ctx))));
  composer.command('language', (ctx) => say(ctx, languageView(ctx.language)));
  onPress(composer, 'language.ask', (ctx) => replace(ctx, languageView(ctx.language)));
  onPress(composer, 'language.set', setLanguage);
  composer.command('cancel', (ctx) => cancel(ctx, []));
  onPress(composer, 'flow.cancel', cancel);
  composer.command('people', showRoots);
  onPress(composer, 'people.roots', showRoots);
  onPress(composer, 'people.unit', showUnit);
  onPress(composer, 'people.person', showPerson);
  onPress(composer, 'people.invite', invite);
  return { composer, flows: {} };
}

const openMenu = (ctx: BotContext): Promise<void> =>
  showMenu(ctx, menuView(ctx.language, ctx.actor.name).text);

/** Said once, right after binding. */
export const welcome = (ctx: BotContext): Promise<void> =>
  showMenu(ctx, boundView(ctx.language, ctx.actor.name).text);

async function setLanguage(ctx: BotContext, [language]: string[]): Promise<void> {
  if (language !== 'zh' && language !== 'en') return saysStale(ctx);
  await chooseLanguage(ctx.services.db, ctx.actor, language);
  ctx.language = language;
  await replace(ctx, { text: peopleWord(language, 'languageSet'), buttons: [] });
  await openMenu(ctx);
}

/** Leaves the wizard in progress; a button only the one it was shown by. */
async function cancel(ctx: BotContext, [flow]: string[]): Promise<void> {
  const conversation = await currentFlow(ctx);
  if (!conversation) return replace(ctx, { text: peopleWord(ctx.language, 'nothingToCancel'), buttons: [] });
  if (flow !== undefined && flow !== conversation.flow) return saysStale(ctx);
  await replace(ctx, cancelledView(ctx.language, conversation.flow));
  endFlow(ctx, conversation.flow);
}

async function showRoots(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'people.manage'))) return;
  const root = rootsOf(ctx.actor, 'people.manage')[0];
  if (root) await showUnit(ctx, [root.id, '0']);
}

const PAGE = 5;

async function showUnit(ctx: BotContext, [unitId, pageText]: string[]): Promise<void> {
  const page = readIndex(pageText) ?? 0;
  if (!(await allow(ctx, 'people.manage'))) return;
  const roster = isId(unitId)
    ? await browseRoster(ctx.services.db, ctx.actor, unitId, { offset: page * PAGE, limit: PAGE }, ctx.now)
    : undefined;
  if (!roster) return saysStale(ctx);
  const total = roster.counts.find((row) => row.id === unitId)?.people ?? 0;
  await replace(
    ctx,
    rosterView(ctx.language, roster.unit, roster.counts, roster.people, {
      page,
      pages: Math.ceil(total / PAGE),
    }),
  );
}

async function showPerson(ctx: BotContext, [personId]: string[]): Promise<void> {
  if (!(await allow(ctx, 'people.manage'))) return;
  const person = isId(personId)
    ? await findPerson(ctx.services.db, ctx.actor, 'people.manage', personId, ctx.now)
    : undefined;
  if (!person) return saysStale(ctx);
  await replace(ctx, rosterPersonView(ctx.language, person));
}

async function invite(ctx: BotContext, [personId]: string[]): Promise<void> {
  if (!(await allow(ctx, 'people.manage'))) return;
  const { db } = ctx.services;
  const person = isId(personId)
    ? await findPerson(db, ctx.actor, 'people.manage', personId, ctx.now)
    : undefined;
  if (!person) return saysStale(ctx);
  const invitation = await issueInvitation(db, ctx.actor, person.id, ctx.now, ctx.callbackQuery?.id);
  if (!invitation) return toast(ctx, peopleWord(ctx.language, 'inviteNotNeeded'), true);
  const link = `https://t.me/${invitation.botUsername ?? ctx.botInfo.username}?start=${invitation.code}`;
  await say(ctx, invitedView(ctx.language, invitation.name, link, invitation.expiresAt));
}

/** A name typed by an administrator outside any wizard searches the roster. True when it was one. */
export async function searchRoster(ctx: BotContext, text: string): Promise<boolean> {
  if (rootsOf(ctx.actor, 'people.manage').length === 0) return false;
  const { people, more } = await findPeople(ctx.services.db, ctx.actor, 'people.manage', text, ctx.now);
  await say(ctx, searchView(ctx.language, text, people, more, 'people.person'));
  return true;
}
