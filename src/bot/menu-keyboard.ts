import type { BotCommand } from 'telegraf/types';
import { ownsSheet } from '../domain/duties/own-duties.ts';
import { mayVisit } from '../domain/notices/hand-over.ts';
import { mayDo, type Action } from '../domain/people/rules.ts';
import { ownsItems } from '../domain/rectifications/read-items.ts';
import { plainText } from '../messages/elder.ts';
import { commandDescription, MENU, menuLabel, type MenuItem } from '../messages/people.ts';
import type { BotContext } from './context.ts';

const NEEDS: Record<Exclude<MenuItem, 'visits' | 'tasks' | 'duties'>, Action | null> = {
  quiz: 'quiz.take',
  practice: 'quiz.take',
  exams: 'quiz.take',
  study: 'study.cards',
  week: 'study.cards',
  review: 'review.own',
  hours: 'hours.own',
  meetings: 'meetings.attend',
  classes: 'meetings.attend',
  notices: 'notices.read',
  assess: 'assessment.submit',
  myfile: 'file.read-own',
  plans: 'plans.assign',
  learning: 'learning.overview',
  broadcast: 'notices.send',
  board: 'notices.send',
  exam: 'exams.call',
  approvals: 'notices.approve',
  reports: 'keys.approve',
  file: 'file.read',
  interview: 'interviews.arrange',
  rectify: 'rectifications.open',
  forms: 'forms.choose',
  alerts: 'alerts.decide',
  drift: 'drift.read',
  opinions: 'opinions.read',
  recognise: 'recognitions.propose',
  sanction: 'sanctions.check',
  appraisal: 'reviews.conclude',
  people: 'people.manage',
  bank: 'bank.approve',
  audit: 'ledger.audit',
  help: null,
};

/** What this person may do, in the order of the menu; the lists of visits, of duties and
 * of what to put right are for who has some. */
export async function itemsFor({ actor, services, now }: BotContext): Promise<MenuItem[]> {
  const [visits, tasks, duties] = await Promise.all([
    mayVisit(services.db, actor),
    ownsItems(services.db, actor),
    ownsSheet(services.db, actor, now),
  ]);
  return MENU.filter((item) => {
    if (item === 'visits') return visits;
    if (item === 'duties') return duties || mayDo(actor, 'duties.overview');
    if (item === 'tasks') return tasks && mayDo(actor, 'rectifications.own');
    const action = NEEDS[item];
    return action === null || mayDo(actor, action);
  });
}

/** Brings the chat's command list and keyboard up to what the person may do today, in their language. */
export async function showMenu(ctx: BotContext, text: string): Promise<void> {
  const items = await itemsFor(ctx);
  const command = (name: Parameters<typeof commandDescription>[1]): BotCommand => ({
    command: name,
    description: commandDescription(ctx.language, name),
  });
  const commands = [
    ...items.filter((item) => item !== 'help').map(command),
    command('menu'),
    ...(mayDo(ctx.actor, 'file.read-own') ? [command('access'), command('objection')] : []),
    ...(mayDo(ctx.actor, 'leave.ask') ? [command('leave')] : []),
    ...(mayDo(ctx.actor, 'relatives.declare') ? [command('relatives')] : []),
    ...(mayDo(ctx.actor, 'data.own') ? [command('mydata')] : []),
    command('settings'),
    command('quiet'),
    command('language'),
    command('help'),
    command('cancel'),
  ];
  await ctx.telegram.setMyCommands(commands, { scope: { type: 'chat', chat_id: ctx.actor.telegramId } });
  const labels = items.map((item) => ({ text: menuLabel(ctx.language, item) }));
  const rows = [];
  for (let i = 0; i < labels.length; i += 2) rows.push(labels.slice(i, i + 2));
  await ctx.reply(ctx.actor.elder ? plainText(text) : text, {
    parse_mode: 'HTML',
    reply_markup: { keyboard: rows, resize_keyboard: true, is_persistent: true },
  });
}
