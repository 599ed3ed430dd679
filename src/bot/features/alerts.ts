import { Composer } from 'telegraf';
import { z } from 'zod';
import { ALERT_REASON_LIMIT, decideAlert, type AlertDecision } from '../../domain/alerts/decide-alert.ts';
import { ALERTS_A_PAGE, listAlerts, readAlert, type Alert } from '../../domain/alerts/read-alerts.ts';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { fits } from '../../domain/rectifications/rules.ts';
import {
  acceptAlertView,
  alertAcceptedView,
  alertBeforeText,
  alertListView,
  alertReasonedView,
  alertReasonView,
  alertView,
  type AlertView,
} from '../../messages/alerts.ts';
import { isId } from '../../messages/callback-data.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { showPassing } from '../credit/show-look.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'alert-reason';
const ACTION = 'alerts.decide';
const draftSchema = z.object({
  id: z.string(),
  verdict: z.enum(['dismissed', 'taken-back']),
  name: z.string(),
  rule: z.string(),
});

/** Alerts that rules propose: each is opened to its reason, and accepted, dismissed or taken back by a person. */
export function createAlertsFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('alerts', (ctx) => showList(ctx, 'open', 0));
  onPress(composer, 'alert.list', (ctx, [which, page]) =>
    showList(ctx, which === 'decided' ? which : 'open', readIndex(page) ?? 0),
  );
  onPress(composer, 'alert.open', async (ctx, [id]) => {
    const found = await find(ctx, id);
    if (!found) return;
    const { alert, entries } = found;
    const { minutes } = ctx.services.pack.fileAccess.purposes['routine-check'];
    const about = { requestId: null, subjectId: alert.personId, minutes };
    await showPassing(ctx, replace, alertView(ctx.language, viewOf(ctx, alert), entries), about);
  });
  onPress(composer, 'alert.accept', async (ctx, [id]) => {
    const found = await find(ctx, id);
    if (!found) return;
    const view = viewOf(ctx, found.alert);
    const isFree = view.verdict === null || view.verdict === 'dismissed';
    await (isFree
      ? replace(ctx, acceptAlertView(ctx.language, view))
      : toast(ctx, alertBeforeText(ctx.language, view), true));
  });
  onPress(composer, 'alert.accept-now', async (ctx, [id]) => {
    if (!(await allow(ctx, ACTION))) return;
    await (isId(id) ? decide(ctx, id, { verdict: 'accepted' }) : saysStale(ctx));
  });
  onPress(composer, 'alert.dismiss', (ctx, [id]) => askReason(ctx, id, 'dismissed', null));
  onPress(composer, 'alert.take-back', (ctx, [id]) => askReason(ctx, id, 'taken-back', 'accepted'));
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeReason,
  resume: (ctx, { data }) => {
    const draft = draftSchema.parse(data);
    return say(ctx, alertReasonView(ctx.language, draft.verdict, draft));
  },
};

function viewOf({ services, language }: BotContext, alert: Alert): AlertView {
  const { rules, colours } = services.pack.alerts;
  const rule = rules.find(({ id }) => id === alert.rule);
  const { document, article, note } = rule?.source ?? {};
  return {
    ...alert,
    ruleName: rule?.name[language] ?? alert.rule,
    colourName: colours.find(({ id }) => id === alert.colour)?.name[language] ?? alert.colour,
    source: [document, article].filter(Boolean).join(' '),
    note: note ? ` · ${note[language]}` : '',
    verified: rule?.verified ?? false,
    feedsFile: rule?.feedsFile ?? false,
  };
}

async function showList(ctx: BotContext, which: 'open' | 'decided', page: number): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const { rows, total } = await listAlerts(ctx.services.db, ctx.actor, which, page, ctx.now);
  if (rows.length === 0 && page > 0) return showList(ctx, which, 0);
  const pages = Math.max(1, Math.ceil(total / ALERTS_A_PAGE));
  const views = rows.map((row) => viewOf(ctx, row));
  await replace(ctx, alertListView(ctx.language, which, views, { total, page, pages }));
}

/** An alert that this person may decide on; of any other it says that the button is stale. */
async function find(ctx: BotContext, id: string | undefined) {
  if (!(await allow(ctx, ACTION))) return undefined;
  const found = isId(id) ? await readAlert(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
  if (!found) await saysStale(ctx);
  return found;
}

async function askReason(
  ctx: BotContext,
  id: string | undefined,
  verdict: 'dismissed' | 'taken-back',
  after: Alert['verdict'],
): Promise<void> {
  const found = await find(ctx, id);
  if (!found) return;
  const view = viewOf(ctx, found.alert);
  if (view.verdict !== after) return toast(ctx, alertBeforeText(ctx.language, view), true);
  const draft = { id: view.id, verdict, name: view.personName, rule: view.ruleName };
  await keepStep(ctx, FLOW, 'reason', draft, true);
  await replace(ctx, alertReasonView(ctx.language, verdict, draft));
}

async function takeReason(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, ACTION))) return;
  const draft = draftSchema.parse(data);
  const reason = text.trim().replace(/\s+/g, ' ');
  if (!fits(reason, ALERT_REASON_LIMIT))
    return say(ctx, alertReasonView(ctx.language, draft.verdict, draft, true));
  const problem = findTextProblem(reason);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  await decide(ctx, draft.id, { verdict: draft.verdict, reason });
  endFlow(ctx, FLOW);
}

async function decide(ctx: BotContext, id: string, decision: AlertDecision): Promise<void> {
  const { db, pack } = ctx.services;
  const decided = await decideAlert(db, ctx.actor, id, decision, pack, ctx.now);
  if (!decided.ok)
    return decided.problem === 'decided-before'
      ? toast(ctx, alertBeforeText(ctx.language, viewOf(ctx, decided.alert)), true)
      : saysStale(ctx);
  await replace(
    ctx,
    decision.verdict === 'accepted'
      ? alertAcceptedView(ctx.language, viewOf(ctx, decided.alert))
      : alertReasonedView(ctx.language, decision.verdict),
  );
}
