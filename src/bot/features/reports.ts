import { Composer } from 'telegraf';
import { z } from 'zod';
import type { Conversation } from '../../domain/conversations/keep-conversation.ts';
import { findTextProblem } from '../../domain/notices/rules.ts';
import { mayDo } from '../../domain/people/rules.ts';
import {
  ANSWER_LIMIT,
  answerReport,
  listReports,
  readReport,
  REPORTS_A_PAGE,
  retireReported,
  type OpenReport,
  type ReportAnswered,
} from '../../domain/questions/answer-reports.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  answeredText,
  reportDoneView,
  reportListView,
  reportView,
  retireAskView,
  rightAskView,
} from '../../messages/reports.ts';
import { textProblemView } from '../../messages/text-problem.ts';
import type { BotContext } from '../context.ts';
import { allow, endFlow, keepStep, saysStale, type Feature, type Flow } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { otherLists } from '../questions/other-lists.ts';
import { showCorrections } from '../questions/show-corrections.ts';
import { replace, say, toast } from '../reply.ts';

const FLOW = 'report-answer';
const draftSchema = z.object({ reportId: z.string() });

/** What was reported about questions: the list, each with the whole question, and the editor's answer to it. */
export function createReportsFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('reports', (ctx) =>
    mayDo(ctx.actor, 'reports.answer') ? showList(ctx, 0) : showCorrections(ctx, 0),
  );
  onPress(composer, 'reports.list', (ctx, [page]) => {
    const at = readIndex(page);
    // Reading what people wrote leaves a trace, so a button that is none of ours shows nothing.
    return at === undefined ? saysStale(ctx) : showList(ctx, at);
  });
  onReport(composer, 'reports.open', show);
  onReport(composer, 'reports.right', async (ctx, { report }) => {
    if (report.state === 'answered') return toast(ctx, answeredText(ctx.language, report), true);
    await keepStep(ctx, FLOW, 'words', { reportId: report.id }, true);
    await replace(ctx, rightAskView(ctx.language, false));
  });
  onReport(composer, 'reports.retire', async (ctx, { report, mayChange }) => {
    if (!mayChange) return saysStale(ctx);
    if (report.state === 'answered') return toast(ctx, answeredText(ctx.language, report), true);
    await replace(ctx, retireAskView(ctx.language, report));
  });
  onPress(composer, 'reports.retire-now', async (ctx, [id]) => {
    if (!(await allow(ctx, 'reports.answer'))) return;
    if (!isId(id)) return saysStale(ctx);
    await sayDone(ctx, await retireReported(ctx.services.db, ctx.actor, id, ctx.now), 'retiredDone');
  });
  return { composer, flows: { [FLOW]: flow } };
}

const flow: Flow = {
  text: takeWords,
  resume: (ctx) => replace(ctx, rightAskView(ctx.language, false)),
  start: (ctx) => showList(ctx, 0),
};

function onReport(
  composer: Composer<BotContext>,
  action: string,
  act: (ctx: BotContext, open: OpenReport) => Promise<void>,
): void {
  onPress(composer, action, async (ctx, [id]) => {
    if (!(await allow(ctx, 'reports.answer'))) return;
    const open = isId(id) ? await readReport(ctx.services.db, ctx.actor, id, ctx.now) : undefined;
    await (open ? act(ctx, open) : saysStale(ctx));
  });
}

async function showList(ctx: BotContext, page: number): Promise<void> {
  if (!(await allow(ctx, 'reports.answer'))) return;
  const { rows, total } = await listReports(ctx.services.db, ctx.actor, page, ctx.now);
  // A page that has been worked off since it was shown.
  if (total === 0 && page > 0) return showList(ctx, 0);
  const ways = await otherLists(ctx, 'reports');
  await replace(ctx, reportListView(ctx.language, rows, { total, page, size: REPORTS_A_PAGE }, ways));
}

function show(ctx: BotContext, { report, content, choices, mayChange }: OpenReport): Promise<void> {
  const question = { ...report, content, retired: report.questionStatus === 'retired' };
  return replace(ctx, reportView(ctx.language, report, question, choices, mayChange));
}

async function takeWords(ctx: BotContext, { data }: Conversation, text: string): Promise<void> {
  if (!(await allow(ctx, 'reports.answer'))) return;
  const { reportId } = draftSchema.parse(data);
  const words = text.trim().replace(/\s+/g, ' ');
  if (words === '' || [...words].length > ANSWER_LIMIT) return say(ctx, rightAskView(ctx.language, true));
  const problem = findTextProblem(words);
  if (problem) return say(ctx, textProblemView(ctx.language, problem, FLOW));
  await sayDone(ctx, await answerReport(ctx.services.db, ctx.actor, reportId, words, ctx.now), 'answered');
  endFlow(ctx, FLOW);
}

async function sayDone(
  ctx: BotContext,
  done: ReportAnswered,
  word: 'answered' | 'retiredDone',
): Promise<void> {
  if (done.ok) return replace(ctx, reportDoneView(ctx.language, word));
  await (done.problem === 'not-found'
    ? saysStale(ctx)
    : toast(ctx, answeredText(ctx.language, done.report), true));
}
