import { z } from 'zod';
import { groupBy } from '../../domain/quizzes/grouping-rules.ts';
import { readImport, type ReadImport } from '../../domain/questions/propose-questions.ts';
import { DOCUMENTS_A_PAGE, listDocuments } from '../../domain/questions/read-bank.ts';
import { writeXlsxTable } from '../../formats/write-xlsx.ts';
import {
  documentAskView,
  importGoneText,
  importProblemsView,
  importReportView,
} from '../../messages/bank-import.ts';
import { importReportFile, importReportRows } from '../../messages/bank-report.ts';
import { isId } from '../../messages/callback-data.ts';
import type { QuestionProblemView, QuestionWarningView } from '../../messages/question-file.ts';
import type { BotContext } from '../context.ts';
import { replace, toast } from '../reply.ts';

export const FLOW = 'bank-import';
export const draftSchema = z.object({ importId: z.string().default('') });
export type Draft = z.infer<typeof draftSchema>;

/** The file of the wizard as it is now; where that is gone, it is asked for again. */
async function readOwn(ctx: BotContext, { importId }: Draft): Promise<ReadImport | undefined> {
  const read = isId(importId) ? await readImport(ctx.services.db, ctx.actor, importId) : undefined;
  if (!read) await toast(ctx, importGoneText(ctx.language), true);
  return read;
}

/** Which document questions rest on that name none. */
export async function askDocument(ctx: BotContext, draft: Draft, page: number): Promise<void> {
  const read = await readOwn(ctx, draft);
  if (!read) return;
  ctx.asking = FLOW;
  const without = read.planned.filter(({ problem }) => problem?.code === 'no-document').length;
  const { rows, total } = await listDocuments(ctx.services.db, page);
  await replace(ctx, documentAskView(ctx.language, without, rows, { total, page, size: DOCUMENTS_A_PAGE }));
}

function reportOf({ id, fileName, draft, planned }: ReadImport) {
  const likes = groupBy(draft.likes, ({ at }) => String(at));
  const lines = planned.map((one, at) => ({ ...one, likes: likes.get(String(at)) ?? [] }));
  return { id, fileName, format: draft.format, leftOut: draft.warnings.length, lines };
}
/** As the reader of question files made them; kept with the file meanwhile. */
const problemsOf = ({ draft }: ReadImport) => draft.problems as QuestionProblemView[];
const warningsOf = ({ draft }: ReadImport) => draft.warnings as QuestionWarningView[];

/** What the file would do to the bank as that is now, or what is wrong with it. */
export async function showReport(ctx: BotContext, draft: Draft, page: number): Promise<void> {
  const read = await readOwn(ctx, draft);
  if (!read) return;
  ctx.asking = FLOW;
  const { problemCount: total } = read.draft;
  const file = { fileName: read.fileName, problems: problemsOf(read), total };
  await replace(
    ctx,
    total > 0
      ? importProblemsView(ctx.language, file, page)
      : importReportView(ctx.language, reportOf(read), page),
  );
}

/** All of it as a table. */
export async function sendReport(ctx: BotContext, draft: Draft): Promise<void> {
  const read = await readOwn(ctx, draft);
  if (!read) return;
  const rows = importReportRows(ctx.language, reportOf(read), problemsOf(read), warningsOf(read));
  const { name, caption, sheet } = importReportFile(ctx.language, read.fileName);
  const source = Buffer.from(await writeXlsxTable(sheet, rows));
  await ctx.replyWithDocument({ source, filename: name }, { caption });
}
