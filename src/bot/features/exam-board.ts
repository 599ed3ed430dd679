import { Composer } from 'telegraf';
import { cancelExam } from '../../domain/exams/change-exam.ts';
import {
  exportExam,
  findCalledExam,
  isPurpose,
  listNotBegun,
  NAMES_A_PAGE,
  PURPOSES,
  readExamBoard,
  type CalledExam,
} from '../../domain/exams/exam-board.ts';
import { dayOf } from '../../domain/schedule/calendar.ts';
import { writeXlsxTable } from '../../formats/write-xlsx.ts';
import { isId } from '../../messages/callback-data.ts';
import {
  completionCaption,
  completionFileName,
  completionSheet,
  completionTable,
} from '../../messages/exam-completion.ts';
import {
  cancelAskView,
  examBoardView,
  examCancelledAnswer,
  notBegunView,
  purposeAskView,
  tooLateText,
} from '../../messages/exam-board.ts';
import type { View } from '../../messages/view.ts';
import type { BotContext } from '../context.ts';
import { allow, saysStale, type Feature } from '../flow.ts';
import { onPress, readIndex } from '../on-press.ts';
import { replace, say, toast } from '../reply.ts';

/** What the caller of an exam sees of it, and takes along. */
export function createExamBoardFeature(): Feature {
  const composer = new Composer<BotContext>();
  const onExam = (
    action: string,
    show: (ctx: BotContext, exam: CalledExam, parts: string[]) => Promise<void>,
  ): void =>
    onPress(composer, action, async (ctx, [id, ...parts]) => {
      if (!(await allow(ctx, 'exams.call'))) return;
      const exam = isId(id) ? await findCalledExam(ctx.services.db, ctx.actor, id) : undefined;
      await (exam ? show(ctx, exam, parts) : saysStale(ctx));
    });
  onExam('exam-board.open', showBoard);
  // Only a new message can be kept from being passed on; its pages take its place.
  onExam('exam-board.names', (ctx, exam, [page]) => showNames(ctx, exam, page, say));
  onExam('exam-board.page', (ctx, exam, [page]) => showNames(ctx, exam, page, replace));
  onExam('exam-board.cancel', (ctx, { quizId, people }) =>
    replace(ctx, cancelAskView(ctx.language, quizId, people)),
  );
  onExam('exam-board.cancel-now', async (ctx, { quizId }) => {
    const done = await cancelExam(ctx.services.db, ctx.actor, quizId, ctx.now);
    if (done.ok) return replace(ctx, examCancelledAnswer(ctx.language, quizId, done.told));
    await (done.problem === 'too-late' ? toast(ctx, tooLateText(ctx.language), true) : saysStale(ctx));
  });
  onExam('exam-board.export', (ctx, { quizId }, [purpose]) =>
    purpose === undefined
      ? replace(ctx, purposeAskView(ctx.language, quizId, PURPOSES))
      : sendFile(ctx, quizId, purpose),
  );
  return { composer, flows: {} };
}

async function showBoard(ctx: BotContext, exam: CalledExam): Promise<void> {
  const { db, pack } = ctx.services;
  const board = await readExamBoard(db, ctx.actor, exam, ctx.now);
  await replace(ctx, examBoardView(ctx.language, exam, board, pack, ctx.now));
}

async function showNames(
  ctx: BotContext,
  { quizId }: CalledExam,
  part: string | undefined,
  show: (ctx: BotContext, view: View) => Promise<void>,
): Promise<void> {
  const page = readIndex(part);
  // Reading names leaves a trace, so a button that is none of ours shows none.
  if (page === undefined) return saysStale(ctx);
  const { rows, total } = await listNotBegun(ctx.services.db, ctx.actor, quizId, page, ctx.now);
  await show(ctx, notBegunView(ctx.language, quizId, rows, { total, page, size: NAMES_A_PAGE }));
}

/** Who has finished as a file, in the chat of the caller alone. */
async function sendFile(ctx: BotContext, quizId: string, purpose: string): Promise<void> {
  if (!isPurpose(purpose)) return saysStale(ctx);
  const { language, now } = ctx;
  const rows = await exportExam(ctx.services.db, ctx.actor, quizId, purpose, now);
  if (!rows) return saysStale(ctx);
  const table = completionTable(language, rows);
  const source = Buffer.from(await writeXlsxTable(completionSheet(language), table));
  await ctx.replyWithDocument(
    { source, filename: `${completionFileName(language, dayOf(now))}.xlsx` },
    { caption: completionCaption(language, rows.length), protect_content: true },
  );
}
