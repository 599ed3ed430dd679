import { Composer } from 'telegraf';
import { beginExam } from '../../domain/exams/begin-exam.ts';
import { listOwnExams, readOwnExam } from '../../domain/exams/own-exams.ts';
import { isId } from '../../messages/callback-data.ts';
import { examListView, examNoQuestionsText, examOpenView, examWaitText } from '../../messages/exam-open.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress } from '../on-press.ts';
import { readSlots, standingView } from '../quizzes/show.ts';
import { replace, say, toast } from '../reply.ts';

/** The exams that somebody is to sit: the list, the rules of each, and the beginning. */
export function createExamsFeature(): Feature {
  const composer = new Composer<BotContext>();
  composer.command('exams', showList);
  onPress(composer, 'exam.list', showList);
  onPress(composer, 'exam.open', (ctx, [id]) => open(ctx, id));
  onPress(composer, 'exam.begin', (ctx, [id]) => begin(ctx, id));
  return { composer, flows: {} };
}

async function showList(ctx: BotContext): Promise<void> {
  if (!(await allow(ctx, 'quiz.take'))) return;
  const list = await listOwnExams(ctx.services.db, ctx.actor.personId, ctx.now);
  await replace(ctx, examListView(ctx.language, list, ctx.services.pack));
}

/** The rules before the clock starts; of one that is over, how it went. */
async function open(ctx: BotContext, id: string | undefined): Promise<void> {
  if (!(await allow(ctx, 'quiz.take'))) return;
  const { db, pack } = ctx.services;
  const exam = isId(id) ? await readOwnExam(db, id, ctx.actor.personId, ctx.now) : undefined;
  if (!exam) return saysStale(ctx);
  if (exam.state === 'finished' && exam.attemptId !== null) return stand(ctx, exam.attemptId);
  await replace(ctx, examOpenView(ctx.language, exam, pack, ctx.now));
}

async function begin(ctx: BotContext, id: string | undefined): Promise<void> {
  if (!(await allow(ctx, 'quiz.take'))) return;
  if (!isId(id)) return saysStale(ctx);
  const begun = await beginExam(ctx.services.db, ctx.actor.personId, id, ctx.now);
  if (begun.ok) return stand(ctx, begun.attemptId);
  if (begun.problem === 'not-found') return saysStale(ctx);
  if (begun.problem === 'no-questions') return toast(ctx, examNoQuestionsText(ctx.language), true);
  if (begun.problem === 'wait') return toast(ctx, examWaitText(ctx.language, begun.until), true);
  await open(ctx, id);
}

/** Where the attempt stands, as a message of its own: only a new one can be kept from being passed on. */
async function stand(ctx: BotContext, attemptId: string): Promise<void> {
  const view = await standingView(ctx, attemptId, await readSlots(ctx, attemptId));
  if (view) await say(ctx, view);
}
